"""What the department decides about a request: fields written, refused, or left pending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from cadres.changes.models import ChangeRequest, Decision, FieldChange, RequestState
from cadres.changes.services import close, lock_tree_for, locked, log
from cadres.changes.values import decoded, present, present_text, without_secret
from cadres.people import services as people
from cadres.people.models import Cadre
from cadres.people.wording import WHOLE_ROWS
from core.accounts.models import User
from core.audit.models import Action
from core.errors import DomainError, NotAllowed, refuse_if
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """What the department says of one field."""

    decision: str
    remark: str = ""


@dataclass(slots=True)
class Outcome:
    """What became of the fields; `left` has a sentence for each that could not be written."""

    approved: list[FieldChange] = field(default_factory=list)
    rejected: list[FieldChange] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def decide(
    *, actor: User, request: ChangeRequest, on: date, choices: Mapping[int, Choice]
) -> Outcome:
    """Write what is approved, refuse the rest with a remark; fields without a choice stay pending.

    `choices` are by the key of the field's row. A field whose `old` the file no longer says stays
    pending with a sentence. The guards of people speak again: ValidationError, DomainError.
    """
    lock_tree_for(request.fields.filter(field="unit").exists())
    cadre = Cadre.objects.select_for_update(of=("self",)).get(pk=request.cadre_id)
    request = locked(request)
    refuse_if(
        not Cadre.objects.kept_by(actor).filter(pk=cadre.pk).exists(),
        "变更由管理该同志的组织部门审核，您的角色不能审核；请等待审核结果。",
        NotAllowed,
    )
    pending = {c.pk: c for c in request.fields.filter(decision=Decision.PENDING)}
    outcome = Outcome()
    approved = []
    for pk, choice in choices.items():
        change = pending.get(pk)
        if change is None:
            raise DomainError("有的项目刚刚已由他人审核，请刷新页面后再办理。")
        if choice.decision == Decision.APPROVED and change.old != present(cadre, change.field):
            now = present_text(cadre, change.field) or "（空）"
            outcome.left[pk] = (
                f"{change.label}已被改为“{now[:60]}”，与提交时的原内容不同，没有写入；"
                "请选“不同意”，由单位核对后重新提交。"
            )
            continue
        change.decision, change.remark = choice.decision, choice.remark
        (approved if choice.decision == Decision.APPROVED else outcome.rejected).append(change)
    _write(actor, cadre, approved, on)
    outcome.approved = approved
    for change in (*approved, *outcome.rejected):
        change.new = without_secret(change.field, change.new)
        change.save(update_fields=["decision", "remark", "new"])
    if len(approved) + len(outcome.rejected) == len(pending):
        close(request, RequestState.DECIDED, actor=actor)
    said = {c.label: ["待审核", c.get_decision_display()] for c in (*approved, *outcome.rejected)}
    if said:
        log(Action.CHANGE, actor, request, said)
    return outcome


def _write(actor: User, cadre: Cadre, approved: list[FieldChange], on: date) -> None:
    """The approved values through the services of people."""
    values = {change.field: decoded(change.field, change.new) for change in approved}
    rows = {name: values.pop(name) for name in WHOLE_ROWS if name in values}
    if "unit" in values:
        reach = Unit.objects.managed_by(actor).filter(pk=values["unit"].pk)
        refuse_if(
            not reach.exists(),
            f"“{values['unit']}”不在您的管理范围内，单位的变更请由上级组织部门审核。",
            NotAllowed,
        )
    if values:
        cadre = people.edit(actor=actor, cadre=cadre, seen=None, on=on, **values)
    if "resume" in rows:
        people.replace_resume(actor=actor, cadre=cadre, seen=None, on=on, lines=rows["resume"])
    if "family" in rows:
        people.replace_family(actor=actor, cadre=cadre, seen=None, on=on, members=rows["family"])
