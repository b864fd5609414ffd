"""Correcting what was entered of a posting; other people and other units are another posting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from django.db import models, transaction

from core.audit.models import Action
from core.audit.services import changes
from core.errors import DomainError, refuse_if
from rotation.choices import HELD, EndReason
from rotation.postings.effects import Elsewhere, File, diff
from rotation.postings.guards.orders import refusals
from rotation.postings.known import Known
from rotation.postings.models import Posting
from rotation.postings.orders import Order
from rotation.postings.services import sending_out, taking_up
from rotation.postings.services.ending import ended_file
from rotation.postings.services.taking_back import without
from rotation.postings.services.writing import clean, log, opened_as, refuse, settle, write_files

CORRECTABLE = (
    *("title", "level", "seat", "is_leading", "acting", "since", "until", "position", "document"),
    *("duties", "treatment", "allowance", "days", "grassroots", "over_quota_reason", "noted"),
)
ON_FILE = frozenset({"title", "level", "since", "noted"})
LATER = (
    "后来的任职或更改以它为准，职务、层次和起始日期不能在这里更正；"
    "请先撤回后来的任职，或只更正其他各项，简历直接更正。"
)


@transaction.atomic
def correct(*, actor: Any, posting: Posting, seen: int, on: date, **values: Any) -> Posting:
    """Write other values of CORRECTABLE fields; the file follows where it speaks of them.

    Raises ValidationError by field, NotAllowed, Stale, and Elsewhere when the file says something
    else by now.
    """
    known, current = opened_as(actor, posting, on, seen)
    refuse_if(set(values) - set(CORRECTABLE), "干部、类别和单位不能更正，录错了请撤回重新登记。")
    refuse_if(current.ended_on == current.since, "这条已撤回，不能更正，请重新登记。")
    told = changes({name: getattr(current, name) for name in values}, values)
    if not told:
        return current
    was_since, was_level = current.since, current.level
    before = known.file(current.cadre_id)
    base = _base(current, before) if ON_FILE & set(told) and _wrote(current) else None
    suffixes = known.suffixes(current.cadre_id, but=current)
    for name, value in values.items():
        setattr(current, name, value)
    order = _order(current)
    _refuse_unit(known, current, was_level)
    with_order = Known(actor=actor, people=list(known.people.values()), on=on, orders=[order])
    refuse(list(refusals(order, with_order, but=current)) + clean(current), alone=True)
    former = dict(current.former or {})
    if current.since < was_since:
        _move_the_one_before(actor, former, was_since, current.since)
    if base is not None:
        after, former = _anew(current, base, former, suffixes)
        write_files(known, {current.cadre_id: (before, after)})
        values = values | {"former": former, "line": current.line}
    current.change(actor=actor, seen=seen, **values)
    if current.since > was_since:
        _move_the_one_before(actor, former, was_since, current.since)
    labels = {_label(name): texts for name, texts in told.items()}
    log(actor, Action.CHANGE, [(current, {"更正": labels})])
    settle([current.cadre_id], on)
    return current


def _wrote(posting: Posting) -> bool:
    """Whether it wrote its beginning; what was entered out of a file did not."""
    return posting.former is not None and "start" in posting.former


def _base(posting: Posting, file: File) -> File:
    """The file before the posting."""
    try:
        return without(posting, file)
    except Elsewhere as refused:
        raise Elsewhere(LATER) from refused


def _anew(
    posting: Posting, base: File, former: dict[str, Any], suffixes: list[str]
) -> tuple[File, dict[str, Any]]:
    """The file with the posting as it is now, and what it did to it."""
    is_written = bool(posting.line)
    if posting.kind in HELD:
        after = taking_up.applied(posting, base, suffixes if posting.is_main else [])
    else:
        after = sending_out.applied(posting, base)
    if not is_written:  # no line spoke of it: a correction writes none
        posting.line, after = "", replace(after, lines=base.lines)
    former = former | {"start": diff(base, after)}
    if "end" in former and posting.ended_on is not None:
        ended = ended_file(posting, after, posting.ended_on)
        former["end"] = diff(after, ended)
        after = ended
    return after, former


def _label(name: str) -> str:
    return str(cast("models.Field", Posting._meta.get_field(name)).verbose_name)


def _order(posting: Posting) -> Order:
    """What would have been ordered."""
    return Order(
        cadre=posting.cadre_id,
        kind=posting.kind,
        unit=posting.unit_id,
        title=posting.title,
        since=posting.since,
        level=posting.level,
        seat=posting.seat,
        is_leading=posting.is_leading,
        is_main=posting.is_main,
        acting=posting.acting,
        until=posting.until,
        sending_unit=posting.sending_unit_id,
        position=posting.position_id,
        over_quota_reason=posting.over_quota_reason,
        ended_on=posting.ended_on,
        end_reason=posting.end_reason,
    )


def _refuse_unit(known: Known, posting: Posting, was_level: str) -> None:
    """A unit corrects what it entered, not the level."""
    if posting.cadre_id not in known.kept and posting.level != was_level:
        raise DomainError("职务层次由组织部门更正，您可以更正其他各项。")


def _move_the_one_before(actor: Any, former: dict[str, Any], was: date, since: date) -> None:
    """The main post that this one ended ends on the other day."""
    for one in Posting.objects.filter(pk__in=former.get("ended", [])).select_for_update():
        if one.ended_on == was and one.end_reason == EndReason.MOVED:
            if one.since >= since:
                raise DomainError(f"前一任职 {one.since} 才开始，起始日期 {since} 要晚于这一天。")
            one.change(actor=actor, seen=None, ended_on=since)
