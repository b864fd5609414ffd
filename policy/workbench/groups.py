"""Duties of one kind taken together: those of a rule in a period, or of a rule without periods."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, CharField, F, Value, When
from django.urls import reverse
from django.utils.http import urlencode

from policy.duties.choices import COLOURS, Light
from policy.duties.models import Duty
from policy.duties.querysets import DutyQuerySet
from policy.duties.rule import DutyRule, all_rules
from policy.duties.shown import thing
from policy.parameters.figures import Missing, in_force


def with_group(rows: DutyQuerySet) -> DutyQuerySet:
    """The duties with `group`: the period where the rule has periods, else nothing."""
    periodic = [rule.name for rule in all_rules().values() if rule.periods is not None]
    by_period = When(rule__in=periodic, then=F("period"))
    return rows.annotate(group=Case(by_period, default=Value(""), output_field=CharField()))


def thing_of(rule: str, group: str) -> str:
    """What duties of a group are about: 2026年四季度谈心谈话."""
    return thing(Duty(rule=rule, period=group))


def light_by_dates(due: date, yellow: date, on: date) -> str:
    """The colour of a duty that is not finished."""
    if due < on:
        return COLOURS[Light.OVERDUE]
    return COLOURS[Light.SOON if yellow <= on else Light.LATER]


def words_by_date(due: date, on: date) -> str:
    """逾期 6 天, 今天到期, 还有 4 天."""
    left = (due - on).days
    if left < 0:
        return f"逾期 {-left} 天"
    return f"还有 {left} 天" if left else "今天到期"


def clause_of(rule: DutyRule | None) -> dict[str, str]:
    """The clause that a rule cites, and its place on the page of the plan."""
    if rule is None:
        return {"code": "", "url": ""}
    return {"code": rule.clause, "url": f"{reverse('plan:page')}#c{rule.clause}"}


def list_of(**filters: str | int) -> str:
    """The list of duties, filtered."""
    address = reverse("duties:list")
    return f"{address}?{urlencode(filters)}" if filters else address


def sentences(rules: Iterable[str], on: date) -> dict[str, str]:
    """Each rule in the words of the plan with the figures of the day."""
    known = all_rules()
    return {name: _sentence(known[name], on) for name in set(rules) if name in known}


def _sentence(rule: DutyRule, on: date) -> str:
    try:
        figures = in_force(rule.figures, on)
    except Missing as missing:
        return str(missing)
    return rule.sentence.format_map({name: getattr(figures, name) for name in figures.__slots__})
