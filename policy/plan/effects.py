"""What a new value would change: done for real inside a savepoint, compared, and undone.

The duties of the rules that read the figure are brought up to the day first, so that what is shown
comes of the value alone and not of time going by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from core.scoping import Viewer
from core.units.models import Unit
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.rule import DutyRule, all_rules
from policy.duties.shown import thing
from policy.parameters.authority import is_stricter
from policy.parameters.models import Parameter, ParameterValue
from policy.parameters.services import definition_of, parsed, refuse_day, set_value

FEW: Final = 5  # duties shown by name, of each kind of change
KINDS: Final = {
    "added": "新增责任",
    "reopened": "重新应办",
    "moved": "期限改变",
    "done": "由此办结",
    "withdrawn": "不再要求",
    "lit": "只变灯",
}
ORDER: Final = (Light.OVERDUE, Light.SOON, Light.LATER, Light.DONE)
BEFORE: Final = "CREATE TEMP TABLE plan_before ON COMMIT DROP AS {rows}"
AFTER: Final = "CREATE TEMP TABLE plan_after ON COMMIT DROP AS {rows}"
DIFFERENCE: Final = """
SELECT COALESCE(a.rule, b.rule), kind, count(*),
    (array_agg(id ORDER BY COALESCE(a.due_on, b.due_on), id))[1:%(few)s]
FROM plan_after a FULL JOIN plan_before b USING (id), LATERAL (SELECT CASE
    WHEN b.state IS NULL THEN CASE WHEN a.state <> 'withdrawn' THEN 'added' END
    -- What was never owed, as the new value has it, is not among the rows any more.
    WHEN a.state IS NULL THEN CASE WHEN b.state <> 'withdrawn' THEN 'withdrawn' END
    WHEN a.state = 'open' AND b.state IN ('done', 'withdrawn') THEN 'reopened'
    WHEN a.state = 'done' AND b.state <> 'done' THEN 'done'
    WHEN a.state = 'withdrawn' AND b.state <> 'withdrawn' THEN 'withdrawn'
    WHEN a.state = 'open' AND a.due_on <> b.due_on THEN 'moved'
    WHEN a.light <> b.light THEN 'lit'
END AS kind) k WHERE kind IS NOT NULL GROUP BY 1, kind
"""
LIGHTS: Final = """
SELECT rule, light, sum(was)::int, sum(now)::int FROM (
    SELECT rule, light, 1 AS was, 0 AS now FROM plan_before
    UNION ALL SELECT rule, light, 0, 1 FROM plan_after
) AS both_times GROUP BY rule, light
"""
FEW_BEFORE: Final = "SELECT id, due_on, light FROM plan_before WHERE id = ANY(%s)"


@dataclass(slots=True)
class Change:
    """Duties that change alike: how many, and the first few, `[{who, unit, was, now}]`."""

    kind: str
    count: int
    some: list[dict[str, str]]

    @property
    def label(self) -> str:
        return KINDS[self.kind]


@dataclass(slots=True)
class Effect:
    """What becomes of the duties of one rule; `lights` are (label, before, after)."""

    rule: DutyRule
    changes: list[Change] = field(default_factory=list)
    lights: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Effects:
    """What becomes of everything on `day`; `faults` say why some of it could not be computed."""

    day: date
    rules: list[Effect]
    overtaken: list[str]
    faults: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether any duty in reach would be another."""
        return any(effect.changes for effect in self.rules)


def rules_reading(key: str) -> list[DutyRule]:
    """The rules that depend on the figure: for `duty.since` all of them."""
    return [rule for rule in all_rules().values() if key in rule.keys]


