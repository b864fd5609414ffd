"""What becomes of a sheet.

(none) --write, submit--> DRAFT --submit--> HOST --judge--> SENDER --comment--> DEPARTMENT
       --conclude--> CONCLUDED;  HOST, SENDER, DEPARTMENT --send_back--> the side before;
       CONCLUDED --reopen--> DEPARTMENT
Who may do what is in `flow.py`. Every verb that another judgement may hang on settles the duties.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.accounts.models import User
from core.audit.models import Action
from core.audit.services import changes, record
from core.errors import DomainError, NotAllowed, Stale, refuse_if
from policy.duties.refreshing import refresh_people
from policy.parameters.figures import in_force
from rotation.appraisals.figures import AppraisalFigures
from rotation.appraisals.flow import Verb, permit, sides_of
from rotation.appraisals.guards import first_day, why_not, why_not_after, why_not_judged_on
from rotation.appraisals.models import Appraisal
from rotation.choices import AppraisalKind, AppraisalState
from rotation.postings.models import Posting

RULES = ("frontline.midterm", "frontline.appraise")
NO_WAY = "您不能填写“{who}”的鉴定表。"


@transaction.atomic
def write(
    *, actor: User, posting: Posting, kind: str, seen: int | None, summary: str, on: date
) -> Appraisal:
    """Keep the summary as it is so far; the first time makes the sheet (`seen` None)."""
    return _draft(actor, posting, kind, seen, summary, on, Verb.WRITE)


@transaction.atomic
def submit(
    *, actor: User, posting: Posting, kind: str, seen: int | None, summary: str, on: date
) -> Appraisal:
    """Hand the summary to the host; done by the same click twice, it is done once."""
    return _draft(actor, posting, kind, seen, summary, on, Verb.SUBMIT)


@transaction.atomic
def judge(
    *,
    actor: User,
    appraisal: Appraisal,
    seen: int,
    host_opinion: str,
    host_grade: str,
    host_on: date,
    host_signer: str = "",
    poll: str = "",
    on: date,
) -> Appraisal:
    """The host's judgement; raises ValidationError at `host_on` for a day that cannot be."""
    sheet, step = _locked(actor, appraisal, seen, Verb.JUDGE)
    posting = sheet.posting
    opens = first_day(posting, sheet.kind, _figures(posting, on))
    _refuse("host_on", why_not_judged_on(posting, sheet.kind, host_on, on, opens))
    values = {
        "host_opinion": host_opinion,
        "host_grade": host_grade,
        "host_on": host_on,
        "host_signer": host_signer,
        "poll": poll,
    }
    return _advance(actor, sheet, seen, step.to, values, Verb.JUDGE, on)


@transaction.atomic
def comment(
    *, actor: User, appraisal: Appraisal, seen: int, sender_opinion: str, sender_on: date, on: date
) -> Appraisal:
    """What the sending unit says to it, not before the host has judged."""
    sheet, step = _locked(actor, appraisal, seen, Verb.COMMENT)
    _refuse("sender_on", why_not_after(sender_on, sheet.host_on, "鉴定日期", on))
    values = {"sender_opinion": sender_opinion, "sender_on": sender_on}
    return _advance(actor, sheet, seen, step.to, values, Verb.COMMENT, on)


@transaction.atomic
def conclude(
    *,
    actor: User,
    appraisal: Appraisal,
    seen: int,
    department_opinion: str,
    department_on: date,
    note: str = "",
    on: date,
) -> Appraisal:
    """The department's word closes the sheet."""
    sheet, step = _locked(actor, appraisal, seen, Verb.CONCLUDE)
    sentence = why_not_after(department_on, sheet.sender_on, "派出单位意见日期", on)
    _refuse("department_on", sentence)
    values = {
        "department_opinion": department_opinion,
        "department_on": department_on,
        "note": note,
    }
    return _advance(actor, sheet, seen, step.to, values, Verb.CONCLUDE, on)


@transaction.atomic
def send_back(*, actor: User, appraisal: Appraisal, seen: int, reason: str, on: date) -> Appraisal:
    """To the side before, with the reason; what was written stays to be mended."""
    sheet, step = _locked(actor, appraisal, seen, Verb.SEND_BACK)
    values = {"returned": reason}
    return _advance(actor, sheet, seen, step.to, values, Verb.SEND_BACK, on)


