"""Why did I get this: the clause, the rule, the figures, the facts, the grant, and how it stops."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.accounts.models import Grant, User
from policy.clauses.models import Clause
from policy.duties import shown
from policy.notices.inbox import mail
from policy.notices.models import DigestState, Notice
from policy.parameters.catalogue import BY_KEY
from policy.parameters.figures import Missing, in_force, keys_of
from policy.parameters.models import ParameterValue

STEP_KEYS = ("notice.lead_days", "notice.overdue_every", "notice.on_holiday")
NUDGE_KEYS = ("nudge.per_day",)
GONE = "已收回或已变动"
Fact = dict[str, Any]


def reasons(notice: Notice, viewer: User) -> dict[str, Any]:
    """What the page says, part by part."""
    rule = shown.rule_of(notice.duty)
    clause = Clause.objects.visible_to(viewer).filter(code=rule.clause).first() if rule else None
    return {
        "clause": clause,
        "rule": rule,
        "sentence": _sentence(notice),
        "figures": _figures(notice, viewer),
        "grant": _grant(notice),
        "facts": _facts(notice),
        "mail": _mail(notice),
    }


def _sentence(notice: Notice) -> str:
    """The rule's sentence with the figures of the day at the unit."""
    rule = shown.rule_of(notice.duty)
    if rule is None:
        return "这条责任规则已经停用。"
    try:
        figures = in_force(rule.figures, notice.on, notice.duty.unit)
    except Missing as missing:
        return str(missing)
    names = {name: _shown(key, figures, name) for name, key in _names(rule.figures)}
    return rule.sentence.format(**names)


def _names(kind: type) -> list[tuple[str, str]]:
    return list(zip(kind.__dataclass_fields__, keys_of(kind), strict=True))  # type: ignore[attr-defined]


def _shown(key: str, figures: Any, name: str) -> str:
    value = getattr(figures, name)
    return value.isoformat() if isinstance(value, date) else str(value)


def _figures(notice: Notice, viewer: User) -> list[Fact]:
    """The parameters that brought it as they were on its day, and which document set them."""
    keys = NUDGE_KEYS if notice.nudge_id else STEP_KEYS
    values = ParameterValue.objects.visible_to(viewer).in_force(notice.on)
    values = values.filter(parameter__key__in=keys, unit=None).select_related("parameter", "set_by")
    found = []
    for value in values.order_by("parameter__position"):
        kind = BY_KEY[value.parameter.key].kind
        source = value.document or value.reason or "系统初始值"
        who = f"，{value.set_by}设定" if value.set_by else ""
        found.append(
            {
                "label": value.parameter.label,
                "key": value.parameter.key,
                "value": kind.show(value.value),
                "source": f"{source}{who}",
            }
        )
    return found


def _grant(notice: Notice) -> str:
    """The grant that made the viewer a recipient: his own row, kept by its plain key."""
    mine = Grant.objects.filter(pk=notice.grant, user=notice.recipient_id)
    grant = mine.select_related("unit").first()
    if grant is None:
        return f"发出时您在该单位或其上级有相应的授权（{GONE}）。"
    until = f"至 {grant.during.upper}（当日不含）" if grant.during.upper else "长期"
    return f"您是“{grant.unit.name}”的{grant.get_role_display()}，自 {grant.during.lower} 起，{until}。"


def _facts(notice: Notice) -> list[Fact]:
    duty = notice.duty
    facts: list[Fact] = [
        {"label": "责任单位", "value": duty.unit.name},
        {"label": "责任起", "value": duty.opened_on},
        {"label": "期限", "value": duty.due_on},
        {"label": "现在", "value": duty.get_state_display()},
    ]
    if duty.done_on:
        facts.append({"label": "办结日期", "value": duty.done_on})
    return facts


def _mail(notice: Notice) -> str:
    digest = notice.digest
    if digest is None or digest.state == DigestState.KEPT:
        return "只在站内通知，没有发邮件" + (
            f"（{digest.fault}）" if digest and digest.fault else ""
        )
    fault = f"：{digest.fault}" if digest.fault else ""
    return f"{mail(digest)}（{digest.address or '待发'}）{fault}"
