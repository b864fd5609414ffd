"""The verbs on a file: what they write, log and refuse, and who was faster."""

import threading
from datetime import date

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cadres.formats.resume_text import Line
from cadres.identity.vault import open_sealed
from cadres.people import services
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine
from cadres.people.services.rows import family_of, resume_of
from core.audit.models import Action, AuditEntry
from core.choices import UnitKind
from core.errors import Stale
from core.pages import sentence_for
from core.units import services as unit_services
from core.units.models import Unit
from tests.people.filing import last_log

ON = date(2026, 11, 23)
# 1992-05-03, a woman; the check character was computed by hand (ISO 7064 MOD 11-2).
NUMBER = "990101199205030249"


def month(year: int, number: int) -> date:
    return date(year, number, 1)


def newcomer(world, **values) -> dict:
    return {
        "actor": world.city,
        "on": ON,
        "name": "宋 知远",
        "gender": "1",
        "birth": month(1994, 3),
        "unit": world.named["市科技局"],
        "title": "清河市科学技术局规划科科员",
    } | values


def change(cadre: Cadre, actor, **values) -> Cadre:
    return services.edit(actor=actor, cadre=cadre, seen=cadre.version, on=ON, **values)


def refused(call, *args, **values) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as fault:
        call(*args, **values)
    return fault.value.message_dict


def by_initials(text: str) -> list[Cadre]:
    query = SearchQuery(f"{text}:*", config="simple", search_type="raw")
    return list(Cadre.objects.filter(tokens=query))


def test_a_newcomer_is_found_by_name_and_placed_in_the_order(world):
    cadre = services.add(**newcomer(world))
    assert cadre.name == "宋知远"
    assert cadre.unit_path == world.named["市科技局"].path
    assert cadre.stroke_key
    assert by_initials("szy") == [cadre]
    assert last_log(cadre).action == Action.CREATE


def test_an_edit_logs_old_and_new_in_words_and_raises_the_version(world, cadre):
    before = cadre.version
    change(cadre, world.city, level="1A32", level_since=month(2025, 1), title="清河市某局副局长")
    cadre.refresh_from_db()
    assert (cadre.level, cadre.version, cadre.changed_by) == ("1A32", before + 1, world.city)
    assert last_log(cadre).detail == {
        "职务层次": ["乡科级正职", "县处级副职"],
        "任现职务层次时间": ["2023.06", "2025.01"],
        "现任职务": ["清河市交通运输局综合规划科科长", "清河市某局副局长"],
    }


def test_a_new_name_is_prepared_for_search_and_order(world, cadre):
    former = cadre.stroke_key
    change(cadre, world.city, name="卜一丁")
    cadre.refresh_from_db()
    assert cadre.stroke_key != former
    assert by_initials("byd") == [cadre]


def test_nothing_changed_writes_and_logs_nothing(world, cadre):
    logged = AuditEntry.objects.count()
    version = cadre.version
    change(cadre, world.city, title=cadre.title)
    cadre.refresh_from_db()
    assert (cadre.version, AuditEntry.objects.count()) == (version, logged)


def test_a_stale_edit_is_refused_and_says_who_was_faster(world, cadre):
    seen = cadre.version
    change(Cadre.objects.get(pk=cadre.pk), world.county, phone="13900000000")
    with pytest.raises(Stale) as stale:
        services.edit(actor=world.city, cadre=cadre, seen=seen, on=ON, phone="13800000000")
    assert "韩志远" in str(stale.value)
    assert Cadre.objects.get(pk=cadre.pk).phone == "13900000000"


def test_faults_stand_at_their_fields_all_at_once(world, cadre):
    found = refused(
        change,
        cadre,
        world.city,
        name="",
        work_start=month(1990, 1),
        nation="99",
        title="长" * 201,
    )
    assert set(found) == {"name", "work_start", "nation", "title"}


def test_a_constraint_that_no_guard_repeats_is_still_a_sentence(world, cadre):
    assert "birth" in refused(change, cadre, world.city, birth=month(2027, 1))
    assert "gender" in refused(change, cadre, world.city, gender="7")


# ID numbers


