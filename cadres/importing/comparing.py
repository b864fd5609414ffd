"""Old and new of every field that a file tells, in words; nothing about what it does not tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from cadres.importing.current import OnFile
from cadres.importing.fields import ID_NUMBER, ORDER, PHOTO, STAY, words
from cadres.importing.models import Outcome
from cadres.importing.photos import is_same_photo
from cadres.importing.staged import Staged
from cadres.importing.units import UnitFinder
from cadres.people.services.rows import in_order
from cadres.people.wording import major_in_words

KINDS = ("fulltime", "inservice")
NOT_LISTED = "不在名册上，又没有写入库时间，这一项没有写入；要入库请补上入库时间。"


def asked_of(rows: Iterable[Staged]) -> set[str]:
    """What has to be read of the people: résumé, family, texts and stays only where told."""
    asked: set[str] = set()
    for row in rows:
        told = row.told
        asked |= {"resume"} if told.resume is not None else set()
        asked |= {"family"} if told.family is not None else set()
        asked |= {"stay"} if told.stay else set()
        asked |= told.texts.keys()
    return asked


def compare(rows: Sequence[Staged], people: Mapping[int, OnFile], units: UnitFinder) -> None:
    """Find what would change for rows whose person is on file."""
    names = {pk: place.short_name for pk, place in units.places.items()}
    for row in rows:
        now = people[row.cadre]
        row.version = now.version
        settle_minima(row, now.facts)
        row.changes = differences(row, now, names)
        row.action = Outcome.UPDATE if row.changes else Outcome.SAME


def settle_minima(row: Staged, facts: Mapping[str, Any]) -> None:
    """What the file says to be so much at least is told where it is less on file."""
    for name, least in row.told.at_least.items():
        if facts[name] < least:
            row.told.values[name] = least


def differences(row: Staged, now: OnFile, units: Mapping[int, str]) -> dict[str, list[str]]:
    """Old and new in words, by field, in the order of the form."""
    told = row.told
    found: dict[str, list[str]] = {}
    settled = {field for kind in KINDS for field in same_school(kind, told.values, now.facts)}
    for name, value in told.values.items():
        if name == ID_NUMBER:
            if row.id_hash != now.id_hash:
                found[name] = [now.id_masked, row.id_masked]
        elif name not in settled and name in now.facts and now.facts[name] != value:
            found[name] = [words(name, now.facts[name], units), words(name, value, units)]
    if row.place and row.place.pk != now.facts["unit"]:
        found["unit"] = [units.get(now.facts["unit"], ""), row.place.short_name]
    if told.resume is not None:
        found |= _of_resume(row, now)
    if told.family is not None and list(told.family) != now.family:
        found["family"] = [words("family", now.family), words("family", told.family)]
    for name, value in told.texts.items():
        is_composed = name == "rewards" and not now.texts.get(name) and value in now.conduct
        is_composed |= name == "assessments" and bool(value) and value == now.assessed
        if not is_composed and (now.texts.get(name) or None) != (value or None):
            found[name] = [words(name, now.texts.get(name)), words(name, value)]
    if told.photo and not is_same_photo(told.photo, now.photo):
        found[PHOTO] = ["有照片" if now.photo else "", "新照片"]
    found |= _of_stay(row, now)
    return dict(sorted(found.items(), key=lambda item: ORDER.get(item[0], len(ORDER))))


def same_school(kind: str, told: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """School and major of a kind, where both ways of parting them print the same words."""
    school, major = f"{kind}_school", f"{kind}_major"
    if school not in told and major not in told:
        return ()
    new = told.get(school, now[school]) + major_in_words(told.get(major, now[major]))
    return (school, major) if new == now[school] + major_in_words(now[major]) else ()


def _of_resume(row: Staged, now: OnFile) -> dict[str, list[str]]:
    """Old and new text; a text has no kinds, so that lines keep those they have on file."""
    kinds = {(line.since, line.until, line.text): line.kind for line in now.resume}
    told = [
        replace(line, kind=kinds.get((line.since, line.until, line.text), line.kind))
        for line in in_order(row.told.resume)
    ]
    row.told.resume = told
    if told == now.resume:
        return {}
    old, new = words("resume", now.resume), words("resume", told)
    return {"resume": [old, new]} if old != new else {}


def _of_stay(row: Staged, now: OnFile) -> dict[str, list[str]]:
    """What changes of the stay; a day of entry that differs from the roster's stays as it is."""
    told = row.told.stay
    entered: date | None = told.get("entered_on")
    if not told:
        return {}
    if now.stay is None:
        if entered is None:
            for name in told:
                row.warn(name, words(name, told[name]), NOT_LISTED)
            return {}
        return {name: ["", words(name, told[name])] for name in STAY if told.get(name)}
    if entered and entered != now.stay.entered_on:
        row.warn(
            "entered_on",
            entered,
            f"名册上的入库时间是 {now.stay.entered_on}，导入不改入库时间；确需更正请在名册里办理。",
        )
    return {
        name: [words(name, old), words(name, told[name])]
        for name in STAY[1:]
        if name in told and told[name] != (old := getattr(now.stay, name))
    }
