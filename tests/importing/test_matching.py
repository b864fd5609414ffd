"""Who a row is, and who it must not be taken for."""

from datetime import date

import pytest

from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from core.audit.models import AuditEntry
from core.units.models import Unit
from tests.importing.telling import an_id, look, only, taken_in, told


def numbered(cadre: Cadre, number: str) -> str:
    """Give somebody an ID number."""
    from cadres.people.services.numbers import kept_number

    Cadre.objects.filter(pk=cadre.pk).update(**kept_number(cadre, number))
    return number


def namesake(cadre: Cadre, unit) -> Cadre:
    """Another person of the same name and birth month."""
    found = Cadre.objects.get(pk=cadre.pk)
    found.pk, found.unit, found.account = None, unit, None
    found.id_hash, found.id_sealed, found.id_masked = None, None, ""
    found.save(force_insert=True)
    return found


def first_error(row) -> str:
    return next(remark.reason for remark in row.told.remarks if remark.is_error)


def test_name_and_birth_month_find_a_person(world):
    (row,) = look([only("周雨晴", (1992, 5), pro_title="工程师")])
    assert (row.action, row.cadre) == ("update", world.cadres["周雨晴"].pk)


def test_somebody_unknown_is_new(world):
    (row,) = look([told()])
    assert (row.action, row.cadre, row.told.is_sound) == ("create", None, True)


def test_the_number_counts_before_the_name(world):
    number = numbered(world.cadres["李明朗"], an_id("19900203", "001"))
    (row,) = look([only("李明郎", (1990, 2), id_number=number)])
    assert (row.action, row.cadre) == ("update", world.cadres["李明朗"].pk)
    assert row.changes == {"name": ["李明朗", "李明郎"]}
    assert any("按身份证号对应到" in remark.reason for remark in row.told.remarks)


def test_a_number_and_a_name_of_two_people_are_refused(world):
    number = numbered(world.cadres["李明朗"], an_id("19900203", "001"))
    (row,) = look([only("周雨晴", (1992, 5), id_number=number)])
    assert row.action == "error"
    assert "登记在“李明朗”" in first_error(row) and "与“周雨晴”" in first_error(row)


def test_a_number_with_another_name_and_birth_is_refused(world):
    number = numbered(world.cadres["李明朗"], an_id("19900203", "001"))
    (row,) = look([told(name="周晓航", id_number=number)])
    assert row.action == "error" and "都不符" in first_error(row)


def test_several_hits_are_for_a_person_to_choose(world):
    other = namesake(world.cadres["周雨晴"], world.named["柳河镇"])
    (row,) = look([only("周雨晴", (1992, 5))])
    assert row.action == "choose"
    assert sorted(row.candidates) == sorted([world.cadres["周雨晴"].pk, other.pk])


def test_the_same_name_with_another_number_is_for_a_person_to_choose(world):
    numbered(world.cadres["周雨晴"], an_id("19920511", "002"))
    (row,) = look([only("周雨晴", (1992, 5), id_number=an_id("19920512", "004"))])
    assert (row.action, row.candidates) == ("choose", [world.cadres["周雨晴"].pk])


def test_the_hidden_key_finds_who_is_told_without_a_birth_month(world):
    row = only("周雨晴", (1992, 5), pro_title="工程师")
    row.key = world.cadres["周雨晴"].pk
    del row.values["birth"]
    (row,) = look([row])
    assert (row.action, row.cadre) == ("update", world.cadres["周雨晴"].pk)


def test_a_key_under_another_name_is_asked_about(world):
    row = told()
    row.key = world.cadres["周雨晴"].pk
    (row,) = look([row])
    assert (row.action, row.candidates) == ("choose", [world.cadres["周雨晴"].pk])


@pytest.mark.parametrize("again", [{}, {"id_number": an_id()}])
def test_the_same_person_twice_is_refused_with_the_earlier_place(world, again):
    first, second = look([told(row=3, id_number=an_id()), told(row=9, **again)])
    assert first.action == "create" and second.action == "error"
    assert first_error(second) == "与“花名册.xlsx 第 3 行”是同一人，请只留一行。"


def test_two_numbers_are_two_people(world):
    rows = look([told(row=3, id_number=an_id()), told(row=4, id_number=an_id("19920513"))])
    assert [row.action for row in rows] == ["create", "create"]


def test_people_of_another_county_are_neither_found_nor_named(world):
    unit = world.named["柳河镇"].code
    stranger = only("欧阳雪", (1989, 1), gender="2", title="青川县柳河镇科员", nation="01")
    stranger.unit_words = unit
    (row,) = look([stranger], actor=world.county)
    assert (row.action, row.cadre, row.candidates) == ("create", None, [])
    stranger.key = world.cadres["欧阳雪"].pk
    (row,) = look([stranger], actor=world.county)
    assert (row.action, row.candidates) == ("create", [])


