"""The targets of use against real posts: counted by hand, to the day, each with its people."""

from datetime import date, timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.utils import timezone

from cadres.pools.models import PoolMembership
from cadres.roster.entities import ROSTER
from cadres.roster.models import RosterEntry
from core.listing.page import Listing
from policy.parameters.models import Parameter, ParameterValue
from reporting.structure.frame import Frame
from reporting.targets.figures import programme_on
from reporting.targets.reached import numbers
from reporting.targets.standing import targets
from rotation.postings.models import Posting
from tests.structure.lives import lives
from tests.targets import oracle

START = date(2024, 1, 1)
VIEWERS = ("city", "county", "secretary", "clerk")


@pytest.fixture
def began(world):
    year = Parameter.objects.get(key="intake.year")
    ParameterValue.objects.create(parameter=year, value=2024, since=date(2020, 1, 1))
    ParameterValue.objects.exclude(parameter=year).update(since=date(2020, 1, 1))
    return world


def post(cadre, since, level, ended=None, **more):
    end = {"ended_on": ended, "end_reason": "moved"} if ended else {}
    given = {"kind": "appointment", "title": f"职务{since}", "unit": cadre.unit} | more
    return Posting.objects.create(cadre=cadre, since=since, level=level, **given, **end)


def careers(entries, seed):
    """Up to three main posts each, some on a higher level, some acting, some taken back."""
    dice = Random(seed)  # noqa: S311
    for entry in entries:
        day = date(2022, 1, 1) + timedelta(days=dice.randint(0, 900))
        for number in range(dice.randint(2, 4)):
            ends = day + timedelta(days=dice.choice([0, 200, 400, 400, 700]))
            high = ["1A42", "1A42", "1A41", "1A41", "1A32", "1A31", "1A50"]
            post(
                entry.cadre,
                day,
                dice.choice(high if number else ["1A50", "1A50", "1A42", ""]),
                ends,
                acting=dice.random() < 0.2,
                is_main=ends > day,
            )
            day = ends + timedelta(days=1)
        if dice.random() < 0.15:
            PoolMembership.objects.create(
                cadre=entry.cadre,
                pool=dice.choice([1, 2]),
                since=date(2023, 6, 1) + timedelta(days=dice.randint(0, 1200)),
            )


def told(found):
    return {line.tier.value: line.reached for line in found.lines}


def listed(viewer, url):
    query = QueryDict(url.partition("?")[2])
    return Listing(ROSTER, viewer, query, strict=True).rows.count()


@pytest.mark.parametrize("on", [None, date(2025, 3, 31), date(2026, 6, 30)], ids=str)
@pytest.mark.parametrize("who", VIEWERS)
def test_numbers_are_those_counted_by_hand_and_open_as_many(began, who, on):
    careers(lives(began, 60, seed=21), seed=4)
    viewer = began.users[who]
    frame = Frame(viewer, on or timezone.localdate())
    found = targets(frame)
    paths = [scope.path for scope in viewer.scopes]
    assert told(found) == oracle.numbers(START, frame.on, paths)
    for line in found.lines:
        assert listed(viewer, line.url) == line.reached, line.url
    if who == "city":
        assert sum(told(found).values()) > 2


def test_of_a_chosen_unit(began):
    careers(lives(began, 60, seed=21), seed=4)
    county = began.named["青川县"]
    frame = Frame(began.city, timezone.localdate(), county)
    found = targets(frame)
    assert told(found) == oracle.numbers(START, frame.on, [county.path])
    assert not found.is_whole


def test_the_first_day_counts_and_the_day_before_does_not(began):
    cadre = began.cadres["罗天翊"]  # on the roster since 2025-06-10, 乡科级副职 by his file
    post(cadre, date(2020, 1, 1), "1A42", date(2026, 3, 2))
    post(cadre, date(2026, 3, 2), "1A41")
    for on, number in ((date(2026, 3, 1), 0), (date(2026, 3, 2), 1)):
        assert told(targets(Frame(began.city, on)))[2] == number