def test_an_id_number_is_sealed_hashed_and_masked_and_never_logged(world, cadre):
    change(cadre, world.city, id_number="99010119920503 0249")
    cadre.refresh_from_db()
    assert open_sealed(cadre.id_sealed) == NUMBER
    assert cadre.id_masked == "990101********0249"
    assert last_log(cadre).detail == {"身份证号": ["", "990101********0249"]}
    version = cadre.version
    change(cadre, world.city, id_number=NUMBER)  # the same again: nothing to write
    assert Cadre.objects.get(pk=cadre.pk).version == version
    change(cadre, world.city, id_number="")
    cadre.refresh_from_db()
    assert (cadre.id_sealed, cadre.id_hash, cadre.id_masked) == (None, None, "")


def test_a_wrong_check_character_is_refused_at_the_field(world, cadre):
    found = refused(change, cadre, world.city, id_number=NUMBER[:-1] + "8")
    assert list(found) == ["id_number"]
    assert "最后一位" in found["id_number"][0]
    assert NUMBER[6:14] not in found["id_number"][0]


def test_disagreement_is_refused_with_both_values_until_a_reason_is_given(world, cadre):
    found = refused(change, cadre, world.city, id_number=NUMBER, birth=month(1992, 6), gender="1")
    assert "1992.05" in found["id_number"][0] and "1992.06" in found["id_number"][0]
    assert "女" in found["id_number"][1] and "男" in found["id_number"][1]
    change(
        cadre,
        world.city,
        id_number=NUMBER,
        birth=month(1992, 6),
        gender="1",
        id_reason="档案认定为 1992 年 6 月",
    )
    assert Cadre.objects.get(pk=cadre.pk).id_masked


def test_a_later_change_of_birth_is_held_against_the_number_on_file(world, cadre):
    change(cadre, world.city, id_number=NUMBER)
    found = refused(change, cadre, world.city, birth=month(1992, 7))
    assert list(found) == ["birth"]
    assert list(refused(change, cadre, world.city, gender="1")) == ["gender"]
    change(cadre, world.city, phone="13900000000")  # asks nothing about the number


def test_the_holder_of_a_number_is_named_only_to_who_may_see_him(world, cadre):
    change(cadre, world.city, id_number=NUMBER)
    other = world.cadres["赵文博"]  # of the county
    named = refused(change, other, world.city, id_number=NUMBER)["id_number"][0]
    assert "周雨晴" in named and "市交通运输局" in named
    hidden = refused(change, other, world.county, id_number=NUMBER)["id_number"][0]
    assert "周雨晴" not in hidden and "另一人" in hidden
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        Cadre.objects.filter(pk=other.pk).update(
            id_hash=cadre.id_hash, id_sealed=b"x", id_masked="990101********0249"
        )
    assert "已登记在另一人名下" in sentence_for(broken.value)


# Units


def test_people_are_not_put_into_a_heading_or_an_abolished_unit(world, cadre):
    heading = Unit.objects.filter(kind=UnitKind.GROUP).first()
    assert "机构分组" in refused(change, cadre, world.city, unit=heading)["unit"][0]
    empty = Unit.objects.filter(cadres=None, children=None, grants=None, accounts=None).last()
    gone = unit_services.abolish(actor=world.city, unit=empty, seen=empty.version, on=ON)
    assert "已撤销" in refused(change, cadre, world.city, unit=gone)["unit"][0]


# Rows

LINES = [
    Line(month(2010, 9), month(2014, 7), "云州大学学习", "study"),
    Line(month(2014, 7), None, "清河市交通运输局科员"),
    Line(month(2016, 3), month(2017, 3), "柳河镇挂职", within=True),
]


def test_a_resume_is_written_as_a_whole_in_order(world, cadre):
    shuffled = [LINES[1], LINES[2], LINES[0]]
    services.replace_resume(
        actor=world.city, cadre=cadre, seen=cadre.version, on=ON, lines=shuffled
    )
    assert resume_of(cadre) == LINES
    assert ResumeLine.objects.get(within__isnull=False).within.text == "清河市交通运输局科员"
    was, now = last_log(cadre).detail["简历"]
    assert was == ""
    assert "（其间：2016.03--2017.03柳河镇挂职）" in now
    version = cadre.version
    services.replace_resume(actor=world.city, cadre=cadre, seen=version, on=ON, lines=LINES)
    assert Cadre.objects.get(pk=cadre.pk).version == version


