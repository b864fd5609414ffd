"""The stay on the roster: in service, with its tier and direction, and its stages (clause 2.0)."""

from functools import partial
from typing import Final

from django.db.models import Exists, F, OuterRef, Q

from cadres.checks.rule import CONSISTENT, Rows, Rule, Severity, Theme, on_day, where
from cadres.choices import PERSON_STATUS, SERVING
from cadres.roster.models import RosterStage
from core.codes.vocabulary import vocabulary

error = partial(
    Rule, theme=Theme.ROSTER, severity=Severity.ERROR, rows=Rows.STAYS, basis=CONSISTENT
)
warning = partial(
    Rule, theme=Theme.ROSTER, severity=Severity.WARNING, rows=Rows.STAYS, basis=CONSISTENT
)

STANDING: Final = ("status", "held_by", "tier", "direction")
OPEN_STAGE: Final = RosterStage.objects.filter(entry=OuterRef("pk"), until__isnull=True)
LIKE_THE_ENTRY: Final = Q(
    status=OuterRef("status"), held_by=OuterRef("held_by"), direction=OuterRef("direction")
) & (Q(tier=OuterRef("tier")) | Q(tier__isnull=True))

RULES: Final = (
    error(
        code="roster.not_serving",
        sentence="在名册的是现职人员",
        field="status",
        reads=("RosterEntry.status", "Cadre.status"),
        wrong=where(~Q(cadre__status=SERVING)),
        shown=("cadre__status",),
        value=lambda status: vocabulary(PERSON_STATUS).get(status, status),
        say=lambda status: (
            f"人员状态是“{vocabulary(PERSON_STATUS).get(status, status)}”，仍在名册上，"
            "请核对人员状态，或办理调出。"
        ),
    ),
    warning(
        code="roster.no_tier",
        sentence="在库人员要有使用层级",
        field="tier",
        reads=("RosterEntry.tier",),
        wrong=where(Q(tier__isnull=True)),
        shown=("tier",),
        say=lambda _tier: "在名册上没有使用层级（一级至四级），请在名册上调整层级。",
    ),
    error(
        code="roster.entered_to_come",
        sentence="入库日期不在将来",
        field="entered_on",
        reads=("RosterEntry.entered_on",),
        wrong=on_day(lambda on: Q(entered_on__gt=on)),
        shown=("entered_on",),
        say=lambda day: f"入库日期 {day} 还没有到，请核对。",
    ),
    error(
        code="roster.entered_before_work",
        sentence="入库日期不早于参加工作时间",
        field="entered_on",
        reads=("RosterEntry.entered_on", "Cadre.work_start"),
        wrong=where(Q(entered_on__lt=F("cadre__work_start"))),
        shown=("entered_on", "cadre__work_start"),
        say=lambda day, start: f"入库日期 {day} 早于参加工作时间 {start:%Y.%m}，请核对两项。",
    ),
    error(
        code="roster.stage",
        sentence="名册沿革的最后一段与名册一致",
        field="status",
        reads=("RosterEntry.status", "RosterEntry.tier", "RosterStage.status", "RosterStage.tier"),
        wrong=lambda rows, _on: rows.filter(~Exists(OPEN_STAGE.filter(LIKE_THE_ENTRY))),
        shown=("status",),
        value=lambda _status: "",
        say=lambda _status: (
            "名册上的状态、层级或方向与名册沿革的最后一段不同，请在名册上重新办理一次调整。"
        ),
    ),
)
