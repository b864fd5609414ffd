"""The verbs of findings: a department records, amends and withdraws them; nothing is deleted.

(none) --record--> standing --amend, add_files, remove_file--> standing --withdraw--> withdrawn

The log names a finding by its number alone, neither whom it is about nor what it says: it is also
read by people who may not know that there is one.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from assessments.filing import keep, take_away
from assessments.findings import guards
from assessments.findings.models import ConductFinding, FindingFile, FindingRevision
from cadres.people.following import facts_changed
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record as log
from core.errors import NotAllowed, refuse_if

FACTS: Final = ("ground", "source", "found_on", "facts", "told", "document")


@transaction.atomic
def record(
    *,
    actor: Any,
    cadre: Cadre,
    ground: str,
    source: str,
    found_on: date,
    facts: str,
    told: str,
    on: date,
    document: str = "",
    files: Sequence[UploadedFile] = (),
) -> ConductFinding:
    """Record what the department holds to be true of a person, with its evidence.

    Raises NotAllowed, DomainError for one that is on record already, ValidationError by field.
    """
    # One at a time per person, so that the second click meets the finding of the first.
    people = Cadre.objects.select_for_update(of=("self",), no_key=True)
    held = people.get(pk=cadre.pk)
    guards.refuse_stranger(actor, held)
    values = {
        "ground": ground,
        "source": source,
        "found_on": found_on,
        "facts": facts,
        "told": told,
        "document": document,
    }
    guards.refuse_content(held, values, on)
    guards.refuse_twice(held, values)
    finding = ConductFinding.objects.create(cadre=held, changed_by=actor, **values)
    log_about(Action.CREATE, actor, finding, {"操作": "登记认定"})
    facts_changed([held.pk], on=on)
    if files:
        _keep(actor, finding, files)
    return finding


@transaction.atomic
def amend(
    *, actor: Any, finding: ConductFinding, seen: int | None, reason: str, on: date, **values: Any
) -> ConductFinding:
    """Change what was recorded, with a reason; a case that it opened keeps what it said then.

    Raises Stale, NotAllowed, DomainError when it is withdrawn, ValidationError by field.
    """
    held = hold(finding, actor=actor, seen=seen)
    guards.refuse_withdrawn(held)
    before = {name: getattr(held, name) for name in FACTS}
    changed = {name: values[name] for name in FACTS if name in values}
    changed = {name: value for name, value in changed.items() if value != before[name]}
    refuse_if(not changed, "没有需要修改的内容：填写的与原记录相同。")
    guards.refuse_content(held.cadre, before | changed, on)
    held.change(actor=actor, seen=held.version, **changed)
    FindingRevision.objects.create(
        finding=held,
        version=held.version,
        changes={name: [str(before[name]), str(value)] for name, value in changed.items()},
        reason=reason,
        made_by=actor,
    )
    named = [label_of(name) for name in changed]
    log_about(Action.CHANGE, actor, held, {"操作": "修改认定", "修改": named})
    facts_changed([held.cadre_id], on=on)
    return held


@transaction.atomic
def withdraw(
    *, actor: Any, finding: ConductFinding, seen: int | None, reason: str, on: date
) -> ConductFinding:
    """Take a finding back, with a reason; it stays to be read. Raises Stale, NotAllowed."""
    held = hold(finding, actor=actor, seen=seen)
    guards.refuse_withdrawn(held)
    held.change(actor=actor, seen=held.version, withdrawn_on=on, withdrawn=reason)
    log_about(Action.CHANGE, actor, held, {"操作": "撤销认定"})
    facts_changed([held.cadre_id], on=on)
    return held


@transaction.atomic
def add_files(
    *, actor: Any, finding: ConductFinding, files: Sequence[UploadedFile]
) -> list[FindingFile]:
    """Keep evidence with a finding that stands; the same content is kept once.

    Raises NotAllowed, DomainError, and ValidationError that names the file and what is wrong.
    """
    held = hold(finding, actor=actor)
    guards.refuse_withdrawn(held)
    return _keep(actor, held, files)


@transaction.atomic
def remove_file(*, actor: Any, file: FindingFile) -> None:
    """Take a file away while its finding stands; the log keeps its digest."""
    held = hold(file.finding, actor=actor)
    guards.refuse_withdrawn(held)
    log_about(Action.DELETE, actor, held, {"操作": "删除证据", "摘要": file.digest})
    take_away(file)


def hold(finding: ConductFinding, *, actor: Any, seen: int | None = None) -> ConductFinding:
    """The finding as it is now, locked until the verb ends. Raises NotAllowed, Stale."""
    rows = ConductFinding.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("cadre").visible_to(actor).filter(pk=finding.pk).first()
    if held is None:
        raise NotAllowed(guards.NO_RIGHT)
    if seen is not None and held.version != seen:
        held.change(actor=actor, seen=seen)  # refuses, with who was faster
    return held


def label_of(name: str) -> str:
    """What a field of a finding is called."""
    return str(ConductFinding._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def log_about(action: Action, actor: Any, finding: ConductFinding, detail: dict[str, Any]) -> None:
    """One row of the log: which finding, not whose."""
    log(action, actor=actor, target=finding, label=f"组织认定 {finding.pk} 号", detail=detail)


def _keep(actor: Any, finding: ConductFinding, files: Sequence[UploadedFile]) -> list[FindingFile]:
    def told(row: FindingFile) -> None:
        detail = {"操作": "上传证据", "摘要": row.digest}
        log_about(Action.CREATE, actor, finding, detail)

    return keep(
        files,
        beside=finding.files.all(),
        make=partial(FindingFile, finding=finding, added_by=actor),
        told=told,
    )
