"""Leaving what a rule finds in a file alone for a while, and taking that back."""

from datetime import date
from typing import Any

from django.db import transaction

from cadres.checks.models import Finding, Mute
from cadres.checks.rules import BY_CODE
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if

NO_RIGHT = "暂不处理由管理该同志的组织部门决定，您的角色不能办理。"
LONGEST_DAYS = 366  # after a year somebody looks again


@transaction.atomic
def mute(*, actor: Any, finding: Finding, reason: str, until: date, on: date) -> Mute:
    """Until that day the rule is silent about this person, whatever row it speaks of.

    Raises NotAllowed for who does not keep the file, DomainError for a day that does not suit.
    """
    cadre = _kept(actor, finding.cadre_id)
    refuse_if(until <= on, f"截止日期 {until} 不晚于今天 {on}，请改为以后的日期。")
    refuse_if(
        (until - on).days > LONGEST_DAYS,
        f"截止日期 {until} 超过一年，请改为一年以内，到期后再看。",
    )
    rows = Mute.objects.filter(cadre=cadre, rule=finding.rule, ended_on__isnull=True)
    rows.filter(until__lte=on).update(ended_on=on)  # those that ran out make room
    refuse_if(rows.exists(), "这项问题已经设为暂不处理，请刷新页面查看。")
    made = Mute.objects.create(
        cadre=cadre,
        rule=finding.rule,
        is_guarded=finding.is_guarded,
        reason=reason,
        since=on,
        until=until,
        muted_by=actor,
    )
    _log(actor, cadre, finding.rule, {"暂不处理": reason, "截止": until.isoformat()})
    return made


@transaction.atomic
def unmute(*, actor: Any, mute: Mute, on: date) -> None:
    """The rule speaks again at once. Raises NotAllowed, and DomainError where it does already."""
    cadre = _kept(actor, mute.cadre_id)
    ended = Mute.objects.filter(pk=mute.pk, ended_on__isnull=True).update(ended_on=on)
    refuse_if(not ended, "这项暂不处理已经结束，请刷新页面。")
    _log(actor, cadre, mute.rule, {"暂不处理": [mute.reason, "恢复提示"]})


def _kept(actor: Any, pk: int) -> Cadre:
    """The person, locked: one mute at a time."""
    rows = Cadre.objects.select_for_update(of=("self",)).filter(pk=pk)
    cadre = rows.kept_by(actor).first()
    if cadre is None:
        raise NotAllowed(NO_RIGHT)
    return cadre


def _log(actor: Any, cadre: Cadre, code: str, detail: dict[str, Any]) -> None:
    rule = BY_CODE[code].sentence if code in BY_CODE else code
    record(Action.CHANGE, actor=actor, target=cadre, detail={"校核规则": rule} | detail)
