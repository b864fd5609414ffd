"""Whom clause 3.1.3 asks to be moved on a day, and why: for proposals of the rotation plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.db import connection

from policy.duties.rule import DutyRule
from policy.duties.written import of_people
from policy.parameters.figures import in_regions
from rotation.choices import MoveKind
from rotation.meter import cases, duties
from rotation.meter.duties import values
from rotation.meter.why import facts, known_of

# The rules that ask for a move, with the movement that each asks for, as people read them.
ASKED: Final[dict[str, tuple[DutyRule, MoveKind, str]]] = {
    "rotation.internal": (duties.ROTATE_INTERNAL, MoveKind.INTERNAL, cases.INTERNAL),
    "rotation.exchange": (duties.EXCHANGE, MoveKind.EXCHANGE, cases.EXCHANGE),
    "rotation.principal": (duties.PRINCIPAL, MoveKind.PRINCIPAL, cases.PRINCIPAL),
    "rotation.down": (duties.DOWN, MoveKind.DOWN, cases.DOWN),
}
OWED: Final = """
SELECT c.subject, c.period, u.path FROM ({rows}) AS c JOIN core_unit u ON u.id = c.unit
WHERE c.opened <= %(on)s AND (c.ended IS NULL OR c.ended > %(on)s)
    AND (c.done IS NULL OR c.done > %(on)s) AND c.subject = ANY(%(subjects)s)
ORDER BY c.subject, c.opened
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one person should be moved: the rule, the movement, the rule in words, and his facts."""

    rule: str
    kind: MoveKind
    sentence: str
    facts: list[str] = field(default_factory=list)


def reasons_for(cadres: Collection[int], on: date) -> dict[int, list[Reason]]:
    """The reasons of each of these people that stand on the day; nobody without one is in it.

    `cadres` are keys of people whom the caller may see. The number of statements does not depend
    on how many there are. Raises Missing for a figure that nobody has set.
    """
    people = sorted(set(cadres))
    if not people:
        return {}
    owed = {name: _owed(rule, text, people, on) for name, (rule, _kind, text) in ASKED.items()}
    known = known_of({pk for rows in owed.values() for pk, _period, _sentence in rows}, on)
    found: dict[int, list[Reason]] = defaultdict(list)
    for name, (_rule, kind, _text) in ASKED.items():
        for pk, period, sentence in owed[name]:
            if all(reason.rule != name for reason in found[pk]):
                found[pk].append(Reason(name, kind, sentence, facts(name, period, known[pk])))
    return dict(found)


def _owed(rule: DutyRule, text: str, people: list[int], on: date) -> list[tuple[int, str, str]]:
    """Whom the rule asks about on the day, the key of what it asks, and its sentence there."""
    sql = OWED.format(rows=of_people(text))
    rows: list[tuple[int, str, str]] = []
    with connection.cursor() as cursor:
        for region in in_regions(rule.figures, on):
            # Facts of the day, whatever day duties count from.
            figures = replace(region.figures, since=date.min)
            sentence = rule.sentence.format(**values(figures))
            cursor.execute(sql, values(figures) | {"on": on, "subjects": people})
            rows += [
                (subject, period, sentence)
                for subject, period, path in cursor.fetchall()
                if path.startswith(region.path)
                and not any(path.startswith(own) for own in region.without)
            ]
    return rows
