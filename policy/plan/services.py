"""Confirming a change of a figure: the value is set, and the duties that read it follow."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import transaction

from core.jobs.services import enqueue
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.rule import DutyRule
from policy.parameters.models import ParameterValue
from policy.parameters.services import set_value, withdraw
from policy.plan.effects import rules_reading

AT_ONCE: Final = 2_000  # duties that are brought up to date while somebody waits


@transaction.atomic
def confirm(*, actor: Any, key: str, on: date, **change: Any) -> ParameterValue:
    """Set the value and bring the duties that read it up to date, now or in a job."""
    made = set_value(actor=actor, key=key, on=on, **change)
    follow(actor=actor, key=key, on=on)
    return made


@transaction.atomic
def take_back(*, actor: Any, value: ParameterValue, on: date, **why: Any) -> None:
    """Withdraw a value; duties follow."""
    key = value.parameter.key
    withdraw(actor=actor, value=value, on=on, **why)
    follow(actor=actor, key=key, on=on)


def follow(*, actor: Any, key: str, on: date) -> None:
    """The duties of the rules that read the figure; by a job where they are many."""
    rules = rules_reading(key)
    if not rules:
        return
    if _are_few(rules):
        refresh(on=on, rules=rules)
    else:
        names = [rule.name for rule in rules]
        enqueue(actor=actor, kind="policy.plan.follow", label="参数变更后更新责任事项", rules=names)


def _are_few(rules: list[DutyRule]) -> bool:
    rows = Duty.objects.filter(rule__in=[rule.name for rule in rules]).order_by()
    return rows[: AT_ONCE + 1].count() <= AT_ONCE
