"""A duty in words: its light on a day, what it is about, and what whoever owes it does next.

Everything here speaks of one loaded row (`select_related("cadre", "unit")`) and asks the database
nothing, so that a list may use it line by line.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from core.scoping import Viewer, roles_of
from policy.duties.choices import COLOURS, DutyState, Light
from policy.duties.models import Duty
from policy.duties.querysets import OWES_AS
from policy.duties.rule import DutyRule, all_rules
from policy.periods import period_of

LOOK = "查看"  # the button of whoever may not do it himself
SPACE = "　"
FAR_DAYS = 366


def rule_of(duty: Duty) -> DutyRule | None:
    """The rule that the duty comes from; None for one that is no longer listed."""
    return all_rules().get(duty.rule)


def light_on(duty: Duty, on: date) -> Light:
    """The light on a day: what `querysets.light` says, for a row that is at hand."""
    if duty.done_on is not None and duty.done_on <= on:
        return Light.DONE
    if duty.waived_on is not None and duty.waived_on <= on:
        return Light.WAIVED
    if duty.withdrawn_on is not None and duty.withdrawn_on <= on:
        return Light.WITHDRAWN
    if duty.due_on < on:
        return Light.OVERDUE
    return Light.SOON if duty.yellow_from <= on else Light.LATER


def light_of(duty: Duty, on: date) -> tuple[str, str]:
    """Colour and words of components/light.html: “逾期 6 天”, “还有 4 天”, “逾期 3 天办结” …"""
    light = light_on(duty, on)
    return COLOURS[light], _words(duty, light, on)


def _words(duty: Duty, light: Light, on: date) -> str:
    match light:
        case Light.DONE if duty.done_on is not None and duty.done_on > duty.due_on:
            return f"逾期 {(duty.done_on - duty.due_on).days} 天办结"
        case Light.OVERDUE:
            return f"逾期 {(on - duty.due_on).days} 天"
        case Light.SOON | Light.LATER:
            left = (duty.due_on - on).days
            return f"还有 {left} 天" if left else "今天到期"
    return str(light.label)


def countdown(due: date, on: date) -> tuple[str, str]:
    """A large number and what it counts; what is more than a year off has its day instead."""
    left = (due - on).days
    if left > FAR_DAYS:
        return "", f"{due} 截止"
    if left == 0:
        return "", "今天截止"
    return str(abs(left)), "天后截止" if left > 0 else "天逾期"


def period_words(duty: Duty) -> str:
    """The period as people name it; nothing where a period only tells duties apart."""
    rule = rule_of(duty)
    if rule is not None and rule.period_words is not None:
        return rule.period_words(duty.period)
    period = period_of(duty.period)
    return period.label if period else ""


def thing(duty: Duty) -> str:
    """What is owed: 2026年四季度谈心谈话, 2026年度考核."""
    rule, period = rule_of(duty), period_words(duty)
    label = rule.label if rule is not None else duty.rule
    said = next((one for one in ("季度", "年度") if period.endswith(one)), "")
    return period + label.removeprefix(said)


def matter(duty: Duty) -> str:
    """Whom it is about and what is owed: 韩雪松　2026年四季度谈心谈话."""
    who = duty.cadre.name if duty.cadre is not None else duty.unit.short_name
    return f"{who}{SPACE}{thing(duty)}"


def owes(duty: Duty, viewer: Viewer) -> bool:
    """The viewer has to see to it: `DutyQuerySet.owed_by`, for a row that is at hand."""
    rule = rule_of(duty)
    return rule is not None and any(
        OWES_AS.get(scope.role, scope.role) == rule.owner and duty.unit.path.startswith(scope.path)
        for scope in viewer.scopes
    )


def action(duty: Duty, viewer: Viewer) -> dict[str, str] | None:
    """The button of an open duty, for whoever owes it: `{"label", "url"}`."""
    rule = rule_of(duty)
    if rule is None or rule.act is None or duty.state != DutyState.OPEN or not owes(duty, viewer):
        return None
    may = rule.act.only is None or bool(rule.act.only & roles_of(viewer))
    label = rule.act.label if may else LOOK
    return {"label": label, "url": f"{reverse(rule.act.view)}?duty={duty.pk}"}


def evidence_url(duty: Duty) -> str:
    """The record that proves it; nothing while there is none, or it has no page."""
    rule = rule_of(duty)
    if rule is None or not rule.evidence or duty.evidence is None:
        return ""
    return reverse(rule.evidence, args=[duty.evidence])
