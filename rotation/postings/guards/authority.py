"""Who may do what with postings: departments all of it, units two things about their own people."""

from __future__ import annotations

from core.errors import NotAllowed, refuse_if
from rotation.choices import SHORT, PostingKind
from rotation.postings.known import Known
from rotation.postings.models import Posting
from rotation.postings.orders import Order

NOT_YOURS = "“{who}”的任职和锻炼由组织部门登记，您不能办理。"
UNITS_MAY = (
    "单位只能登记本单位内、职务层次不变的轮岗，以及本单位人员的服务基层和急难险重任务；"
    "“{who}”的其他任职和锻炼请组织部门登记。"
)


def refuse_strangers(order: Order, known: Known) -> None:
    """Raises NotAllowed unless the actor may give this order."""
    if order.cadre in known.kept:
        return
    who = str(known.people[order.cadre])
    refuse_if(order.cadre not in known.asked, NOT_YOURS.format(who=who), NotAllowed)
    refuse_if(not _unit_may(order, known), UNITS_MAY.format(who=who), NotAllowed)


def refuse_change(posting: Posting, known: Known) -> None:
    """Raises NotAllowed unless the actor may change this posting."""
    if posting.cadre_id in known.kept:
        return
    who = str(known.people[posting.cadre_id])
    refuse_if(posting.cadre_id not in known.asked, NOT_YOURS.format(who=who), NotAllowed)
    refuse_if(not unit_keeps(posting), UNITS_MAY.format(who=who), NotAllowed)


def unit_keeps(posting: Posting) -> bool:
    """Whether it is of those that a unit enters itself."""
    own = posting.kind == PostingKind.ROTATION and posting.unit_id == posting.cadre.unit_id
    return posting.kind in SHORT or own


def _unit_may(order: Order, known: Known) -> bool:
    if order.kind in SHORT:
        return True
    cadre = known.people[order.cadre]
    return (
        order.kind == PostingKind.ROTATION
        and order.unit == cadre.unit_id
        and order.level in ("", cadre.level)
        and order.is_main
    )