def test_a_post_from_before_the_roster_is_no_use_of_it(began):
    cadre = began.cadres["罗天翊"]
    post(cadre, date(2020, 1, 1), "1A42", date(2025, 6, 9))
    risen = post(cadre, date(2025, 6, 9), "1A41")
    assert told(targets(Frame(began.city, timezone.localdate())))[2] == 0
    Posting.objects.filter(pk=risen.pk).update(since=date(2025, 6, 10))
    assert told(targets(Frame(began.city, timezone.localdate())))[2] == 1


def test_whoever_left_for_promotion_counts_and_whoever_was_removed_does_not(began):
    """马晓东 left on 2026-02-01 as promoted, 曾可欣 on 2026-05-20 for her results."""
    post(began.cadres["马晓东"], date(2026, 2, 1), "1A31")
    post(began.cadres["曾可欣"], date(2026, 6, 1), "1A32")
    assert told(targets(Frame(began.city, timezone.localdate()))) == {1: 0, 2: 0, 3: 0, 4: 1}


def test_acting_taken_back_and_level_posts_are_none(began):
    cadre = began.cadres["罗天翊"]
    post(cadre, date(2026, 1, 1), "1A41", acting=True)
    assert sum(told(targets(Frame(began.city, timezone.localdate()))).values()) == 0
    Posting.objects.all().delete()
    post(cadre, date(2026, 1, 1), "1A41", date(2026, 1, 1), is_main=False)
    post(cadre, date(2026, 2, 1), "1A42")  # what his file had on the day of entry
    assert sum(told(targets(Frame(began.city, timezone.localdate()))).values()) == 0


def test_somebody_who_came_back_counts_once(began):
    """陈思远 was on the roster until 2025-01-15, and is again since 2026-04-01."""
    cadre = began.cadres["陈思远"]
    post(cadre, date(2024, 6, 1), "1A41", date(2026, 5, 1))
    post(cadre, date(2026, 5, 1), "1A32")
    found = targets(Frame(began.city, timezone.localdate()))
    assert told(found) == {1: 0, 2: 0, 3: 1, 4: 0}
    assert listed(began.city, found.lines[2].url) == 1


def test_what_is_expected_grows_evenly(began):
    programme = programme_on(date(2026, 7, 1))
    assert (programme.since, programme.until) == (date(2024, 1, 1), date(2029, 1, 1))
    whole = (date(2029, 1, 1) - date(2024, 1, 1)).days
    gone = (date(2026, 7, 1) - date(2024, 1, 1)).days
    targets_ = (40, 30, 20, 10)
    assert [line.expected for line in targets(Frame(began.city, date(2026, 7, 1))).lines] == [
        target * gone // whole for target in targets_
    ]
    late = targets(Frame(began.city, date(2035, 1, 1)))
    assert [line.expected for line in late.lines] == list(targets_)


def test_without_a_year_the_programme_begins_with_the_first_entry(world):
    assert programme_on(timezone.localdate()).since == date(2024, 3, 1)


def test_a_missing_figure_is_said(world, client_for):
    from django.urls import reverse

    ParameterValue.objects.filter(parameter__key="target.tier3").delete()
    for page in ("statistics:targets", "dashboards:page"):
        answer = client_for(world.city).get(reverse(page))
        assert answer.status_code == 409
        assert "target.tier3" in answer.content.decode()


def test_nobody_is_left_out_of_everybody(began):
    """What is counted without the roster's rows is what its list of everybody has."""
    careers(lives(began, 60, seed=21), seed=4)
    for on in (timezone.localdate(), date(2025, 3, 31)):
        frame = Frame(began.city, on)
        assert frame.is_everybody
        rows = frame.listing_of(standing="all").rows
        assert rows.count() == RosterEntry.objects.filter(entered_on__lte=on).count()
        assert numbers(None, on, START) == numbers(rows, on, START)
    for who in ("county", "secretary"):
        assert not Frame(began.users[who], timezone.localdate()).is_everybody
    assert not Frame(began.city, timezone.localdate(), began.named["青川县"]).is_everybody
