"""What is refused in a row before it is written, and what should be looked at (domain §3.6).

The guards are those of the verbs on people. A fault that is on file already, and that the file
does not touch, keeps nobody from importing: it is a warning. Where number and birth month differ
the month of the file stands (档案认定), with a warning too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import models

from cadres.choices import SERVING, HeldBy
from cadres.identity.number import disagreements
from cadres.importing.comparing import KINDS, settle_minima
from cadres.importing.current import OnFile
from cadres.importing.fields import (
    ID_NUMBER,
    PERSON,
    PHOTO,
    REQUIRED,
    STAY,
    codes_of,
    column_of,
    label,
    words,
)
from cadres.importing.models import Outcome
from cadres.importing.photos import photo_fault
from cadres.importing.scrubbing import scrubbed
from cadres.importing.staged import Staged
from cadres.people.guards import (
    RowsRefused,
    person_faults,
    refuse_family,
    refuse_resume,
)
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.people.services.rows import in_order
from cadres.roster.keeping import NOT_YOURS_TO_GIVE
from cadres.roster.reentry import away
from core.errors import DomainError

WHO = ("name", "birth")
# What is measured by one another is not spoken of where part of it could not be read.
SAID_AT: Mapping[str, str] = {
    **dict.fromkeys(("level", "level_since"), "level"),
    **dict.fromkeys(("rank", "rank_since"), "rank"),
    **dict.fromkeys(("party_join", "political_status"), "party"),
    **dict.fromkeys(("second_party", "second_party_join"), "party"),
    **{
        f"{kind}_{what}": kind
        for kind in KINDS
        for what in ("education", "degree", "school", "major")
    },
}
MOST_FIGURE = 32_767
# Of somebody new nothing is taken for granted that the file does not say; a form to be filled in
# begins with what most people are.
UNSAID = {"nation": "", "health": "", "political_status": ""}
OF_ROWS = {"resume": ("text",), "family": ("relation", "name", "politics", "work")}
BLANK: Mapping[str, Any] = {
    name: None
    if isinstance(column := Cadre._meta.get_field(name), models.DateField) or column.is_relation
    else column.get_default()
    for name in PERSON
} | UNSAID


def check_alone(rows: Iterable[Staged]) -> None:
    """What can be said of a row without knowing whose it is: lengths, codes, its photo."""
    for row in rows:
        told, misfits = row.told, []
        for values in (told.values, told.texts, told.stay):
            for name, value in values.items():
                if value and name != ID_NUMBER and (sentence := _misfit(name, value)):
                    row.refuse(name, words(name, value)[:60], sentence)
                    misfits.append((values, name))
        for values, name in misfits:
            if name != "name":  # by which the row is called
                del values[name]
        for rows_name, model in (("resume", ResumeLine), ("family", FamilyMember)):
            for sentence in _too_long(rows_name, getattr(told, rows_name) or (), model):
                row.refuse(rows_name, "", sentence)
        if told.photo and (sentence := photo_fault(told.photo)):
            row.warn(PHOTO, "", sentence)
            told.photo = None


def check_people(
    rows: Sequence[Staged], people: Mapping[int, OnFile], on: date, lists: Sequence[str]
) -> None:
    """Everything that the verbs would refuse, of who would be written; `lists` are the actor's.

    A row that is in error already is told all the rest as well, as far as it could be read.
    """
    for row in rows:
        if not row.is_examined or row.action == Outcome.SAME:
            continue
        now = people.get(row.cadre or 0)
        if now is None:
            settle_minima(row, BLANK)
        future = future_of(row, now, row.changes)
        spoken = {SAID_AT.get(name, name) for name in row.refused}
        for name, value, sentence in _faults(row, now, row.changes, future, on):
            if SAID_AT.get(name, name) not in spoken:
                row.refuse(name, value, sentence)
        for name, value, sentence in _stay_faults(row, now, future, on, lists):
            row.refuse(name, value, sentence)
        _remark(row, now, future)


def faults_of(
    row: Staged, now: OnFile | None, taken: Iterable[str], on: date
) -> Iterator[tuple[str, str, str]]:
    """Field, value and sentence of all that stands against writing these fields of a row."""
    return _faults(row, now, taken, future_of(row, now, taken), on)


def _faults(
    row: Staged, now: OnFile | None, taken: Iterable[str], future: Mapping[str, Any], on: date
) -> Iterator[tuple[str, str, str]]:
    if now is None:
        asked = REQUIRED if row.action == Outcome.CREATE else WHO
        for name in asked:
            if future[name] in (None, ""):
                yield name, "", "没有填写，请补上。"
    before = person_faults(now.facts, on) if now else {}
    for name, sentences in person_faults(future, on).items():
        if before.get(name) != sentences:
            sentence = sentences[0]
            if name == "name":  # a number that slipped into it is cut short there, and not masked
                sentence = sentence.replace(future[name][:20], scrubbed(future[name])[:20])
            yield name, words(name, future.get(name)), sentence
    told = row.told
    try:
        if told.resume is not None and (
            future["birth"] and (now is None or "resume" in taken or "birth" in taken)
        ):
            refuse_resume(in_order(told.resume), birth=future["birth"], on=on)
        if told.family is not None and (now is None or "family" in taken):
            refuse_family(told.family, on)
    except RowsRefused as refused:
        which = "family" if any("relation" in fields for fields in refused.rows.values()) else ""
        name = which or ("resume" if told.resume is not None else "family")
        for sentences in refused.fields.values():
            yield name, "", sentences[0]
    except DomainError as refused:
        yield "resume" if "简历" in str(refused) else "family", "", str(refused)


def future_of(row: Staged, now: OnFile | None, taken: Iterable[str]) -> dict[str, Any]:
    """The facts as they will be; of somebody new all that is told."""
    told = row.told.values
    names, facts = told.keys() & BLANK.keys(), BLANK
    if now is not None:
        names, facts = names.intersection(taken), now.facts
    future = facts | {name: told[name] for name in names}
    if row.place and (now is None or "unit" in taken):
        future["unit"] = row.place.pk
    return future


def _remark(row: Staged, now: OnFile | None, future: Mapping[str, Any]) -> None:
    is_told = future["birth"] and future["gender"]
    if (
        is_told
        and row.id_hash
        and (now is None or {ID_NUMBER, "birth", "gender"} & row.changes.keys())
    ):
        for sentence in disagreements(row.number_told, future["birth"], future["gender"]):
            row.warn(ID_NUMBER, row.id_masked, sentence)


def _stay_faults(
    row: Staged, now: OnFile | None, future: Mapping[str, Any], on: date, lists: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """The roster's own rules: its day, whose list it is, and that only who serves is on it."""
    told = row.told.stay
    entered = told.get("entered_on")
    admitted = entered and (now is None or now.stay is None)
    changed = admitted or set(STAY) & row.changes.keys()
    if not changed:
        return
    held_by = told.get("held_by") or (now.stay.held_by if now and now.stay else lists[0])
    if held_by not in lists or (now and now.stay and now.stay.held_by not in lists):
        yield "held_by", str(HeldBy(held_by).label), NOT_YOURS_TO_GIVE
    if admitted and entered > on:
        yield "entered_on", str(entered), "入库时间还没有到，请在当天或以后登记。"
    if admitted and future["status"] != SERVING:
        yield "entered_on", str(entered), "不是现职人员，不能入库。"
    if admitted and now and (kept_away := away(now.released, entered)):
        yield "entered_on", str(entered), f"该同志{kept_away}。"


