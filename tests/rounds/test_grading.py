"""What the file says of a year's grade, and whom it is told."""

from datetime import date

import pytest

from assessments.rounds.grading import suggestion, why_not_excellent
from cadres.people.models import Cadre, Discipline
from tests.rounds.making import begin, sheet
from tests.world import World

BUREAU = "市交通运输局"


def sanction(world: World, kind: str, measure: str, on: date, until: date | None) -> None:
    Discipline.objects.create(
        cadre=world.cadres["陈思远"],
        kind=kind,
        measure=measure,
        decided_on=on,
        effect_until=until,
        reason="违规",
    )


@pytest.mark.parametrize(
    ("kind", "measure", "on", "until", "barred", "proposed"),
    [
        ("government", "警告", date(2026, 3, 1), date(2026, 9, 1), True, None),
        ("government", "记过", date(2025, 1, 1), date(2026, 1, 1), False, None),
        ("government", "记过", date(2025, 1, 2), date(2026, 1, 2), True, "sanctioned"),
        ("government", "记过", date(2026, 12, 31), date(2027, 12, 31), True, "sanctioned"),
        ("government", "记过", date(2027, 1, 1), date(2028, 1, 1), False, None),
        ("party", "严重警告", date(2026, 3, 1), date(2027, 9, 1), True, None),
        ("party", "留党察看", date(2026, 3, 1), date(2028, 3, 1), True, "sanctioned"),
        ("handling", "诫勉", date(2026, 3, 1), date(2026, 9, 1), False, None),
    ],
)
def test_sanctions(world, kind, measure, on, until, barred, proposed) -> None:
    begin(world, BUREAU)
    sanction(world, kind, measure, on, until)
    one = sheet(world, "陈思远")
    assert bool(why_not_excellent([one])) is barred
    found = suggestion(one, world.city)
    assert (found.no_grade if found else None) == proposed
    if found:
        assert f"受{measure}" in found.words and "不定等次" in found.words
        assert not found.fact.is_open


@pytest.mark.parametrize(
    ("on", "until", "proposed"),
    [
        (date(2024, 5, 1), None, "investigated"),  # of whatever year, as long as it goes on
        (date(2026, 12, 31), None, "investigated"),
        (date(2027, 1, 1), None, None),
        (date(2026, 5, 1), date(2026, 12, 31), None),  # concluded within the year
        (date(2026, 5, 1), date(2027, 1, 1), "investigated"),
    ],
)
def test_an_investigation_bars_nothing_and_leaves_the_year_open(world, on, until, proposed) -> None:
    begin(world, BUREAU)
    sanction(world, "investigation", "立案审查", on, until)
    one = sheet(world, "陈思远")
    assert why_not_excellent([one]) == {}
    found = suggestion(one, world.city)
    assert (found.no_grade if found else None) == proposed
    if found:
        assert f"于 {on} 被立案审查" in found.words and "年底还没有结论" in found.words


@pytest.mark.parametrize(
    ("source", "since", "is_proposed"),
    [
        ("01", date(2025, 12, 1), False),  # it ended in the month of assessment
        ("01", date(2026, 1, 1), True),
        ("01", date(2026, 2, 1), True),
        ("02", date(2026, 8, 1), True),
        ("06", date(2026, 8, 1), False),  # 转任
        ("01", date(2025, 8, 1), False),
    ],
)
def test_probation(world: World, source: str, since: date, is_proposed: bool) -> None:
    begin(world, BUREAU)
    Cadre.objects.filter(name="陈思远").update(source=source, source_since=since)
    found = suggestion(sheet(world, "陈思远"), world.city)
    assert (found is not None and found.no_grade == "probation") is is_proposed


def test_nobody_is_told_of_a_sanction_that_he_may_not_see(world: World) -> None:
    begin(world, BUREAU)
    sanction(world, "party", "警告", date(2026, 3, 1), date(2027, 3, 1))
    one = sheet(world, "陈思远")
    (inside,) = why_not_excellent([one], world.city).values()
    (outside,) = why_not_excellent([one], world.county).values()
    assert "警告" in inside
    assert "警告" not in outside and "不得确定为优秀" in outside
    assert suggestion(one, world.county) is None
