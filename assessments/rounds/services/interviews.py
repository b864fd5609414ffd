"""What departments heard of somebody who is assessed (谈话了解), until his grade is decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from assessments.rounds.choices import Relation
from assessments.rounds.guards import LONGEST, at, refuse_day
from assessments.rounds.models import Assessment, Interview
from assessments.rounds.querysets import TOLD
from assessments.rounds.services.holding import OWN, note
from cadres.choices import Grade
from cadres.people.models import Cadre
from core.audit.models import Action
from core.errors import NotAllowed, refuse_if
from core.versions import fresh

NO_WAY = "谈话了解由该同志的组织部门登记，您不能办理。"


@transaction.atomic
def add_interview(
    *,
    actor: Any,
    assessment: Assessment,
    held_on: date,
    interviewee: str,
    relation: str,
    notes: str,
    held_by: str,
    on: date,
    grade: str = "",
) -> Interview:
    """One conversation about the person. Raises ValidationError with a sentence at its field."""
    sheet = _hold(actor, assessment)
    refuse_day("held_on", held_on, on, date(sheet.year, 1, 1), f"{sheet.year} 年度开始")
    texts = {"interviewee": interviewee, "notes": notes, "held_by": held_by}
    texts = {name: text.strip() for name, text in texts.items()}
    for field, text in texts.items():
        model_field: Any = Interview._meta.get_field(field)
        if not text:
            at(field, f"请填写{model_field.verbose_name}。")
        most = model_field.max_length or LONGEST
        if len(text) > most:
            at(field, f"写了 {len(text)} 字，最多 {most} 字，请精简。")
    if "".join(texts["interviewee"].split()) == sheet.cadre.name:
        at("interviewee", "谈话对象不能是被考核人本人；同名的请在姓名后注明单位。")
    if relation not in Relation.values:
        at("relation", "请选择与被考核人的关系。")
    if grade and grade not in Grade.values:
        at("grade", "请选择建议等次，或留空。")
    made = Interview.objects.create(
        assessment=sheet, held_on=held_on, relation=relation, grade=grade, made_by=actor, **texts
    )
    note(Action.CREATE, actor, sheet, {"操作": "登记谈话了解"})
    return made


@transaction.atomic
def remove_interview(*, actor: Any, interview: Interview, on: date) -> None:
    """One that was entered by mistake."""
    sheet = _hold(actor, interview.assessment)
    refuse_if(
        not Interview.objects.filter(pk=interview.pk).delete()[0],
        "这条谈话记录已被他人删除，请刷新页面。",
    )
    note(Action.DELETE, actor, sheet, {"操作": "删除谈话了解"})


def _hold(actor: Any, assessment: Assessment) -> Assessment:
    """The sheet, locked, of somebody whom the actor's department keeps, not decided yet."""
    rows = Assessment.objects.select_for_update(of=("self",), no_key=True)
    sheet = fresh(rows.select_related("cadre"), assessment.pk)
    if actor is not None:
        refuse_if(sheet.cadre.account_id == actor.pk, OWN, NotAllowed)
        mine = Cadre.objects.kept_by(actor).filter(pk=sheet.cadre_id)
        refuse_if(not mine.exists(), NO_WAY, NotAllowed)
    refuse_if(
        sheet.state in TOLD, f"{sheet} 的等次已审定，谈话了解不能再改；确需修改的，请先“重新办理”。"
    )
    return sheet
