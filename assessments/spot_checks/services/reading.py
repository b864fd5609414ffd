"""Reading a drawn record: the check-list, the result, the note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.choices import CheckState, ItemResult
from assessments.spot_checks.checklist import KEYS, failed, missing
from assessments.spot_checks.models import SpotCheck, SpotItem
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if

REPORTED = "这次抽查的结果已经反馈给单位，不能再改。"
NO_RIGHT = "谈话记录由市、县（区）委组织部抽查，您的角色不能办理。"


@transaction.atomic
def read(
    *,
    actor: Any,
    item: SpotItem,
    seen: int,
    answers: Mapping[str, str],
    result: str,
    note: str = "",
) -> SpotItem:
    """Write down what a reader found; it may be corrected until the findings go back.

    Every question is answered; a fault is explained. Raises ValidationError, Stale, NotAllowed.
    """
    check = held(item.check_of_id, actor)
    refuse_if(check.state == CheckState.REPORTED, REPORTED)
    kept = {key: answers[key] for key in KEYS if key in answers}
    wrong: dict[str, list[str]] = {}
    if unanswered := missing(kept):
        wrong["result"] = [f"还有 {len(unanswered)} 项没有回答：{'；'.join(unanswered)}。"]
    if result not in (ItemResult.GOOD, ItemResult.FAULTY):
        wrong.setdefault("result", []).append("请选择“符合要求”或“存在问题”。")
    if result == ItemResult.FAULTY and not note.strip():
        wrong["note"] = ["存在问题的，请写明是什么问题，单位会看到这段话。"]
    if result == ItemResult.GOOD and failed(kept) and not note.strip():
        wrong["note"] = ["有回答“否”的项目而认为符合要求，请写明理由。"]
    if wrong:
        raise ValidationError(wrong)
    before = item.get_result_display()
    item.change(actor=actor, seen=seen, answers=kept, result=result, note=note.strip())
    record(
        Action.CHANGE,
        actor=actor,
        target=check,
        detail={f"第 {item.position} 份": [before, item.get_result_display()]},
    )
    return item


def held(key: int, actor: Any) -> SpotCheck:
    """The check, locked, for the department that keeps it; raises NotAllowed."""
    rows = SpotCheck.objects.visible_to(actor, acting_as=KEEPERS)
    check = rows.select_for_update(of=("self",)).select_related("unit").filter(pk=key).first()
    if check is None:
        raise NotAllowed(NO_RIGHT)
    return check


def next_unread(check: SpotCheck, viewer: Any, after: int = 0) -> SpotItem | None:
    """The next record that nobody has read, in the order of the draw; from the top at the end.

    None of the viewer's own: that of the talk with him is for somebody else to read.
    """
    rows = SpotItem.objects.visible_to(viewer).order_by("position")
    rows = rows.filter(check_of=check, result=ItemResult.UNREAD)
    return rows.filter(position__gt=after).first() or rows.first()
