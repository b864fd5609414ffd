"""What every verb on postings does alike: the file, the log, the duties, the second click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import F

from cadres.people.services import checked
from cadres.people.services.many import Rewritten, rewrite_many
from cadres.roster.models import RosterEntry
from core.audit.models import Action
from core.audit.services import Note, record_many
from core.errors import DomainError, Stale, refuse_if
from core.units.models import Unit
from policy.duties.refreshing import refresh_people
from rotation.postings.effects import FIELDS, File
from rotation.postings.guards.authority import refuse_change
from rotation.postings.known import Known, lock_people
from rotation.postings.models import Posting
from rotation.postings.orders import Order

RULES = (
    "rotation.internal",
    "rotation.exchange",
    "rotation.principal",
    "rotation.down",
    "rotation.posts",
    "frontline.midterm",
    "frontline.appraise",
    "frontline.return",
)
SHOWN = 20  # refusals that one answer repeats


def write_files(known: Known, files: Mapping[int, tuple[File, File]]) -> None:
    """Files as they were and are to be, by person; where the post changes it is checked as ever."""
    written = []
    for key, (before, after) in files.items():
        cadre = known.people[key]
        changed = {k: after.fields[k] for k in FIELDS if after.fields[k] != before.fields[k]}
        if set(changed) - {"title"}:
            _check(known, key, changed)
        written.append(Rewritten(cadre, after.fields, before.lines, after.lines))
    rewrite_many(actor=known.actor, files=written, on=known.on)


def _check(known: Known, key: int, changed: Mapping[str, Any]) -> None:
    values = dict(changed)
    if "unit_id" in values:
        unit = values.pop("unit_id")
        values["unit"] = known.units.get(unit) or Unit.objects.get(pk=unit)
    try:
        checked(actor=known.actor, cadre=known.people[key], on=known.on, **values)
    except ValidationError as refused:
        said = [text for texts in refused.message_dict.values() for text in texts]
        raise DomainError(f"“{known.people[key]}”的档案写不进去：{''.join(said)}") from refused


def settle(people: Iterable[int], on: date) -> None:
    """Duties; and rows of the roster, which tell of postings, count as changed."""
    keys = list(people)
    RosterEntry.objects.filter(cadre__in=keys, left_on=None).update(cadre=F("cadre"))
    refresh_people(keys, on=on, rules=RULES)


def log(actor: Any, action: Action, notes: Iterable[tuple[Posting, dict[str, Any]]]) -> None:
    """In the history of the person, so that his page tells of it."""
    record_many(
        action,
        actor=actor,
        subject="cadre",
        notes=[
            Note(one.cadre_id, f"{one.cadre} {one.get_kind_display()}", detail)
            for one, detail in notes
        ],
    )


def told(posting: Posting) -> dict[str, Any]:
    """A posting in words, for the log."""
    found = {
        "单位": str(posting.unit),
        "职务": posting.title,
        "起始日期": str(posting.since),
        "期满日期": str(posting.until or ""),
        "结束日期": str(posting.ended_on or ""),
        "文号": posting.document,
        "超职数理由": posting.over_quota_reason,
    }
    return {label: text for label, text in found.items() if text}


def refuse(faults: Sequence[tuple[str, str]], *, alone: bool) -> None:
    """At their fields for one order; for many all in one sentence after another."""
    if not faults:
        return
    if alone:
        by_field: dict[str, list[str]] = {}
        for field, sentence in faults:
            by_field.setdefault(field or NON_FIELD_ERRORS, []).append(sentence)
        raise ValidationError(by_field)
    more = f"另有 {len(faults) - SHOWN} 处。" if len(faults) > SHOWN else ""
    raise DomainError("没有办理：" + "".join(said for _, said in faults[:SHOWN]) + more)


def clean(posting: Posting) -> list[tuple[str, str]]:
    """Lengths and choices by the model; what is known already is not asked again."""
    try:
        posting.clean_fields(
            exclude={"cadre", "unit", "sending_unit", "position", "changed_by", "former", "line"}
        )
    except ValidationError as refused:
        return [(field, text) for field, texts in refused.message_dict.items() for text in texts]
    faults = []
    if posting.seat != "other" and not posting.is_leading:
        faults.append(("is_leading", "正职和副职是领导职务，请勾选“领导职务”。"))
    if posting.acting and not posting.is_main:
        faults.append(("acting", "主持工作是主职务的情形，兼任和派出锻炼不能勾选。"))
    if posting.allowance is not None and posting.allowance < 0:
        faults.append(("allowance", "每月补助不能是负数。"))
    return faults


def made_already(orders: Sequence[Order], actor: Any) -> list[Posting] | None:
    """The postings that the very same orders made before (a second click); None if any did not."""
    rows = Posting.objects.real().filter(
        cadre__in={order.cadre for order in orders},
        since__in={order.since for order in orders},
        changed_by=actor,
    )
    by_key = {_key(row): row for row in rows.select_related("cadre", "unit")}
    found = [by_key.get(_asked(order)) for order in orders]
    return None if None in found else found  # type: ignore[return-value]


def _key(row: Posting) -> tuple[Any, ...]:
    what = (row.cadre_id, row.kind, row.unit_id, row.title, row.since, row.until, row.ended_on)
    return (*what, row.position_id, row.document)


def _asked(order: Order) -> tuple[Any, ...]:
    what = (order.cadre, order.kind, order.unit, order.title, order.since, order.until)
    return (*what, order.ended_on, order.position, order.document)


def opened(actor: Any, postings: Sequence[Posting], on: date) -> tuple[Known, list[Posting]]:
    """The people locked, and the postings as they are now, in the order of people."""
    known = Known(actor=actor, people=lock_people({one.cadre_id for one in postings}), on=on)
    rows = Posting.objects.select_for_update(of=("self",)).select_related(
        "cadre__unit", "unit", "sending_unit", "position", "changed_by"
    )
    found = list(rows.filter(pk__in=[one.pk for one in postings]).order_by("cadre_id", "pk"))
    refuse_if(len(found) != len({one.pk for one in postings}), "这条任职已经不在了，请刷新页面。")
    return known, found


def opened_as(actor: Any, posting: Posting, on: date, seen: int) -> tuple[Known, Posting]:
    """One of them, which the actor may change and which is as it was seen; Stale, NotAllowed."""
    known, (current,) = opened(actor, [posting], on)
    refuse_stale(current, known, seen)
    return known, current


def refuse_stale(current: Posting, known: Known, seen: int) -> None:
    """Raises NotAllowed, and Stale for another version."""
    refuse_change(current, known)
    refuse_if(current.version != seen, current.stale_sentence(), Stale)
