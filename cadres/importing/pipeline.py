"""From what files tell to what they would do: the steps of checking a batch, in order."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cadres.approval.composing import assessed_texts
from cadres.exchange.conduct_text import composed
from cadres.exchange.told import Told
from cadres.exporting.system import system
from cadres.importing.checking import check_alone, check_people
from cadres.importing.comparing import asked_of, compare
from cadres.importing.current import OnFile, on_file
from cadres.importing.matching import match
from cadres.importing.models import Outcome
from cadres.importing.placing import place
from cadres.importing.rules import check_rules
from cadres.importing.staged import Staged
from cadres.importing.units import UnitFinder
from cadres.people.guards import clean_name
from cadres.roster.many import own_lists
from core.units.models import Unit

Watch = Callable[[str], None]
_ODD = re.compile("[\0\ud800-\udfff]")


def checked(
    told: Iterable[Told],
    *,
    actor: Any,
    unit: Unit | None,
    on: date,
    watch: Watch = lambda step: None,
) -> list[Staged]:
    """Everybody told of, with action, changes, warnings and errors; nothing is written.

    `unit` is where new people belong whose file says no unit. `actor` None is the system. `watch`
    hears which step begins.
    """
    rows = [Staged(told=tidy(one), number=number) for number, one in enumerate(told, start=1)]
    watch("正在查找对应的人")
    check_alone(rows)
    match(actor, rows)
    watch("正在比较")
    people = examine(rows, actor=actor, unit=unit, on=on)
    watch("正在校核")
    check_rules(rows, people, on)
    for row in rows:
        if not row.told.is_sound:
            row.action, row.candidates = Outcome.ERROR, []
        row.told.remarks = list(dict.fromkeys(row.told.remarks))
    return rows


def examine(rows: list[Staged], *, actor: Any, unit: Unit | None, on: date) -> dict[int, OnFile]:
    """Units, differences and guards of rows whose person is known, or known to be new.

    Returns those on file, by key.
    """
    units = UnitFinder(actor)
    found = [row for row in rows if row.cadre and row.is_examined]
    people = on_file({row.cadre for row in found}, asked=asked_of(found))
    _compose(found, people, actor=actor, on=on)
    place(rows, units, units.places.get(unit.pk) if unit else None, people)
    compare(found, people, units)
    check_people(rows, people, on, own_lists(actor))
    return people


def _compose(rows: Iterable[Staged], people: Mapping[int, OnFile], *, actor: Any, on: date) -> None:
    """What forms of ours say of those who are told a text: of conduct, if they have none of their
    own; of their years.
    """
    told = {row.cadre for row in rows if row.told.texts.get("assessments")}
    for pk, text in assessed_texts(told, on).items():
        people[pk].assessed = text
    keys = {
        row.cadre
        for row in rows
        if row.told.texts.get("rewards") and not people[row.cadre].texts.get("rewards")
    }
    if keys:
        for pk, texts in composed(keys, actor or system(), on).items():
            people[pk].conduct = texts


def tidy(told: Told) -> Told:
    """Names as they are kept; texts without what a database cannot hold."""
    if name := told.values.get("name"):
        told.values["name"] = clean_name(name)
    for values in (told.values, told.texts):
        if _ODD.search("".join([value for value in values.values() if isinstance(value, str)])):
            values.update({k: _plain(v) for k, v in values.items() if isinstance(v, str)})
    if told.resume is not None:
        told.resume = [replace(line, text=_plain(line.text)) for line in told.resume]
    if told.family is not None:
        told.family = [
            member._replace(**{
                key: _plain(value)
                for key, value in member._asdict().items()
                if isinstance(value, str)
            })
            for member in told.family
        ]  # fmt: skip
    return told


def _plain(text: str) -> str:
    """A text without NUL and halves of surrogate pairs."""
    if not text or not _ODD.search(text):
        return text
    return _ODD.sub("", text)
