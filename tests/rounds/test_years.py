"""The three-year text, years of the file, and the warning where they differ."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments.rounds import services
from assessments.rounds.models import Assessment
from assessments.rounds.years import against_text, offered, text_of, years_of
from cadres.approval.models import ApprovalTexts
from core.errors import DomainError, NotAllowed
from tests.rounds.making import begin, past, sheet
from tests.world import World

ON = date(2026, 11, 23)
WHO = "赵文博"


@pytest.mark.parametrize(
    ("grades", "on", "text"),
    [
        ({}, ON, None),
        ({2022: "1"}, ON, None),  # four years ago
        (
            {2022: "1", 2023: "2", 2024: "2", 2025: "2"},
            ON,
            "2023年、2024年、2025年年度考核均为称职。",
        ),
        (
            {2023: "2", 2024: "2", 2025: "1"},
            ON,
            "2023年、2024年年度考核均为称职，2025年年度考核为优秀。",
        ),
        ({2023: "2", 2025: "2"}, ON, "2023年、2025年年度考核均为称职。"),
        ({2024: "6", 2025: "5"}, ON, "2025年年度考核为不定等次。"),
        ({2023: "1", 2024: "2", 2025: "2", 2026: "2"}, date(2026, 12, 26),
         "2024年、2025年、2026年年度考核均为称职。"),
        ({2023: "1", 2024: "2", 2025: "2", 2026: "2"}, date(2026, 12, 24),
         "2023年年度考核为优秀，2024年、2025年年度考核均为称职。"),
    ],
)  # fmt: skip
def test_three_years(world: World, grades: dict, on: date, text: str | None) -> None:
    for year, outcome in grades.items():
        more = {"no_grade": "absent"} if outcome in "56" else {}
        past(world, WHO, year, outcome, **more)
    cadre = world.cadres[WHO].pk
    assert text_of([cadre], on).get(cadre) == text


def test_offered_where_the_form_says_otherwise(world: World) -> None:
    past(world, WHO, 2024, "2")
    past(world, WHO, 2025, "1")
    cadre = world.cadres[WHO].pk
    text = "2024年年度考核为称职，2025年年度考核为优秀。"
    assert offered(cadre, "", ON) == text
    assert offered(cadre, "2024年称职，2025年优秀", ON) == ""
    assert offered(cadre, "2024年合格，2025年优秀", ON) == ""  # 事业单位
    assert offered(cadre, "2024年优秀，2025年优秀", ON) == text
    assert offered(cadre, "另行说明", ON) == text
    assert offered(world.cadres["李明朗"].pk, "2024年优秀", ON) == ""  # nothing is known


def record(world: World, who: str = WHO, actor: str = "county", **more: object) -> Assessment:
    given = {"year": 2024, "outcome": "1", "decided_on": date(2025, 1, 10), "on": ON} | more
    return services.record_past(actor=getattr(world, actor), cadre=world.cadres[who], **given)


def test_the_department_enters_years_of_the_file(world: World) -> None:
    made = record(world)
    assert (made.basis, made.state, made.unit.short_name) == ("past", "final", "柳河镇")
    assert years_of([made.cadre_id], ON) == {made.cadre_id: {2024: "优秀"}}
    again = {"assessment": made, "on": ON}
    amended = services.amend_past(
        actor=world.county, seen=1, outcome="2", decided_on=date(2025, 1, 10), **again
    )
    assert (amended.outcome, amended.version) == ("2", 2)
    with pytest.raises(ValidationError, match="原因"):
        services.remove_past(actor=world.county, seen=2, reason=" ", **again)
    services.remove_past(actor=world.county, seen=2, reason="登记错人", **again)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"year": 2026}, "year", "还没有结束"),
        ({"year": 1990}, "year", "早于 1994"),
        ({"year": 2015}, "year", "参加工作时间 2016.07"),
        ({"outcome": "5"}, "no_grade", "选择情形"),
        ({"decided_on": date(2023, 12, 31)}, "decided_on", "不能早于该年度"),
        ({"decided_on": date(2026, 11, 24)}, "decided_on", "还没有到"),
        ({"decision": "长" * 301}, "decision", "301"),
    ],
)
def test_what_cannot_be_a_year_of_the_file(
    world: World, values: dict, field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        record(world, **values)
    assert words in refused.value.message_dict[field][0]
    assert not Assessment.objects.exists()


def test_it_is_entered_once_and_by_the_department_alone(world: World) -> None:
    record(world)
    with pytest.raises(ValidationError, match="已有考核（柳河镇）"):
        record(world)
    for who, actor in (("周雨晴", "secretary"), ("周雨晴", "county"), ("陈思远", "cadre")):
        with pytest.raises(NotAllowed):
            record(world, who, actor)
    begin(world, "市科技局", on=ON)
    one = sheet(world, "李明朗")
    with pytest.raises(DomainError, match="由单位组织考核"):
        services.remove_past(actor=world.city, assessment=one, seen=1, reason="错", on=ON)


def test_it_warns_where_the_form_says_otherwise(world: World) -> None:
    cadre = world.cadres[WHO]
    assert against_text(cadre.pk, 2024, "1") == ""
    ApprovalTexts.objects.create(cadre=cadre, assessments="2023年、2024年年度考核均为称职。")
    assert against_text(cadre.pk, 2024, "2") == ""
    assert against_text(cadre.pk, 2022, "1") == ""
    assert "“2024年称职”，与“优秀”不一致" in against_text(cadre.pk, 2024, "1")
    assert record(world, outcome="1").outcome == "1"  # told, not refused