def _misfit(name: str, value: Any) -> str:
    """What the column would refuse of a value."""
    codes, longest, is_figure = _limits(name)
    if codes and value not in codes:
        return f"“{str(value)[:20]}”不在{label(name)}的代码表中，请从模板的下拉表中选择。"
    if longest and len(str(value)) > longest:
        return f"{label(name)}有 {len(value)} 个字，最多 {longest} 个，请缩短。"
    if is_figure and not 0 <= value <= MOST_FIGURE:
        return f"{label(name)}“{value}”超出范围，请改正。"
    return ""


@cache
def _limits(name: str) -> tuple[Mapping[Any, str], int | None, bool]:
    """The codes, the greatest length, and whether it is a number, of a field."""
    column = column_of(name)
    if column is None or name in ("unit", "unknown"):
        return {}, None, False
    return (
        codes_of(name),
        getattr(column, "max_length", None),
        isinstance(column, models.PositiveSmallIntegerField),
    )


def _too_long(name: str, rows: Sequence[Any], model: type[models.Model]) -> Iterator[str]:
    for place, item in enumerate(rows, start=1):
        for field in OF_ROWS[name]:
            column = model._meta.get_field(field)
            if len(getattr(item, field)) > column.max_length:
                yield (
                    f"{label(name)}第 {place} 行的{column.verbose_name}有 "
                    f"{len(getattr(item, field))} 个字，最多 {column.max_length} 个，请缩短。"
                )
