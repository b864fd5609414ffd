"""Who reads statistics: offices, each of what it sees; programs that were granted the roster."""

from __future__ import annotations

from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.scoping import Viewer, roles_of
from core.shell.panels import OFFICES
from core.units.models import Unit
from reporting.structure.frame import Frame

NOT_AN_OFFICE = "统计由组织部门和单位查看，您的角色不能查看。"


def refuse_others(viewer: Viewer) -> None:
    """Raises NotAllowed for whoever is of no office."""
    refuse_if(not OFFICES & roles_of(viewer), NOT_AN_OFFICE, NotAllowed)


def log(
    action: Action, viewer: Viewer, label: str, frame: Frame, *, rows: int, **more: object
) -> None:
    """Who read or took which figures of whom, as of which day."""
    detail = {"as_of": frame.on.isoformat(), **more}
    if frame.unit:
        detail["unit"] = frame.unit.code
    record(action, actor=viewer, subject="statistics", label=label, detail=detail, rows=rows)


def whose(frame: Frame) -> str:
    """Whose figures they are, in words: the chosen unit, else where the viewer's authority is."""
    if frame.unit:
        return frame.unit.name
    tops = frame.places.tops
    found = Unit.objects.filter(pk__in=[top.pk for top in tops]).order_by("sort_path")
    return "、".join(found.values_list("name", flat=True))
