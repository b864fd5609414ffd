"""Why a duty is owed: the clause, the rule with its figures, whose they are, and the facts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, Value
from django.urls import reverse
from django.utils.module_loading import import_string

from core.accounts.models import Grant
from core.choices import Role
from core.scoping import Viewer
from policy.clauses.models import Clause
from policy.duties import shown
from policy.duties.choices import Light, Subject
from policy.duties.models import Duty
from policy.duties.querysets import OWES_AS
from policy.duties.rule import DutyRule
from policy.parameters.catalogue import BY_KEY
from policy.parameters.figures import stricter
from policy.parameters.models import ParameterValue
from policy.periods import period_of

OPEN = "未定"
MOST_HOLDERS = 6  # named; the nearest units first, whoever answers for it before his clerk


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure that the duty goes by, in words, and where it comes from."""

    key: str
    label: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the page of a duty says."""

    clause: Clause | None
    sentence: str
    day: date
    figures: list[FigureShown]
    owner: str
    holders: list[str]
    facts: list[dict[str, Any]]
    because: list[str]


def reasons(duty: Duty, viewer: Viewer, on: date) -> Reasons:
    """Four statements (the clause, the figures, who holds the role at the unit, whether the file is
    seen), and those of the rule's own facts.
    """
    rule = shown.rule_of(duty)
    day = figures_day(duty, rule, on)
    figures, read = _figures(duty, rule, day) if rule else ([], {})
    return Reasons(
        clause=Clause.objects.filter(code=rule.clause).first() if rule else None,
        sentence=rule.sentence.format(**read) if rule else "这条责任规则已经停用。",
        day=day,
        figures=figures,
        owner=str(Role(rule.owner).label) if rule else "",
        holders=_holders(duty, rule.owner, on) if rule else [],
        facts=_facts(duty, viewer, on),
        because=import_string(rule.facts)(duty, viewer, on) if rule and rule.facts else [],
    )


def figures_day(duty: Duty, rule: DutyRule | None, on: date) -> date:
    """The day whose figures the duty goes by: the period's last, else the day it was closed on."""
    period = period_of(duty.period)
    if rule is not None and rule.periods is not None and period is not None:
        return period.last_day
    return duty.done_on or duty.withdrawn_on or duty.waived_on or on


def _figures(duty: Duty, rule: DutyRule, day: date) -> tuple[list[FigureShown], dict[str, Any]]:
    """The figures of the rule at the unit that owes it, and what the sentence reads of them."""
    names = {one.metadata["key"]: one.name for one in fields(rule.figures)}
    rows: Any = ParameterValue.objects.in_force(day)
    rows = rows.filter(parameter__key__in=[*names, rule.yellow])
    here = Value(duty.unit.path, output_field=CharField())
    rows = rows.alias(here=here).filter(Q(unit=None) | Q(here__startswith=F("unit__path")))
    city: dict[str, ParameterValue] = {}
    own: dict[str, ParameterValue] = {}
    for row in rows.select_related("parameter", "unit", "set_by"):
        (city if row.unit_id is None else own)[row.parameter.key] = row
    found, read = [], dict.fromkeys(names.values(), OPEN)
    for key in [*names, *({rule.yellow} - set(names))]:
        row = _holding(key, city.get(key), own.get(key))
        found.append(_shown(key, row))
        if row is not None and key in names:
            read[names[key]] = BY_KEY[key].kind.read(row.value)
    return found, read


def _holding(
    key: str, city: ParameterValue | None, own: ParameterValue | None
) -> ParameterValue | None:
    """The county's where it is the stricter."""
    if own is None or city is None:
        return own or city
    return own if stricter(BY_KEY[key], city.value, own.value) == own.value else city


def _shown(key: str, row: ParameterValue | None) -> FigureShown:
    definition = BY_KEY[key]
    if row is None:
        return FigureShown(key, definition.label, OPEN, "还没有人设定")
    place = row.unit.short_name if row.unit is not None else "全市"
    basis = row.document or row.reason
    who = f"{row.set_by}设定" if row.set_by_id else ""
    source = "，".join(part for part in (place, basis, who, f"自 {row.since} 起") if part)
    if row.since.year < 1950:  # since ever
        source = "，".join(part for part in (place, basis, who) if part)
    return FigureShown(key, definition.label, definition.kind.show(row.value), source)


def _holders(duty: Duty, owner: Role, on: date) -> list[str]:
    """Who has the role there, or does its work; by name."""
    roles = {owner} | {role for role, as_role in OWES_AS.items() if as_role == owner}
    grants = Grant.objects.filter(
        role__in=roles, unit__path__in=_upwards(duty.unit.path), during__contains=on
    )
    people = grants.filter(user__is_active=True).select_related("user", "unit")
    return [
        f"{grant.user.name}（{grant.unit.short_name}，{Role(grant.role).label}）"
        for grant in people.order_by("-unit__depth", "-role", "pk")[:MOST_HOLDERS]
    ]


def _upwards(path: str) -> list[str]:
    steps = path.rstrip("/").split("/")
    return ["/".join(steps[:count]) + "/" for count in range(1, len(steps) + 1)]


def _facts(duty: Duty, viewer: Viewer, on: date) -> list[dict[str, Any]]:
    """What the row says, for components/facts.html."""
    light = shown.light_on(duty, on)
    _colour, words = shown.light_of(duty, on)
    rule, period = shown.rule_of(duty), shown.period_words(duty)
    is_person = rule is not None and rule.about == Subject.CADRE and duty.cadre is not None
    unit_url = reverse("units:detail", args=[duty.unit_id])
    about = (
        {"value": duty.cadre.name, "url": _file_url(duty.cadre, viewer)}
        if is_person and duty.cadre is not None
        else {"value": duty.unit.name, "url": unit_url}
    )
    ended = {
        Light.DONE: ("办结日期", duty.done_on),
        Light.WAIVED: ("免办日期", duty.waived_on),
        Light.WITHDRAWN: ("不再要求之日", duty.withdrawn_on),
    }
    facts = [
        {"label": "对象", **about},
        {"label": "责任单位", "value": duty.unit.name, "url": unit_url},
        *([{"label": "所属期", "value": period}] if period else []),
        {"label": "应办之日起", "value": duty.opened_on.isoformat()},
        {"label": "期限", "value": f"{duty.due_on}（{words}）"},
        {"label": "黄灯起", "value": duty.yellow_from.isoformat()},
    ]
    if light in ended:
        label, day = ended[light]
        facts.append({"label": label, "value": str(day)})
    if duty.evidence is not None and light == Light.DONE:
        facts.append({"label": "办结依据", "value": "打开记录", "url": shown.evidence_url(duty)})
    return facts


def _file_url(cadre: Any, viewer: Viewer) -> str:
    """The file of whom it is about; nothing for a unit that only received him."""
    files = type(cadre)._default_manager.visible_to(viewer)
    seen = files.filter(pk=cadre.pk).exists()
    return reverse("cadres:detail", args=[cadre.pk]) if seen else ""
