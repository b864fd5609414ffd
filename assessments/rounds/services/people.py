"""Who is in an open round: somebody added, somebody left out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from assessments.rounds.choices import AssessmentState, RoundState, RoundVerb
from assessments.rounds.flow import SECRETARIES
from assessments.rounds.guards import at
from assessments.rounds.models import Assessment, Interview, Round
from assessments.rounds.services.holding import hold_round, locked_round, note, refuse_judge
from assessments.rounds.services.rounds import make_sheets
from assessments.rounds.who import assessors
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.audit.models import Action
from core.errors import Stale, refuse_if
from core.versions import fresh
from policy.duties.refreshing import refresh_people

REMOVABLE = (AssessmentState.SUMMARY, AssessmentState.APPRAISING, AssessmentState.PROPOSED)


@transaction.atomic
def add_person(*, actor: Any, round: Round, seen: int, cadre: Cadre, on: date) -> Assessment:
    """A sheet of somebody who was on the roster for a day of the year, at the unit that assesses
    him.

    Raises ValidationError at `cadre`.
    """
    held = hold_round(round, RoundVerb.EDIT, actor=actor, seen=seen)
    first, last = date(held.year, 1, 1), min(on, date(held.year, 12, 31))
    stays = RosterEntry.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=first))
    if not stays.filter(cadre=cadre, entered_on__lte=last).exists():
        at("cadre", f"{cadre}在 {held.year} 年没有在库，不列入名册的年度考核。")
    known = Assessment.objects.filter(cadre=cadre, year=held.year).select_related("unit").first()
    if known is not None:
        at("cadre", f"{cadre} {held.year} 年度已由{known.unit.short_name}考核，不能重复。")
    who = assessors([cadre.pk], held.year, on)
    if who[cadre.pk].unit != held.unit:
        at("cadre", f"{cadre}：{who[cadre.pk].words}，请在该单位的考核中列入。")
    (sheet,) = make_sheets(actor, {held.unit_id: held}, who, held.year, on)
    return sheet


@transaction.atomic
def leave_out(*, actor: Any, assessment: Assessment, seen: int, reason: str, on: date) -> None:
    """Take somebody's sheet out of an open round; the reason stays in the log."""
    if not reason.strip():
        at("reason", "请写明不列入的原因。")
    if assessment.round_id is None:
        at("reason", "补录的往年考核请用“删除”办理。")
    round = locked_round(assessment.round_id)
    rows = Assessment.objects.select_for_update(of=("self",))
    rows = rows.select_related("cadre", "unit", "round", "changed_by")
    sheet = fresh(rows, assessment.pk)
    refuse_if(sheet.version != seen, sheet.stale_sentence(), Stale)
    refuse_judge(sheet, actor, SECRETARIES)
    refuse_if(
        round.state != RoundState.OPEN or sheet.state not in REMOVABLE,
        f"{sheet.cadre} {sheet.year} 年度的等次已经审定，"
        "不能再移出本次考核；确需移出的，请先“重新办理”。",
    )
    refuse_if(
        Interview.objects.filter(assessment=sheet).exists(),
        f"{sheet.cadre}的登记表已有谈话了解记录，请组织部门先处理这些记录，再调出本次考核。",
    )
    note(Action.DELETE, actor, sheet, {"操作": "不列入年度考核", "原因": reason.strip()})
    sheet.delete()
    refresh_people([sheet.cadre_id], on=on, rules=["assessment.yearly"])
