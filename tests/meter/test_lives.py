"""The meter and the duties of clause 3.1.3 over generated lives, against a clerk's counting."""

from datetime import date
from random import Random

import pytest

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from policy.duties import then
from policy.duties.models import Duty
from policy.duties.refreshing import refresh, refresh_people
from policy.duties.shown import light_on
from policy.parameters.models import ParameterValue
from rotation.meter.duties import RULES
from rotation.meter.facts import posts_counted, posts_missing
from rotation.meter.meter import meter_of
from rotation.meter.reasons import reasons_for
from rotation.meter.standing import State, by_unit, of_state
from tests.meter.clerk import MIN_POSTS, START, Life, counted, expected, plus
from tests.meter.lives import lives

NAMES = [rule.name for rule in RULES]
DAYS = (
    *(date(2025, 3, 31), START, date(2025, 9, 1), date(2026, 2, 28), date(2026, 11, 23)),
    *(date(2028, 2, 29), date(2030, 1, 1), date(2036, 5, 31)),
)


@pytest.fixture
def generated(world, request):
    ParameterValue.objects.filter(parameter__key="duty.since").update(value=START.isoformat())
    ParameterValue.objects.update(since=date(2015, 1, 1))
    lives(world, Random(request.param), 60)  # noqa: S311
    return world


def stored() -> dict[tuple, tuple]:
    rows = Duty.objects.filter(rule__in=NAMES, cadre__name__startswith="生成")
    return {
        (d.rule, d.cadre_id, d.period): (
            *(d.opened_on, d.due_on, d.state, d.done_on, d.evidence, d.withdrawn_on),
        )
        for d in rows
    }


@pytest.mark.parametrize("generated", range(3), indirect=True)
def test_duties_agree_with_the_clerk(generated):
    Duty.objects.all().delete()
    for on in DAYS:
        refresh(on=on, rules=RULES)
        assert stored() == expected(on), on
    last = stored()
    assert {rule for rule, _cadre, _period in last} == set(NAMES)
    assert {state for _o, _d, state, *_rest in last.values()} == {"open", "done", "withdrawn"}
    refresh(on=DAYS[-1], rules=RULES)
    assert stored() == last
    for on in DAYS:  # what a past day's rows say is what a computation for that day says
        fresh = {
            (one.rule, one.subject, one.period): light_on(one, on)
            for one in then.compute(on=on, rules=RULES)
        }
        rows = Duty.objects.existing(on).filter(rule__in=NAMES)
        assert fresh == {(d.rule, d.subject, d.period): light_on(d, on) for d in rows}, on
    few = list(Cadre.objects.filter(name__startswith="生成").values_list("pk", flat=True))[:20]
    Duty.objects.filter(rule__in=NAMES, cadre__in=few).delete()
    refresh_people(few, on=DAYS[-1], rules=NAMES)
    assert stored() == last
    Duty.objects.filter(rule__in=NAMES).delete()
    owing = [generated.named["市委统战部"].pk, generated.named["清河市"].pk]
    refresh(on=DAYS[-1], rules=RULES, units=owing)
    assert stored() == last


@pytest.mark.parametrize("generated", range(10, 13), indirect=True)
def test_the_meter_agrees_with_the_clerk(generated):
    for on in DAYS:
        rows = RosterEntry.objects.filter(entered_on__lte=on, cadre__name__startswith="生成")
        told = {
            row.pk: (row.counted, row.missing)
            for row in rows.annotate(counted=posts_counted(on), missing=posts_missing(on))
        }
        by_hand, states = {}, {}
        for cadre in Cadre.objects.filter(name__startswith="生成").prefetch_related(
            "entries", "postings__unit"
        ):
            life = Life(cadre)
            begun = [stay for stay in life.stays if stay.entered_on <= on]
            for stay in begun:
                have = counted(life, stay, on)
                by_hand[stay.pk] = (have, max(MIN_POSTS - have, 0))
                if stay.left_on is None or stay.left_on > on:
                    over = plus(stay.entered_on, 60) <= on
                    short = "over" if over else "short"
                    states[stay.pk] = "enough" if have >= MIN_POSTS else short
            if begun and on == date(2026, 11, 23):
                meter = meter_of(cadre, on, generated.city)
                assert (meter.counted, meter.missing) == by_hand[begun[-1].pk]
                assert len(meter.lines) == sum(one.since <= on for one in life.postings)
        assert told == by_hand, on
        everybody = RosterEntry.objects.filter(cadre__name__startswith="生成")
        for state in State:
            found = set(of_state(everybody, state, on).values_list("pk", flat=True))
            near = found if state == State.SOON else set()
            assert all(states[pk] == "short" for pk in near)
            if state in (State.ENOUGH, State.OVER):
                assert found == {pk for pk, name in states.items() if name == state}
        numbers = by_unit(everybody, on)
        assert sum(sum(one.values()) for one in numbers.values()) == len(states)


@pytest.mark.parametrize("generated", [20], indirect=True)
def test_reasons_are_what_is_owed_on_the_day(generated):
    on = date(2026, 11, 23)
    everybody = list(Cadre.objects.filter(name__startswith="生成").values_list("pk", flat=True))
    ParameterValue.objects.filter(parameter__key="duty.since").update(value="2015-01-01")
    refresh(on=on, rules=RULES)
    owed = {
        (rule, cadre)
        for rule, cadre in Duty.objects.unfinished(on)
        .filter(rule__in=NAMES, cadre__in=everybody)
        .values_list("rule", "cadre")
        if rule != "rotation.posts"
    }
    reasons = reasons_for(everybody, on)
    assert {(one.rule, pk) for pk, found in reasons.items() for one in found} == owed
    assert all(one.facts for found in reasons.values() for one in found)