def test_a_stale_resume_changes_nothing(world, cadre):
    seen = cadre.version
    services.replace_resume(actor=world.city, cadre=cadre, seen=seen, on=ON, lines=LINES)
    with pytest.raises(Stale):
        services.replace_resume(actor=world.county, cadre=cadre, seen=seen, on=ON, lines=LINES[:1])
    assert resume_of(cadre) == LINES


def test_a_family_keeps_its_order_and_unknown_relations(world, cadre):
    members = [
        Member("丈夫", "何一鸣", month(1990, 2), "中共党员", "清河市水利局科员"),
        Member("干妈", "Anna Lee"),
    ]
    services.replace_family(
        actor=world.city, cadre=cadre, seen=cadre.version, on=ON, members=members
    )
    assert family_of(cadre) == members
    assert list(FamilyMember.objects.values_list("position", flat=True)) == [1, 2]
    assert last_log(cadre).detail["家庭成员"][1].startswith("丈夫　何一鸣　1990.02　中共党员")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_time_one_writes(committed_world):
    world = committed_world
    cadre = world.cadres["周雨晴"]
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def write(text: str) -> None:
        mine = Cadre.objects.get(pk=cadre.pk)
        start.wait()
        try:
            services.replace_resume(
                actor=world.city,
                cadre=mine,
                seen=cadre.version,
                on=ON,
                lines=[Line(month(2014, 7), None, text)],
            )
            outcomes.append("written")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(text,)) for text in ("甲", "乙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["stale", "written"]
    assert ResumeLine.objects.filter(cadre=cadre).count() == 1


# Rewards and discipline


@pytest.mark.parametrize(
    ("kind", "measure", "decided_on", "until"),
    [
        ("government", "警告", date(2026, 3, 15), date(2026, 9, 15)),
        ("government", "记大过", date(2025, 8, 31), date(2027, 2, 28)),
        ("party", "警告", date(2024, 2, 29), date(2025, 2, 28)),
        ("party", "开除党籍", date(2026, 1, 1), None),
        ("handling", "诫勉", date(2026, 8, 31), date(2027, 2, 28)),
        ("handling", "函询", date(2026, 8, 31), None),
        ("handling", "别的", date(2026, 8, 31), None),
    ],
)
def test_the_effect_follows_the_code_tables(kind, measure, decided_on, until):
    assert services.proposed_until(kind, measure, decided_on) == until


def test_discipline_takes_the_proposal_unless_another_day_is_given(world, cadre):
    values = {"kind": "party", "measure": "警告", "decided_on": date(2026, 1, 10)}
    who = {"actor": world.city, "on": ON}
    row = services.add_discipline(cadre=cadre, seen=cadre.version, **who, **values)
    assert row.effect_until == date(2027, 1, 10)
    services.edit_discipline(
        discipline=row, seen=cadre.version, **who, **values, effect_until=date(2026, 7, 10)
    )
    row.refresh_from_db()
    assert row.effect_until == date(2026, 7, 10)
    assert last_log(cadre).detail == {"影响期止": ["2027-01-10", "2026-07-10"]}
    services.remove_discipline(actor=world.city, discipline=row, seen=cadre.version, on=ON)
    assert not Discipline.objects.exists()
    assert last_log(cadre).action == Action.DELETE


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decided_on": date(2026, 11, 24)}, "decided_on"),
        ({"decided_on": date(1992, 5, 1)}, "decided_on"),
        ({"decided_on": date(2026, 1, 1), "revoked_on": date(2025, 12, 31)}, "revoked_on"),
        ({"decided_on": date(2026, 1, 1), "revoked_on": date(2026, 11, 24)}, "revoked_on"),
    ],
)
def test_a_reward_is_given_and_revoked_in_time(world, cadre, values, field):
    found = refused(
        services.add_reward,
        actor=world.city,
        cadre=cadre,
        seen=cadre.version,
        on=ON,
        name="嘉奖",
        **values,
    )
    assert list(found) == [field]


def test_an_effect_ends_after_the_decision(world, cadre):
    found = refused(
        services.add_discipline,
        actor=world.city,
        cadre=cadre,
        seen=cadre.version,
        on=ON,
        kind="party",
        measure="警告",
        decided_on=date(2026, 1, 1),
        effect_until=date(2026, 1, 1),
    )
    assert list(found) == ["effect_until"]


# Photos
