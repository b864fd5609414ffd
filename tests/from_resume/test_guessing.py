"""What words of a post tell: seat, level, acting, away; and which unit a line begins with."""

from datetime import date

import pytest

from core.units import services as units
from rotation.from_resume.guessing import away_kind, level_of, place_words, post_words, seat_of
from rotation.from_resume.unit_names import UnitNames

SEATS = {
    "党委副书记、镇长": "principal",
    "党委书记": "principal",
    "党组书记、局长": "principal",
    "综合规划科科长": "principal",
    "办公室主任": "principal",
    "党组成员、副局长": "deputy",
    "党委委员、副镇长": "deputy",
    "党委委员、组织委员": "deputy",
    "党委副书记": "deputy",
    "党委委员、纪委书记": "deputy",
    "县委常委、组织部部长": "deputy",
    "县委常委、常务副县长": "deputy",
    "人大常委会主任": "principal",
    "政治部部长": "principal",
    "公路管理科副科长": "deputy",
    "办事处副主任": "deputy",
    "四级主任科员": "other",
    "科员": "other",
    "局长助理": "other",
    "试用期公务员": "other",
}


@pytest.mark.parametrize(("title", "seat"), SEATS.items(), ids=SEATS)
def test_seats(title, seat):
    assert seat_of(title) == seat


@pytest.mark.parametrize(
    ("title", "unit_level", "level"),
    [
        ("局长", "107", "1A31"),
        ("政治部部长", "107", "1A41"),
        ("县委常委、组织部部长", "107", "1A32"),
        ("党委书记、部长", "107", "1A31"),
        ("副局长", "107", "1A32"),
        ("公路管理科科长", "107", "1A41"),
        ("公路管理科副科长", "107", "1A42"),
        ("党委副书记、镇长", "109", "1A41"),
        ("副镇长", "109", "1A42"),
        ("党政办公室主任", "109", ""),
        ("科员", "109", "1A50"),
        ("四级主任科员", "107", ""),
        ("教师", "107", ""),
        ("镇长", "", ""),
    ],
)
def test_levels(title, unit_level, level):
    assert level_of(title, seat_of(title), unit_level) == level


def test_acting_and_away():
    assert post_words("副局长（主持工作）") == ("副局长", True)
    assert post_words("副局长，主持工作") == ("副局长", True)
    assert post_words("科员") == ("科员", False)
    told = {
        "挂任柳河镇党委副书记": "secondment",
        "清河市交通运输局跟班学习": "shadow",
        "市信访局信访督查专员": "petition",
        "驻双河村第一书记": "grassroots",
        "市疫情防控专班": "task",
        "市委党校学习": None,
        "兼任市铁路办副主任": None,
    }
    assert {text: away_kind(text) for text in told} == told
    assert place_words("挂任柳河镇党委副书记") == "柳河镇党委副书记"


NAMES = {
    "清河市交通运输局公路管理科副科长": ("市交通运输局", "公路管理科副科长"),
    "云州省清河市交通运输局科员": ("市交通运输局", "科员"),
    "市交通运输局科员": ("市交通运输局", "科员"),
    "云州省清河市青川县柳河镇党委书记": ("柳河镇", "党委书记"),
    "青川县柳河镇镇长": ("柳河镇", "镇长"),
    "中共青川县委常委、副县长": ("青川县", "县委常委、副县长"),
    "青川县委常委、组织部部长": ("青川县", "县委常委、组织部部长"),
    "青川县副县长": ("青川县", "副县长"),
    "中共青川县委组织部部长": ("青川县委组织部", "部长"),
}


def begun(viewer, text, since=date(2020, 1, 1), until=date(2021, 1, 1)):
    return UnitNames(viewer).begin(text, since, until)


def test_the_unit_at_the_beginning(world):
    names = UnitNames(world.city)
    found = {text: names.begin(text, date(2020, 1, 1), None) for text in NAMES}
    told = {text: (str(one.place), one.rest) for text, one in found.items()}
    assert told == NAMES
    for text in ("云州省交通运输厅科员", "青川县航天局局长", "清源县柳河镇镇长", "", "科员"):
        assert names.begin(text, date(2020, 1, 1), None).place is None, text


def test_a_former_name_and_what_is_out_of_reach(world):
    bureau = world.named["市交通运输局"]
    units.rename(
        actor=world.city,
        unit=bureau,
        seen=bureau.version,
        name="清河市交通和港航局",
        short_name="市交通港航局",
        on=date(2026, 7, 1),
        document="",
    )
    found = begun(world.city, "清河市交通运输局科员")
    assert (found.place.pk, found.rest) == (bureau.pk, "科员")
    assert found.guess == "“清河市交通运输局”是市交通港航局的曾用名"
    assert begun(world.city, "清河市交通和港航局科员").guess == ""
    assert begun(world.county, "清河市交通运输局科员").place is None
    assert begun(world.county, "青川县柳河镇镇长").place.short_name == "柳河镇"
