"""Grassroots months: equal to an independent count of generated lives, on any day."""

import random
from datetime import date

import pytest

from cadres.people.models import Cadre, ResumeLine
from rotation.grassroots.evidence import evidence
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.months import counted_months, has_two_years
from rotation.postings.models import Posting
from tests.grassroots.lives import Held, Life, Line, life, months_of, posting, write

DAYS = (
    date(2016, 2, 29),
    date(2019, 12, 31),
    date(2020, 1, 1),
    date(2023, 6, 15),
    date(2026, 11, 1),
    date(2026, 11, 30),
)


def counted(cadres, on: date) -> dict[int, int]:
    rows = Cadre.objects.filter(pk__in=[one.pk for one in cadres])
    return dict(rows.values_list("pk", counted_months(on, "pk")))


def test_generated_lives_count_as_by_hand(world):
    dice = random.Random(2026)
    lives = [life(dice) for _ in range(180)]
    people = write(lives, world.named["市交通运输局"], world.named["柳河镇"])
    seen = set()
    for on in DAYS:
        found = counted(people, on)
        expected = [months_of(one, on) for one in lives]
        assert [found[cadre.pk] for cadre in people] == expected
        seen |= set(expected)
        enough = Cadre.objects.filter(pk__in=found).values_list("pk", has_two_years(on, "pk"))
        assert {pk for pk, yes in enough if yes} == {
            cadre.pk for cadre, months in zip(people, expected, strict=True) if months >= 24
        }
    assert len(seen) > 40  # the lives differ


def test_the_evidence_adds_up_to_the_count(world):
    dice = random.Random(7)
    lives = [life(dice) for _ in range(60)]
    people = write(lives, world.named["市交通运输局"], world.named["柳河镇"])
    for on in DAYS[2:5]:
        for cadre, one in zip(people, lives, strict=True):
            assert evidence(cadre, world.city, on).months == months_of(one, on)


BORDERS = {
    "month of beginning counts, of the end not": (
        Life(postings=[Held(date(2024, 3, 31), date(2025, 3, 1), counts=True, is_main=True)]),
        12,
    ),
    "ended within its month": (
        Life(postings=[Held(date(2024, 3, 1), date(2024, 3, 31), counts=True, is_main=True)]),
        0,
    ),
    "taken back": (
        Life(postings=[Held(date(2024, 3, 1), date(2024, 3, 1), counts=True, is_main=True)]),
        0,
    ),
    "29 February": (
        Life(postings=[Held(date(2024, 2, 29), date(2025, 2, 28), counts=True, is_main=True)]),
        12,
    ),
    "open, up to the day": (Life(lines=[Line(date(2026, 1, 1), None, "青川县柳河镇科员")]), 10),
    "overlap once": (
        Life(
            lines=[
                Line(date(2024, 1, 1), date(2025, 1, 1), "青川县柳河镇科员"),
                Line(date(2024, 6, 1), date(2025, 6, 1), "驻双河村第一书记", within=True),
            ],
            postings=[Held(date(2024, 9, 1), date(2025, 9, 1), counts=True, is_main=True)],
        ),
        20,
    ),
    "sent to a city organ meanwhile": (
        Life(
            lines=[Line(date(2024, 1, 1), date(2025, 1, 1), "青川县柳河镇科员")],
            postings=[Held(date(2024, 3, 1), date(2024, 9, 1), counts=False, is_main=False)],
        ),
        12,
    ),
    "still to come": (
        Life(postings=[Held(date(2026, 11, 24), None, counts=True, is_main=True)]),
        0,
    ),
}


@pytest.mark.parametrize(("one", "months"), BORDERS.values(), ids=BORDERS)
def test_borders(world, one, months):
    (cadre,) = write([one], world.named["市交通运输局"], world.named["柳河镇"])
    on = date(2026, 11, 23)
    assert counted([cadre], on) == {cadre.pk: months}
    assert evidence(cadre, world.city, on).months == months


def test_nobody_has_nothing(world):
    assert counted([world.cadres["陈思远"]], date(2026, 11, 23)) == {world.cadres["陈思远"].pk: 0}


def test_why_each_period_counts_or_not(world):
    cadre, unit, town = (
        world.cadres["陈思远"],
        world.named["市交通运输局"],
        world.named["柳河镇"],
    )
    first = ResumeLine.objects.create(
        cadre=cadre, since=date(2018, 1, 1), until=date(2020, 1, 1), text="青川县柳河镇科员"
    )
    ResumeLine.objects.create(
        cadre=cadre, since=date(2020, 1, 1), until=date(2022, 1, 1), text="清河市科学技术局科员"
    )
    ResumeLine.objects.create(cadre=cadre, since=date(2022, 1, 1), text="清河市交通运输局副科长")
    GrassrootsJudgement.objects.create(
        cadre=cadre,
        since=date(2020, 1, 1),
        text="清河市科学技术局科员",
        kind="6",
        reason="派驻基层站点",
    )
    held = Held(date(2019, 7, 1), date(2020, 7, 1), counts=True, is_main=False)
    made = posting(cadre, held, unit, town)
    made.save()
    on = date(2026, 11, 23)
    lines = evidence(cadre, world.city, on).lines
    assert [(one.line, one.posting, one.months, one.counted) for one in lines][:2] == [
        (first.pk, None, 24, 24),
        (None, made.pk, 12, 6),
    ]
    assert [one.why for one in lines] == [
        "经历中的文字说明是“乡镇（街道）”",
        "登记为“乡镇（街道）”经历",
        "认定为“事业单位基层”：派驻基层站点",
        "从经历中的文字看不出是基层工作",
    ]
    assert lines[1].shared == ["2018.01—2020.01 青川县柳河镇科员"]
    assert [one.counted for one in lines] == [24, 6, 18, 0]
    own = evidence(cadre, world.cadre, on, with_reasons=False).lines
    assert own[2].why == "认定为“事业单位基层”"
    # Before the end of a period it is open, and what is still to come is not there.
    early = evidence(cadre, world.city, date(2019, 8, 1)).lines
    assert [(one.span, one.counted) for one in early] == [
        ("2018.01至今", 19),
        ("2019.07至今", 0),
    ]


def test_rows_out_of_the_viewers_reach_are_no_evidence(world):
    cadre = world.cadres["李明朗"]
    ResumeLine.objects.create(cadre=cadre, since=date(2018, 1, 1), text="青川县柳河镇科员")
    assert evidence(cadre, world.secretary, date(2026, 11, 23)).lines == []
    assert Posting.objects.count() == 0
