"""Why did I get this: the clause and the rule, the step's figures, the grant, and the e-mail."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.accounts.models import Grant, User
from policy.duties.explaining import FigureShown
from policy.duties.explaining import reasons as of_duty
from policy.notices.inbox import mail
from policy.notices.models import Digest, DigestState, Notice
from policy.parameters.catalogue import BY_KEY
from policy.parameters.models import ParameterValue

STEP_KEYS = ("notice.lead_days", "notice.overdue_every", "notice.on_holiday")
NUDGE_KEYS = ("nudge.per_day",)


def reasons(notice: Notice, viewer: User, on: date) -> dict[str, Any]:
    """What the page says: the duty's own reasons, and those of the notice."""
    return {
        "duty": of_duty(notice.duty, viewer, on),
        "figures": _figures(notice, viewer),
        "grant": _grant(notice),
        "mail": _mail(notice.digest),
    }


def _figures(notice: Notice, viewer: User) -> list[FigureShown]:
    """The parameters that brought it as they were on its day, and which document set them."""
    keys = NUDGE_KEYS if notice.nudge_id else STEP_KEYS
    values = ParameterValue.objects.visible_to(viewer).in_force(notice.on)
    values = values.filter(parameter__key__in=keys, unit=None).select_related("parameter", "set_by")
    found = []
    for value in values.order_by("parameter__position"):
        key, basis = value.parameter.key, value.document or value.reason or "系统初始值"
        source = f"{basis}，{value.set_by}设定" if value.set_by else basis
        shown = BY_KEY[key].kind.show(value.value)
        found.append(FigureShown(key, value.parameter.label, shown, source))
    return found


def _grant(notice: Notice) -> str:
    """The grant that made the viewer a recipient: his own row, kept by its plain key."""
    mine = Grant.objects.filter(pk=notice.grant, user=notice.recipient_id)
    grant = mine.select_related("unit").first()
    if grant is None:
        return "发出时您在责任单位或其上级有相应的授权，现在已收回或已变动。"
    until = f"至 {grant.during.upper}（当日不含）" if grant.during.upper else "长期"
    what = f"您是“{grant.unit.name}”的{grant.get_role_display()}"
    return f"{what}，自 {grant.during.lower} 起，{until}。"


def _mail(digest: Digest | None) -> str:
    fault = f"：{digest.fault}" if digest is not None and digest.fault else ""
    if digest is None or digest.state == DigestState.KEPT:
        return f"只在站内通知，没有发邮件{fault}"
    return f"{mail(digest)}（{digest.address or '待发'}）{fault}"
