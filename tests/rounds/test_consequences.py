"""What follows from grades, each at its border, and the conditions that other rules ask."""

from datetime import date, timedelta

import pytest

from assessments.rounds.consequences import consequences
from assessments.rounds.facts import held_back, low_last
from cadres.people.models import Cadre
from cadres.roster import services as roster
from cadres.roster.batch_preview import restating
from cadres.roster.models import RosterEntry
from core.errors import DomainError
from policy.judgements import Judgement
from tests.rounds.making import past
from tests.world import World

ON = date(2026, 11, 23)
WHO = "李明朗"


def told(world: World, on: date = ON, **grades: str) -> set[str]:
    """Keys of what follows from `y2025="1"` and so on."""
    for year, outcome in grades.items():
        more = {"no_grade": "probation"} if outcome in "56" else {}
        past(world, WHO, int(year[1:]), outcome, **more)
    cadre = world.cadres[WHO].pk
    return set(consequences([cadre], on).get(cadre, {}))


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ({}, set()),
        ({"y2025": "2"}, set()),
        ({"y2025": "1"}, {"commend", "months_off"}),
        ({"y2024": "1", "y2025": "2"}, {"months_off", "pay_step"}),
        ({"y2024": "1", "y2025": "1"}, {"commend", "months_off", "pay_step"}),
        (
            {"y2023": "1", "y2024": "1", "y2025": "1"},
            {"commend", "merit", "months_off", "pay_step"},
        ),
        # a gap is no row
        ({"y2022": "1", "y2023": "1", "y2025": "1"}, {"commend", "months_off"}),
        ({"y2024": "1", "y2025": "3"}, {"months_off", "uncounted", "no_promotion"}),
        ({"y2025": "4"}, {"uncounted", "demote"}),
        ({"y2024": "4", "y2025": "4"}, {"uncounted", "demote", "dismiss"}),
        ({"y2023": "4", "y2025": "4"}, {"uncounted", "demote"}),
        ({"y2024": "4", "y2025": "2"}, {"uncounted"}),
        ({"y2025": "5"}, {"no_grade"}),
        (
            {"y2021": "2", "y2022": "2", "y2023": "1", "y2024": "2", "y2025": "2"},
            {"months_off", "pay_step", "salary_grade"},
        ),
    ],
)
def test_what_follows(world: World, grades: dict, expected: set) -> None:
    assert told(world, **grades) == expected


def test_a_year_without_promotion_ends_a_year_after_the_decision(world: World) -> None:
    past(world, WHO, 2025, "3", decided_on=date(2026, 1, 31))
    cadre = world.cadres[WHO].pk
    assert "no_promotion" in consequences([cadre], date(2027, 1, 30))[cadre]
    assert "no_promotion" not in consequences([cadre], date(2027, 1, 31))[cadre]
    assert consequences([cadre], date(2026, 1, 30)) == {}  # not decided yet


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        (date(2026, 1, 31), date(2027, 1, 30)),
        (date(2024, 2, 29), date(2025, 2, 27)),  # a year later there is no 29th
        (date(2025, 12, 20), date(2026, 12, 19)),
    ],
)
def test_the_condition_agrees_to_the_day(world: World, decided: date, last: date) -> None:
    past(world, WHO, 2023, "3", decided_on=decided)
    cadre = world.cadres[WHO].pk
    for day in (decided, last, last + timedelta(days=1)):
        held = set(Cadre.objects.filter(held_back(day, "pk")).values_list("pk", flat=True))
        told = {who for who, found in consequences([cadre], day).items() if "no_promotion" in found}
        assert held == told == (set() if day > last else {cadre})


def test_half_a_year_less_for_each_excellent_year_in_the_present_rank(world: World) -> None:
    Cadre.objects.filter(name=WHO).update(rank_since=date(2024, 6, 1))
    for year in (2022, 2023, 2024, 2025):
        past(world, WHO, year, "1")
    cadre = world.cadres[WHO].pk
    found = consequences([cadre], ON)[cadre]
    assert found["months_off"].verdict.endswith("2 年考核优秀，晋升职级所需年限缩短 12 个月")
    assert found["merit"].nearness == "超过界线 1 年。"


def test_each_says_why(world: World) -> None:
    one = past(world, WHO, 2025, "4")
    cadre = world.cadres[WHO].pk
    found = consequences([cadre], ON, only_holding=False)[cadre]
    assert len(found) == 10
    judgement = found["dismiss"]
    assert (judgement.holds, judgement.nearness) == (False, "还差 1 年。")
    assert judgement.clause == "3.3.4" and judgement.clause_text
    assert "连续两年考核不称职的，予以辞退" in judgement.sentence
    (fact,) = judgement.facts
    assert (fact.label, fact.value, fact.pk) == ("2025 年度考核", "不称职", one.pk)
    assert Judgement.from_json(judgement.as_json()) == judgement


@pytest.mark.parametrize(
    ("grades", "on", "is_low"),
    [
        ({2025: "3"}, ON, True),
        ({2025: "4"}, ON, True),
        ({2025: "2"}, ON, False),
        ({2024: "3"}, ON, False),  # not of last year
        ({2024: "3", 2025: "2"}, ON, False),
        ({2024: "2", 2025: "3"}, date(2027, 2, 1), True),  # 2026 is not settled yet
        ({2025: "3"}, date(2027, 4, 1), False),
        ({2025: "3", 2026: "2"}, date(2026, 12, 26), False),  # 2026 is decided already
        ({2025: "3", 2026: "2"}, date(2026, 12, 24), True),
    ],
)
def test_low_last_year(world: World, grades: dict, on: date, is_low: bool) -> None:
    for year, outcome in grades.items():
        past(world, WHO, year, outcome)
    found = Cadre.objects.filter(low_last(on, "pk")).values_list("name", flat=True)
    assert list(found) == ([WHO] if is_low else [])


def test_nobody_is_considered_after_a_low_grade(world: World) -> None:
    past(world, WHO, 2025, "3")
    past(world, "周雨晴", 2025, "3")  # is considered already
    past(world, "赵文博", 2025, "2")
    entries = [world.stay(name) for name in (WHO, "赵文博", "周雨晴")]
    values = {"status": "2", "on": date(2026, 11, 20)}
    rows = RosterEntry.objects.filter(pk__in=[one.pk for one in entries])
    foresight = restating(rows, world.city, values)
    words = "2025 年度考核为基本称职，按《党政领导干部选拔任用工作条例》不得列为考察对象"
    assert [(line.name, line.why.strip()) for line in foresight.refused] == [(WHO, words)]
    assert [line.name for line in foresight.changing] == ["赵文博"]
    acting = {"actor": world.city, "on": values["on"], "today": ON, "status": "2"}
    with pytest.raises(DomainError, match=f"^{WHO} 2025 年度考核为基本称职"):
        roster.restate(entries=entries, **acting)
    roster.restate(entries=entries[1:], **acting)
    assert world.stay("赵文博").status == "2"
