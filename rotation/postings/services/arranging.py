"""What the sending unit has in store for somebody who is away; departments act upon it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.audit.models import Action
from core.errors import NotAllowed, Stale, refuse_if
from rotation.choices import AWAY
from rotation.postings.guards.authority import NOT_YOURS
from rotation.postings.models import Arrangement, Posting
from rotation.postings.services.writing import log, opened


@transaction.atomic
def arrange(*, actor: Any, posting: Posting, seen: int, text: str, on: date) -> Arrangement:
    """Say what comes after a time away, while it runs; `seen` is 0 where nothing was said yet.

    The units of the person and the departments. The log tells that it was said, not what: the
    person reads his history. Raises ValidationError, NotAllowed, DomainError, Stale.
    """
    known, (current,) = opened(actor, [posting], on)
    may = current.cadre_id in known.kept | known.asked
    refuse_if(not may, NOT_YOURS.format(who=current.cadre), NotAllowed)
    refuse_if(current.kind not in AWAY, "任职没有返回安排，派出锻炼才填写；请从派出记录办理。")
    refuse_if(current.ended_on, f"已于 {current.ended_on} 结束，不用再填返回安排。")
    text = text.strip()
    if not text:
        raise ValidationError({"text": "请写明返回后的岗位和分工，或者需要延长的期限和理由。"})
    found = Arrangement.objects.filter(posting=current).select_related("changed_by").first()
    if found is not None and found.text == text:
        return found
    if found is None:
        refuse_if(seen, "返回安排已被删除，请重新打开页面再填。", Stale)
        found = Arrangement.objects.create(posting=current, text=text, changed_by=actor)
    else:
        found.change(actor=actor, seen=seen, text=text)
    log(actor, Action.CHANGE, [(current, {"返回安排": "已填写"})])
    return found