def effects(
    *, actor: Any, key: str, unit: Unit | None, text: str, since: date, on: date, **why: Any
) -> Effects:
    """What setting the value would change on the day it begins, within the actor's reach.

    Raises what `set_value` raises. Nothing of it stays.
    """
    refuse_day(since, on)
    day, rules = max(since, on), rules_reading(key)
    told = Effects(day, [], _overtaken(actor, key, unit, text, since))
    with transaction.atomic():
        # First, as whoever confirms a value does: the rules are locked after the figure.
        list(Parameter.objects.select_for_update().filter(key=key))
        if rules:
            refresh(on=day, rules=rules)
            _keep(BEFORE, actor, rules, day)
        set_value(actor=actor, key=key, unit=unit, text=text, since=since, on=on, **why)
        if rules:
            tallies = refresh(on=day, rules=rules)
            _keep(AFTER, actor, rules, day)
            told.rules = _differences(rules)
            told.faults = sorted({tally.fault for tally in tallies.values() if tally.fault})
        transaction.set_rollback(True)
    return told


def _keep(statement: str, viewer: Viewer, rules: Iterable[DutyRule], day: date) -> None:
    """The duties in reach as they stand now, in a table that goes with the savepoint."""
    names = [rule.name for rule in rules]
    rows = Duty.objects.visible_to(viewer).existing(day).with_light(day).filter(rule__in=names)
    sql, values = (
        rows.order_by().values("id", "rule", "state", "due_on", "light").query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.format(rows=sql), values)


def _differences(rules: Iterable[DutyRule]) -> list[Effect]:
    found = {rule.name: Effect(rule) for rule in rules}
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCE, {"few": FEW})
        counted = cursor.fetchall()
        few = [pk for _rule, _kind, _count, keys in counted for pk in keys]
        cursor.execute(FEW_BEFORE, [few])
        before = {pk: (due, light) for pk, due, light in cursor.fetchall()}
        cursor.execute(LIGHTS)
        lights: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        for rule, light, was, now in cursor.fetchall():
            lights[rule][light] = (was, now)
        cursor.execute("SELECT id, light FROM plan_after WHERE id = ANY(%s)", [few])
        after = dict(cursor.fetchall())
    rows = Duty.objects.select_related("cadre", "unit").in_bulk(few)
    for rule, kind, count, keys in sorted(counted, key=lambda one: list(KINDS).index(one[1])):
        some = [
            _line(rows[pk], kind, before.get(pk), after.get(pk, Light.WITHDRAWN)) for pk in keys
        ]
        found[rule].changes.append(Change(kind, count, some))
    for name, effect in found.items():
        effect.lights = [
            (str(light.label), *lights[name].get(light, (0, 0)))
            for light in ORDER
            if light in lights[name]
        ]
    return list(found.values())


def _line(duty: Duty, kind: str, before: tuple[date, str] | None, light: str) -> dict[str, str]:
    """One duty: whose, of what unit, what it was and what it becomes."""
    who = duty.cadre.name if duty.cadre is not None else duty.unit.short_name
    was, now = "", Light(light).label
    if before is not None:
        was = Light(before[1]).label
        if kind == "moved":
            was, now = f"{before[0]} 前", f"{duty.due_on} 前"
    elif kind == "added":
        now = f"{duty.due_on} 前，{now}"
    return {
        "who": who,
        "unit": duty.unit.short_name,
        "thing": thing(duty),
        "was": str(was),
        "now": str(now),
    }


def _overtaken(viewer: Viewer, key: str, unit: Unit | None, text: str, since: date) -> list[str]:
    """Counties whose own value is no stricter than the city's new one: the city's holds there."""
    if unit is not None:
        return []
    definition = definition_of(key)
    value = parsed(definition, text)
    rows = ParameterValue.objects.visible_to(viewer).in_force(since)
    own = rows.filter(parameter__key=key, unit__isnull=False).select_related("unit")
    return [
        f"{row.unit.short_name}自定的 {definition.kind.show(row.value)} 不再比全市更严，"
        "届时按全市的值执行"
        for row in own
        if row.unit is not None and not is_stricter(definition, value, row.value)
    ]
