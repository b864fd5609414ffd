"""What becomes of a unit's wish to have a file changed, field by field.

(none) --ask--> 待审核 --decide, the last field--> 已审核
                待审核 --withdraw, by whoever asked--> 已撤回
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cadres.changes.models import ChangeRequest, Decision, FieldChange, RequestState
from cadres.changes.values import (
    encoded,
    encoded_text,
    present,
    present_text,
    without_secret,
)
from cadres.people import services as people
from cadres.people.guards import refuse_family, refuse_resume
from cadres.people.models import Cadre
from cadres.people.services.rows import in_order
from cadres.people.wording import WHOLE_ROWS, label_of
from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, Stale, refuse_if
from core.units import placing


@transaction.atomic
def ask(
    *, actor: User, cadre: Cadre, seen: int, on: date, reason: str, values: Mapping[str, Any]
) -> ChangeRequest:
    """Ask the department for these values; added to one's own request while it waits.

    `values` are what the services of people take, whole rows as `resume` and `family`. The same
    guards refuse them here, at their fields. Raises Stale if the file is no longer what was seen.
    """
    lock_tree_for("unit" in values)
    # One at a time per person: the row stays locked until the request is written.
    current = Cadre.objects.select_for_update(of=("self",)).get(pk=cadre.pk)
    refuse_if(seen != current.version, current.stale_sentence(), Stale)
    _check(actor, current, values, on)
    changes = [
        change
        for name, value in values.items()
        if (change := _change(current, name, value)).old != _compared(change)
    ]
    refuse_if(not changes, "没有需要变更的内容：填写的与现有信息相同。")
    request = _open_request(actor, current, reason)
    request.fields.filter(field__in=[change.field for change in changes]).delete()
    for change in changes:
        change.request = request
    FieldChange.objects.bulk_create(changes)
    log(Action.CREATE, actor, request, {"提交变更": [c.label for c in changes], "理由": reason})
    return request


@transaction.atomic
def withdraw(*, actor: User, request: ChangeRequest) -> ChangeRequest:
    """Take one's request back while it waits; what was approved already stays."""
    request = locked(request)
    refuse_if(
        request.asked_by_id != actor.pk,
        "只有提交人可以撤回；需要撤回的，请联系提交人。",
        NotAllowed,
    )
    close(request, RequestState.WITHDRAWN, actor=None)
    log(Action.CHANGE, actor, request, {"状态": ["待审核", "已撤回"]})
    return request


def _check(actor: User, cadre: Cadre, values: Mapping[str, Any], on: date) -> None:
    """The guards of the services, without writing."""
    facts = {name: value for name, value in values.items() if name not in WHOLE_ROWS}
    if facts:
        people.checked(actor=actor, cadre=cadre, on=on, **facts)
    if "resume" in values:
        refuse_resume(in_order(values["resume"]), birth=cadre.birth, on=on)
    if "family" in values:
        refuse_family(values["family"], on)


def _change(cadre: Cadre, name: str, value: Any) -> FieldChange:
    return FieldChange(
        field=name,
        label=label_of(name),
        old=present(cadre, name),
        new=encoded(name, value),
        old_text=present_text(cadre, name),
        new_text=encoded_text(name, value),
    )


def _compared(change: FieldChange) -> Any:
    """The new value as `present` would say it: a sealed number differs each time it is sealed."""
    if isinstance(change.new, dict):
        return {key: value for key, value in change.new.items() if key != "sealed"}
    return change.new


def _open_request(actor: User, cadre: Cadre, reason: str) -> ChangeRequest:
    """One's own waiting request, else a new one; refused while somebody else's waits."""
    rows = ChangeRequest.objects.select_for_update(of=("self",)).select_related("asked_by")
    waiting = rows.pending().filter(cadre=cadre).first()
    if waiting is None:
        return ChangeRequest.objects.create(cadre=cadre, asked_by=actor, reason=reason)
    refuse_if(
        waiting.asked_by_id != actor.pk,
        f"{waiting.asked_by}已为该同志提交了一份变更，正在等待审核，请等审核后再提。",
    )
    refuse_if(
        waiting.fields.exclude(decision=Decision.PENDING).exists(),
        "上一份变更已审核了一部分，请等全部审核完再提交新的变更，或先撤回。",
    )
    if reason not in waiting.reason.split("；"):
        longest = ChangeRequest._meta.get_field("reason").max_length
        waiting.reason = f"{waiting.reason}；{reason}"[:longest]
    waiting.asked_at = timezone.now()
    waiting.save(update_fields=["reason", "asked_at"])
    return waiting


def lock_tree_for(moves: bool) -> None:
    """Whoever may move a person locks the tree first, as the verbs on units do: no deadlock."""
    if moves:
        placing.lock_tree()


def locked(request: ChangeRequest) -> ChangeRequest:
    """The request, waiting, and locked."""
    rows = ChangeRequest.objects.select_for_update(of=("self",)).select_related("cadre")
    found = rows.get(pk=request.pk)
    refuse_if(
        found.state != RequestState.OPEN,
        f"这份变更{found.get_state_display()}，不能再办理，请刷新页面查看。",
    )
    return found


def close(request: ChangeRequest, state: RequestState, *, actor: User | None) -> None:
    """The end of a request; the number that it may have held is forgotten, but for its mask."""
    request.state = state
    request.decided_by, request.decided_at = actor, timezone.now() if actor else None
    request.save(update_fields=["state", "decided_by", "decided_at"])
    for change in request.fields.filter(field="id_number"):
        change.new = without_secret(change.field, change.new)
        change.save(update_fields=["new"])


def log(action: Action, actor: User, request: ChangeRequest, detail: dict[str, Any]) -> None:
    """One log row about the person."""
    record(
        action,
        actor=actor,
        subject="cadre",
        target=request.cadre,
        label=f"{request.cadre} 信息变更",
        detail=detail,
    )
