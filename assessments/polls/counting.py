"""The count: one statement over the sheets, and the result that is made of its sums.

The result (JSON) has `poll`, `settings`, `turnout` by category, `groups`, and `people`: each with
`groups` and `total`, whose cells are numbers of votes, and `weighted`, percentages of the groups by
their weights. `base` is what a rate is of: 弃权 is in it where the settings say so. Where a group
has too few valid opinions, the person's groups all read `too_few` and there is no `weighted`;
where the total has, it reads `too_few` as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import connection

from assessments.polls.choices import Aspect, Fit, Level, Overall
from assessments.polls.grouping import Group, groups_of
from assessments.polls.models import Poll, PollSubject
from assessments.polls.rates import weighted
from assessments.polls.tearing import WHOLE

FORMAT: Final = 1
# What is asked, in the order of the statement's columns; a sheet that is spoiled answers no more
# than that.
QUESTIONS: Final = ("overall", *map(str, Aspect), "fit")
# Cells of a tally: (question, mark).
CELLS: Final = (
    *(("overall", mark) for mark in Overall.values),
    *((str(aspect), mark) for aspect in Aspect for mark in Level.values),
    *(("fit", mark) for mark in Fit.values),
)
_VALID: Final = f"overall IN {tuple(map(str, Overall.values))}"
_READ: Final = ", ".join(
    f"CASE WHEN {_VALID} THEN substr(aspects, {place}, 1) END AS {aspect}"
    for place, aspect in enumerate(Aspect.values, start=1)
)
_SETS: Final = ", ".join(f'(subject_id, "group", {name})' for name in QUESTIONS)
# One pass, in which every question is counted for itself.
STATEMENT: Final = f"""
SELECT subject_id, "group", grouping({", ".join(QUESTIONS)}), {", ".join(QUESTIONS)}, count(*)
FROM (
    SELECT subject_id, "group", overall, {_READ}, CASE WHEN {_VALID} THEN fit END AS fit
    FROM assessments_sheet
    WHERE subject_id IN (SELECT id FROM assessments_pollsubject WHERE poll_id = %s)
) sheets
GROUP BY GROUPING SETS ({_SETS})
"""  # noqa: S608 - made of constants
# By the number that `grouping` gives for the set of one question: its bit alone is not set.
_ASKED: Final = {
    (1 << len(QUESTIONS)) - 1 - (1 << (len(QUESTIONS) - 1 - place)): place
    for place in range(len(QUESTIONS))
}

Tally = dict[str, Any]


def tallies(poll: Poll) -> dict[int, dict[int, Tally]]:
    """What lies in the sheets, by subject and group. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [poll.pk])
        rows = cursor.fetchall()
    found: dict[int, dict[int, Tally]] = {}
    for subject, group, asked, *marks, number in rows:
        tally = found.setdefault(subject, {}).setdefault(group, _empty())
        place = _ASKED[asked]
        question, mark = QUESTIONS[place], marks[place]
        if mark in (row := _row(tally, question)):
            row[mark] = number
        if question == "overall":
            tally["returned"] += number
            tally["valid" if mark in row else "invalid"] += number
    return found


