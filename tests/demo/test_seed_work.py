"""What is invented about the people of the demonstration: repeatable, plausible, and scaling."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, F, Q

from assessments.concerns.models import Concern
from assessments.demo.planning import CARELESS
from assessments.talks.models import Talk
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.parameters.models import ParameterValue
from policy.periods import Quarter
from training.mentoring.models import MentoringSession, Mentorship

ON = date(2026, 11, 23)


def seeded(on: date, people: int = 900, roster: int = 240) -> None:
    """An empty system, seeded on a day."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_unit, core_user, policy_parametervalue CASCADE")
    call_command(
        "seed_demo", "--on", on.isoformat(), cadres=people, roster=roster, stdout=StringIO()
    )


@pytest.fixture
def demonstration(db, settings) -> None:
    """The demonstration as it stands on a day late in a quarter."""
    settings.DEMO = True
    seeded(ON)


def told() -> list[tuple]:
    """Everything that people read, without keys."""
    talks = Talk.objects.order_by("cadre__sort_key", "held_on").values_list(
        "cadre__name", "held_on", "counts_for", "on_thought", "on_work", "on_style", "advice"
    )
    rounds = Mentorship.objects.order_by("cadre__sort_key", "since").values_list(
        "cadre__name", "mentor__name", "since", "ended_on"
    )
    return [*talks, *rounds]


def test_the_same_people_seed_and_day_give_the_same(demonstration):
    first = told()
    seeded(ON)
    assert told() == first
    assert len(first) > 500


def test_it_looks_lived_in(demonstration):
    present = Quarter.of(ON)
    duties = Duty.objects.filter(rule="talk.quarterly").with_light(ON)
    past = Counter(duties.exclude(period=present.key).values_list("light", flat=True))
    assert past[Light.DONE] > 0.9 * sum(past.values())
    assert past[Light.OVERDUE] > 3
    assert duties.filter(done_on__gt=F("due_on")).exists()
    now = Counter(duties.filter(period=present.key).values_list("light", flat=True))
    assert 0.3 < now[Light.DONE] / sum(now.values()) < 0.9
    assert not Talk.objects.filter(held_on__gte=ON).exists()
    assert not Talk.objects.filter(entered_at__date__gte=ON).exists()
    assert not Talk.objects.filter(entered_at__date__lt=F("held_on")).exists()
    assert {*Concern.objects.values_list("state", flat=True)} == {
        *("raised", "reminded", "corrected", "closed")
    }
    running = Mentorship.objects.running(ON)
    assert running.filter(until__lte=ON + timedelta(days=60)).exists()
    pairs = Counter(Duty.objects.filter(rule="mentor.pair").with_light(ON).values_list("light", flat=True))
    assert pairs[Light.DONE] > 0.85 * sum(pairs.values())
    assert pairs[Light.OVERDUE]
    assert MentoringSession.objects.count() > 500


@pytest.mark.parametrize("on", [date(2026, 7, 3), date(2026, 10, 20), ON, date(2027, 1, 2)])
def test_the_bureau_shows_every_kind_of_light(db, settings, on):
    settings.DEMO = True
    seeded(on)
    lights = Duty.objects.filter(unit__short_name="市交通运输局").existing(on).with_light(on)
    assert {*lights.values_list("light", flat=True)} >= {
        *(Light.OVERDUE, Light.SOON, Light.LATER, Light.DONE, Light.WAIVED)
    }


def test_more_of_the_present_quarter_is_done_as_it_goes_on(db, settings):
    settings.DEMO = True
    shares = []
    for day in (date(2026, 10, 12), date(2026, 11, 15), date(2026, 12, 28)):
        seeded(day, 300, 90)
        duties = Duty.objects.filter(rule="talk.quarterly", period="2026Q4")
        shares.append(duties.filter(state="done").count() / duties.count())
    assert shares == sorted(shares)
    assert shares[0] < 0.3 < 0.8 < shares[-1]


def test_figures_are_confirmed_and_one_county_is_stricter(demonstration):
    confirmed = ParameterValue.objects.in_force(ON).filter(set_by__isnull=False)
    assert confirmed.exclude(Q(reason="") | Q(document="")).count() == confirmed.count() > 10
    (county, *_) = confirmed.filter(unit__isnull=False)
    assert county.unit.short_name == "青川县"


def test_records_are_as_different_as_records_are(demonstration):
    for field in ("on_thought", "on_work"):
        texts = Talk.objects.exclude(unit__short_name=CARELESS)
        same = texts.values("unit", field).annotate(n=Count("pk")).filter(n__gt=1)
        assert same.count() <= 2
    copied = Talk.objects.filter(unit__short_name=CARELESS, held_on__lt="2026-10-01")
    assert copied.values("on_work").distinct().count() == 1
