"""What a change would do is what it does; looking at it does nothing."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from assessments.talks.models import Talk
from cadres.roster.models import RosterEntry
from core.audit.models import AuditEntry
from core.errors import DomainError
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.parameters.models import ParameterValue
from policy.plan.effects import effects
from policy.plan.services import confirm
from tests.world import World

TODAY = date(2026, 11, 23)
WHY = {"reason": "会议决定", "document": "清组〔2026〕1号"}


def preview(world: World, key: str, text: str, who: str = "city", **more):
    """As the page asks for it."""
    asked = {"unit": None, "since": TODAY, "on": TODAY} | WHY | more
    return effects(actor=world.users[who], key=key, text=text, **asked)


def counts(told) -> dict[str, dict[str, int]]:
    """Rule to kind of change to number."""
    return {
        effect.rule.name: {change.kind: change.count for change in effect.changes}
        for effect in told.rules
        if effect.changes
    }


def rows() -> list[tuple]:
    """Everything that a preview could have written."""
    duties = Duty.objects.order_by("pk").values_list("pk", "state", "due_on", "yellow_from")
    values = ParameterValue.objects.order_by("pk").values_list("pk", "value", "since", "until")
    return [*duties, *values, AuditEntry.objects.count()]


def talk(world: World, name: str, held_on: date) -> None:
    cadre = world.cadres[name]
    Talk.objects.create(
        cadre=cadre, unit=cadre.unit, held_on=held_on, place="会议室", led_by="马建国"
    )


def test_one_talk_more_opens_again_what_was_done(world: World) -> None:
    talk(world, "陈思远", date(2026, 10, 9))
    talk(world, "赵文博", date(2026, 10, 9))
    refresh(on=TODAY)
    before = rows()
    told = preview(world, "talk.per_quarter", "2")
    assert counts(told) == {"talk.quarterly": {"reopened": 2}}
    effect = next(one for one in told.rules if one.rule.name == "talk.quarterly")
    assert {line["who"] for line in effect.changes[0].some} == {"陈思远", "赵文博"}
    assert rows() == before
    # A county's department is shown its own people alone; its value, those of its county.
    county = world.named["青川县"]
    own = preview(world, "talk.per_quarter", "2", who="county", unit=county)
    assert counts(own) == {"talk.quarterly": {"reopened": 1}}
    assert own.rules[0].changes[0].some[0]["who"] == "赵文博"
    assert rows() == before


def test_confirming_does_what_was_shown(world: World) -> None:
    talk(world, "陈思远", date(2026, 10, 9))
    refresh(on=TODAY)
    confirm(
        actor=world.city, key="talk.per_quarter", unit=None, text="2", since=TODAY, on=TODAY, **WHY
    )
    duty = Duty.objects.get(rule="talk.quarterly", period="2026Q4", cadre=world.cadres["陈思远"])
    assert (duty.state, duty.done_on) == ("open", None)
    told = preview(world, "talk.per_quarter", "1", since=TODAY + timedelta(days=1))
    assert counts(told) == {"talk.quarterly": {"done": 1}}


def test_a_wider_yellow_changes_lights_alone(world: World) -> None:
    refresh(on=date(2026, 11, 10))
    told = preview(world, "talk.yellow_days", "60", on=date(2026, 11, 10), since=date(2026, 11, 10))
    assert counts(told)["talk.quarterly"] == {"lit": 5}
    lights = {label: (was, now) for label, was, now in told.rules[0].lights}
    assert lights["将到期"][1] - lights["将到期"][0] == 5


def test_a_value_that_is_to_come_is_shown_for_its_day(world: World) -> None:
    refresh(on=TODAY)
    told = preview(world, "talk.per_quarter", "2", since=date(2027, 2, 1))
    assert told.day == date(2027, 2, 1)
    # The quarter that then is has begun by itself: no change of the value's.
    assert "added" not in counts(told).get("talk.quarterly", {})


def test_what_would_never_have_been_owed_is_shown_as_required_no_more(world: World) -> None:
    on, cadre = date(2026, 12, 15), world.cadres["陈思远"]
    RosterEntry.objects.filter(cadre=cadre).exclude(left_on=None).delete()
    RosterEntry.objects.filter(cadre=cadre).update(entered_on=date(2026, 12, 10))
    refresh(on=on)
    told = preview(world, "talk.grace_days", "40", on=on, since=on)
    assert counts(told) == {"talk.quarterly": {"withdrawn": 1}}
    (line,) = told.rules[0].changes[0].some
    assert (line["who"], line["was"], line["now"]) == ("陈思远", "将到期", "不再要求")
    change = {"text": "40", "since": on, "on": on, **WHY}
    confirm(actor=world.city, key="talk.grace_days", unit=None, **change)
    assert not Duty.objects.existing(on).filter(rule="talk.quarterly", cadre=cadre).exists()


def test_a_county_that_is_overtaken_is_named(world: World) -> None:
    county = world.named["青川县"]
    change = {"text": "2", "since": TODAY, "on": TODAY, **WHY}
    confirm(actor=world.county, key="talk.per_quarter", unit=county, **change)
    assert preview(world, "talk.per_quarter", "3").overtaken == [
        "青川县自定的 2 次 不再比全市更严，届时按全市的值执行"
    ]
    assert preview(world, "exit.low_rating_percent", "20").overtaken == []


def stood() -> dict[int, tuple]:
    """Every duty that counts today, by key: rule, state, due date and light."""
    rows = Duty.objects.existing(TODAY).with_light(TODAY)
    return {pk: rest for pk, *rest in rows.values_list("pk", "rule", "state", "due_on", "light")}


def kind_of(was: list | None, now: list | None) -> str:
    """What became of a duty, in the words of the preview; "" for nothing."""
    if was is None or now is None:
        there = was or now
        moot = there is None or there[1] == "withdrawn"
        return "" if moot else "withdrawn" if now is None else "added"
    if was[1] != now[1]:
        return {"open": "reopened"}.get(now[1], now[1])
    if now[1] == "open" and was[2] != now[2]:
        return "moved"
    return "lit" if was[3] != now[3] else ""


@pytest.mark.parametrize(
    ("key", "text", "of_county"),
    [
        ("talk.per_quarter", "2", False),
        ("talk.per_quarter", "3", True),
        ("talk.yellow_days", "5", False),
        ("mentoring.pair_days", "10", False),
        ("mentoring.pair_days", "5", True),
        ("duty.since", "2026-08-15", False),
        ("duty.since", "2026-10-01", False),
        ("duty.since", "2025-06-30", False),
    ],
)
def test_what_is_shown_is_what_comes_of_it(
    world: World, key: str, text: str, of_county: bool
) -> None:
    for name, day in (("陈思远", date(2026, 10, 9)), ("赵文博", date(2026, 8, 3))):
        talk(world, name, day)
    talk(world, "赵文博", date(2026, 11, 2))
    refresh(on=TODAY - timedelta(days=3))
    change = {"unit": world.named["青川县"] if of_county else None}
    actor = "county" if of_county else "city"
    told = preview(world, key, text, who=actor, **change)
    refresh(on=TODAY)
    before = stood()
    confirm(actor=world.users[actor], key=key, text=text, since=TODAY, on=TODAY, **change, **WHY)
    after = stood()
    found: dict[str, Counter] = defaultdict(Counter)
    for pk in before.keys() | after.keys():
        was, now = before.get(pk), after.get(pk)
        if kind := kind_of(was, now):
            found[(was or now)[0]][kind] += 1
    assert found and counts(told) == found


def test_what_no_rule_reads_changes_no_duty(world: World) -> None:
    told = preview(world, "meeting.per_year", "4")
    assert (told.rules, told.changed, told.faults) == ([], False, [])


@pytest.mark.parametrize("text", ["0", "99", "两"])
def test_a_bad_value_is_refused_before_anything_is_computed(world: World, text: str) -> None:
    before = rows()
    with pytest.raises(DomainError, match="1 到 12"):
        preview(world, "talk.per_quarter", text)
    assert rows() == before


def test_many_duties_follow_in_a_job(world: World, monkeypatch) -> None:
    from core.jobs import services as jobs
    from core.jobs.models import Job
    from policy.plan import services

    talk(world, "陈思远", date(2026, 10, 9))
    refresh(on=TODAY)
    monkeypatch.setattr(services, "AT_ONCE", 2)
    monkeypatch.setattr(jobs, "send", lambda pk: None)
    change = {"text": "2", "since": TODAY, "on": TODAY, **WHY}
    confirm(actor=world.city, key="talk.per_quarter", unit=None, **change)
    job = Job.objects.get(kind="policy.plan.follow")
    assert "talk.quarterly" in job.params["rules"]