def result_of(poll: Poll, turnout: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The result of a poll whose sheets are written; `turnout` is not in them."""
    groups = groups_of(turnout, poll.min_group)
    found = tallies(poll)
    people = poll.subjects.select_related("cadre").order_by("position")
    return {
        "format": FORMAT,
        "poll": {
            "id": poll.pk,
            "title": poll.title,
            "unit": poll.unit.name,
            "year": poll.year,
            "opened_on": str(poll.opened_on),
            "closed_on": str(poll.closed_on),
        },
        "settings": {
            "min_group": poll.min_group,
            "abstain_counts": poll.abstain_counts,
            "asks_fit": poll.asks_fit,
            "takes_words": poll.takes_words,
        },
        "turnout": [dict(row) for row in turnout],
        "groups": [
            {
                "number": group.number,
                "categories": list(group.categories),
                "weight": group.weight,
                "label": group.label,
            }
            for group in groups
        ],
        "people": [_person(poll, one, groups, found.get(one.pk, {})) for one in people],
    }


def recounted(poll: Poll) -> dict[str, Any]:
    """The result once more from what is kept: equal to the sealed one unless something was changed.

    Names and settings come from the sealed result's own rows where these may change: a person who
    is renamed later does not break the seal.
    """
    sealed = poll.result or {}
    again = result_of(poll, sealed.get("turnout", []))
    again["poll"] = sealed.get("poll")
    names = {row["subject"]: row["name"] for row in sealed.get("people", [])}
    for row in again["people"]:
        row["name"] = names.get(row["subject"], row["name"])
    return again


def canonical(result: Mapping[str, Any]) -> bytes:
    """The bytes that are sealed: JSON with sorted keys, without blanks, UTF-8."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest_of(result: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes."""
    return hashlib.sha256(canonical(result)).hexdigest()


def _person(
    poll: Poll, subject: PollSubject, groups: Sequence[Group], found: Mapping[int, Tally]
) -> dict[str, Any]:
    """One person's part of the result, from the tallies of his sheets by group."""
    person = {
        "subject": subject.pk,
        "cadre": subject.cadre_id,
        "name": subject.cadre.name,
        "title": subject.title,
        "groups": [{"group": group.number, "too_few": True} for group in groups],
        "total": {"too_few": True},
        "weighted": None,
    }
    if not found:
        return person
    person["total"] = _based(_sum(found.values()), poll.abstain_counts)
    if WHOLE in found:
        return person
    parts = [
        (group, _based(found[group.number], poll.abstain_counts))
        for group in groups
        if group.number in found
    ]
    person["groups"] = [{"group": group.number} | tally for group, tally in parts]
    person["weighted"] = _weighted([(group.weight, tally) for group, tally in parts])
    return person


def _empty() -> Tally:
    return {
        "returned": 0,
        "valid": 0,
        "invalid": 0,
        "overall": dict.fromkeys(Overall.values, 0),
        "aspects": {str(aspect): dict.fromkeys(Level.values, 0) for aspect in Aspect},
        "fit": dict.fromkeys(Fit.values, 0),
    }


def _row(tally: Tally, question: str) -> dict[str, int]:
    return tally["aspects"][question] if question in tally["aspects"] else tally[question]


def _sum(parts: Iterable[Tally]) -> Tally:
    total = _empty()
    for part in parts:
        for name in ("returned", "valid", "invalid"):
            total[name] += part[name]
        for question, mark in CELLS:
            _row(total, question)[mark] += _row(part, question)[mark]
    return total


def _based(tally: Tally, abstain_counts: bool) -> Tally:
    """With what its rates are of."""

    def base(marks: Mapping[str, int], abstain: str) -> int:
        return sum(marks.values()) - (0 if abstain_counts else marks[abstain])

    bases: dict[str, Any] = {
        "overall": base(tally["overall"], Overall.ABSTAIN),
        "aspects": {name: sum(marks.values()) for name, marks in tally["aspects"].items()},
        "fit": base(tally["fit"], Fit.ABSTAIN),
    }
    return tally | {"base": bases}


def _weighted(parts: Sequence[tuple[int, Tally]]) -> dict[str, Any]:
    """Percentages as text, two decimals; None where there is no base."""

    def rates(marks: Iterable[str], read: Callable[[Tally], tuple[Mapping[str, int], int]]) -> dict:
        found = {}
        for mark in marks:
            rows = [(weight, *read(tally)) for weight, tally in parts]
            value = weighted((weight, votes[mark], base) for weight, votes, base in rows)
            found[mark] = None if value is None else str(value)
        return found

    return {
        "overall": rates(Overall.values, lambda one: (one["overall"], one["base"]["overall"])),
        "aspects": {
            str(name): rates(
                Level.values,
                lambda one, name=name: (one["aspects"][name], one["base"]["aspects"][name]),
            )
            for name in map(str, Aspect)
        },
        "fit": rates(Fit.values, lambda one: (one["fit"], one["base"]["fit"])),
    }