@transaction.atomic
def reopen(*, actor: User, appraisal: Appraisal, seen: int, reason: str, on: date) -> Appraisal:
    """A concluded sheet is the department's again."""
    sheet, step = _locked(actor, appraisal, seen, Verb.REOPEN)
    return _advance(actor, sheet, seen, step.to, {"returned": reason}, Verb.REOPEN, on)


def _draft(
    actor: User, posting: Posting, kind: str, seen: int | None, summary: str, on: date, verb: Verb
) -> Appraisal:
    rows = Posting.objects.select_for_update(of=("self",), no_key=True)
    current = rows.select_related("cadre", "unit", "sending_unit").get(pk=posting.pk)
    sides = sides_of(current, actor)
    refuse_if(not sides, NO_WAY.format(who=current.cadre), NotAllowed)
    sheet = Appraisal.objects.filter(posting=current, kind=kind).first()
    if sheet is not None:
        sheet.posting = current
        if verb == Verb.SUBMIT and _was_handed_in(sheet, actor, summary):
            return sheet
        refuse_if(seen is None or sheet.version != seen, sheet.stale_sentence(), Stale)
        step = permit(sheet, verb, sides)
        return _advance(actor, sheet, seen, step.to, {"summary": summary}, verb, on)
    refuse_if(seen is not None, "这份鉴定表已经不在了，请刷新页面核对。", Stale)
    sentence = why_not(current, kind, _figures(current, on), on)
    refuse_if(sentence, sentence, DomainError)
    sheet = Appraisal(posting=current, kind=AppraisalKind(kind), changed_by=actor)
    step = permit(sheet, verb, sides)
    sheet.summary, sheet.state = summary, AppraisalState(step.to)
    sheet.save(force_insert=True)
    _log(Action.CREATE, actor, sheet, {verb.label: ["", sheet.get_state_display()]})
    return sheet


def _was_handed_in(sheet: Appraisal, actor: User, summary: str) -> bool:
    """By the first of two clicks."""
    return (
        sheet.state == AppraisalState.HOST
        and sheet.summary == summary
        and sheet.changed_by_id == actor.pk
        and not sheet.returned
    )


def _locked(actor: User, appraisal: Appraisal, seen: int, verb: Verb) -> tuple[Appraisal, Any]:
    rows = Appraisal.objects.select_for_update(of=("self",), no_key=True)
    sheet = rows.select_related(
        "posting__cadre", "posting__unit", "posting__sending_unit", "changed_by"
    ).get(pk=appraisal.pk)
    refuse_if(sheet.version != seen, sheet.stale_sentence(), Stale)
    return sheet, permit(sheet, verb, sides_of(sheet.posting, actor))


def _advance(
    actor: User,
    sheet: Appraisal,
    seen: int | None,
    to: str,
    values: dict[str, Any],
    verb: Verb,
    on: date,
) -> Appraisal:
    values = {"returned": ""} | values
    before = sheet.get_state_display()
    told = changes({name: getattr(sheet, name) for name in values}, values)
    posting = sheet.posting
    sheet.change(actor=actor, seen=seen, state=to, **values)
    sheet.posting = posting
    detail: dict[str, Any] = {"状态": [before, sheet.get_state_display()]}
    _log(Action.CHANGE, actor, sheet, {verb.label: told} | detail)
    refresh_people([posting.cadre_id], on=on, rules=RULES)
    return sheet


def _figures(posting: Posting, on: date) -> AppraisalFigures:
    return in_force(AppraisalFigures, on, posting.unit)


def _refuse(field: str, sentence: str) -> None:
    if sentence:
        raise ValidationError({field: sentence})


def _log(action: Action, actor: User, sheet: Appraisal, detail: dict[str, Any]) -> None:
    cadre = sheet.posting.cadre
    record(
        action,
        actor=actor,
        subject="cadre",
        target=cadre,
        label=f"{cadre} {sheet.posting.get_kind_display()}{sheet.get_kind_display()}",
        detail=detail | {"接收单位": sheet.posting.unit.short_name},
    )
