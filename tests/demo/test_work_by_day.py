"""What is invented about people follows the day of seeding, and nothing else."""

from datetime import date

import pytest

from assessments.talks.models import Talk
from policy.duties.choices import Light
from policy.duties.models import Duty
from tests.demo.seeding import ON, seeded
from training.mentoring.models import Mentorship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def told() -> list[tuple]:
    """Everything that people read, without keys."""
    talks = Talk.objects.order_by("cadre__sort_key", "held_on").values_list(
        "cadre__name", "held_on", "counts_for", "on_thought", "on_work", "on_style", "advice"
    )
    rounds = Mentorship.objects.order_by("cadre__sort_key", "since").values_list(
        "cadre__name", "mentor__name", "since", "ended_on"
    )
    return [*talks, *rounds]


def test_the_same_people_seed_and_day_give_the_same():
    first = told()
    seeded(ON)
    assert told() == first
    assert len(first) > 500


@pytest.mark.parametrize("on", [date(2026, 7, 3), date(2026, 10, 20), ON, date(2027, 1, 2)])
def test_the_bureau_shows_every_kind_of_light(on):
    if on != ON:
        seeded(on)
    lights = Duty.objects.filter(unit__short_name="市交通运输局").existing(on).with_light(on)
    assert {*lights.values_list("light", flat=True)} >= {
        *(Light.OVERDUE, Light.SOON, Light.LATER, Light.DONE, Light.WAIVED)
    }


def test_more_of_the_present_quarter_is_done_as_it_goes_on():
    shares = []
    for day in (date(2026, 10, 12), date(2026, 11, 15), date(2026, 12, 28)):
        seeded(day, 300, 90)
        duties = Duty.objects.filter(rule="talk.quarterly", period="2026Q4")
        shares.append(duties.filter(state="done").count() / duties.count())
    assert shares == sorted(shares)
    assert shares[0] < 0.3 < 0.8 < shares[-1]