def test_a_number_of_another_county_is_refused_without_its_holder(world):
    number = numbered(world.cadres["欧阳雪"], an_id("19890102", "002"))
    row = only("欧阳雪", (1989, 1), id_number=number, title="青川县柳河镇科员", gender="2")
    (row,) = look([row], actor=world.county)
    assert row.action == "error"
    said = first_error(row)
    assert "另一人" in said
    assert not any(word in said for word in ("欧阳雪", "清溪镇", "清源县", number))


def test_a_county_writes_nobody_into_another_county(world):
    row = told(title="清源县清溪镇科员")
    row.unit_words = "清溪镇"
    (row,) = look([row], actor=world.county)
    assert row.action == "error" and "没有“清溪镇”这个单位" in first_error(row)


def test_a_county_puts_nobody_on_the_citys_list(world):
    row = told(title="青川县柳河镇科员")
    row.stay = {"entered_on": date(2026, 3, 1), "held_by": "city"}
    (row,) = look([row], actor=world.county)
    assert row.action == "error" and "请报市委组织部办理" in first_error(row)


def test_a_county_that_names_no_list_puts_people_on_its_own(world):
    row = told(title="青川县柳河镇科员")
    row.stay = {"entered_on": date(2026, 3, 1)}
    taken_in([row], world.county)
    assert Cadre.objects.get(name="周晓航").entries.get().held_by == "county"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("001.001.029", "市交通运输局"),
        ("清河市交通运输局", "市交通运输局"),
        ("市交通运输局", "市交通运输局"),
        ("云州省清河市交通运输局", "市交通运输局"),
        ("清河市委组织部", "市委组织部"),
    ],
)
def test_a_unit_is_found_as_it_is_written(world, words, name):
    row = told(title="科员")
    row.unit_words = words
    (row,) = look([row])
    assert row.place.short_name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("清河市交通运输局公路管理科副科长", "市交通运输局"),
        ("云州省清河市青川县柳河镇党委副书记", "柳河镇"),
        ("青川县柳河镇党委副书记、镇长", "柳河镇"),
        ("中共青川县委常委、副县长", "青川县"),
        ("青川县委组织部科员", "青川县委组织部"),
        ("中共清河市委组织部干部科科长", "市委组织部"),
    ],
)
def test_a_unit_is_found_at_the_beginning_of_a_post(world, title, name):
    (row,) = look([told(title=title)])
    assert row.place and row.place.short_name == name


@pytest.mark.parametrize("title", ["清河市交通局科长", "某某公司经理", "青川县水务局科员"])
def test_a_body_that_the_tree_has_not_is_no_reason_to_take_the_one_above(world, title):
    (row,) = look([told(title=title)])
    assert row.action == "error"


def test_near_misses_are_named(world):
    row = told()
    row.unit_words = "市交通局"
    (row,) = look([row])
    assert first_error(row) == "没有“市交通局”这个单位，可能是“市交通运输局”，请改正。"


def test_what_is_alike_in_its_frame_alone_is_no_near_miss(world):
    row = told()
    row.unit_words = "清河市航天局"
    (row,) = look([row])
    assert first_error(row) == "没有“清河市航天局”这个单位，请填写单位编码、全称或简称。"


def test_a_default_unit_takes_new_people_and_moves_nobody(world):
    new, old = told(title="科员"), only("周雨晴", (1992, 5), title="科员")
    rows = look([new, old], unit=world.named["柳河镇"])
    assert rows[0].place.short_name == "柳河镇"
    assert rows[1].changes.keys() == {"title"}


def test_looking_writes_nothing(world):
    before = AuditEntry.objects.count()
    look([told(), only("周雨晴", (1992, 5), pro_title="工程师")])
    assert AuditEntry.objects.count() == before
    assert prepared("周晓航")  # nothing of it is in the database
    assert not Cadre.objects.filter(name="周晓航").exists()


@pytest.mark.parametrize(
    "title", ["石桥县柳河镇镇长", "清河市石桥县柳河镇镇长", "沧澜市柳河镇镇长"]
)
def test_a_namesake_of_another_place_is_not_the_unit(world, title):
    (row,) = look([told(title=title)])
    assert (row.action, row.place) == ("error", None)
    assert f"同名的是“{world.named['柳河镇'].name}”" in first_error(row)
    (usual,) = look([told(title=title)], unit=world.named["市科技局"])
    assert usual.place.short_name == "市科技局" and usual.action == "create"
    assert any("已按默认单位“市科技局”处理" in one["reason"] for one in usual.remarks(errors=False))


def test_of_units_of_one_name_the_one_that_lies_there_is_meant(world):
    other = world.named["清溪镇"]
    Unit.objects.filter(pk=other.pk).update(short_name="柳河镇")
    for title, name in (("清源县柳河镇科员", other.name), ("青川县柳河镇科员", None)):
        (row,) = look([told(title=title)])
        assert row.place.name == (name or world.named["柳河镇"].name)
    (row,) = look([told(title="柳河镇科员")])
    assert row.action == "error" and "有 2 个单位叫“柳河镇”" in first_error(row)
