"""Running rules: what they find in files, row by row, one statement a pass."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import compress
from operator import or_
from typing import Any, Final, NamedTuple, cast

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from cadres.checks.files import Files
from cadres.checks.rule import Condition, Rows, Rule
from cadres.people.models import Cadre
from cadres.people.wording import said
from core.months import dotted, span_text

CHUNK: Final = 2_000  # rows fetched at a time


class Spot(NamedTuple):
    """Which row of a file: the columns that say so, and how it is said."""

    columns: tuple[str, ...]
    say: Any


# A line of a résumé or a member has no lasting key: rows are written anew as a whole.
SPOTS: Final = {
    Rows.RESUME: Spot(("since", "until"), span_text),
    Rows.FAMILY: Spot(("relation", "name"), lambda relation, name: f"{relation} {name}".strip()),
    Rows.REWARDS: Spot(("decided_on", "name"), lambda day, name: f"{day} {name}"),
    Rows.DISCIPLINE: Spot(("decided_on", "measure"), lambda day, measure: f"{day} {measure}"),
}
NOWHERE: Final = Spot((), lambda: "")


@dataclass(frozen=True, slots=True)
class Found:
    """A rule broken by one person: `cadre` is his key, `spot` the row where there are several.

    `suggestion` is what the field should say, as text: a code, an ISO day, "" to leave it empty,
    None where nothing is suggested.
    """

    cadre: int
    rule: Rule
    spot: str
    value: str
    sentence: str
    suggestion: str | None

    @property
    def field(self) -> str:
        """The column that is to be mended."""
        return self.rule.field

    @property
    def is_error(self) -> bool:
        """An error; a warning otherwise."""
        return self.rule.is_error


def findings(rules: Iterable[Rule], files: Files) -> Iterator[Found]:
    """What the rules find in the files: a statement for each pass."""
    for one in passes(rules):
        yield from found_in(one, files)


def passes(rules: Iterable[Rule]) -> list[tuple[Rule, ...]]:
    """Rules that are asked together, by one statement: conditions on the rows of one table.

    Those that keep some rows by looking at each are apart: many rows come to them.
    """
    together: dict[object, list[Rule]] = {}
    for rule in rules:
        is_plain = isinstance(rule.wrong, Condition)
        together.setdefault((rule.rows, bool(rule.keep)) if is_plain else rule, []).append(rule)
    return [tuple(some) for some in together.values()]


def found_in(rules: Sequence[Rule], files: Files) -> Iterator[Found]:
    """What the rules of one pass find."""
    first = rules[0]
    rows = getattr(files, first.rows)
    asked = [rule.wrong.on_day(files.on) for rule in rules if isinstance(rule.wrong, Condition)]
    hits: list[str] = []
    if len(rules) > 1:
        rows, hits = _marked(rows, asked)
    else:
        rows = first.wrong(rows, files.on)
    spot = SPOTS.get(first.rows, NOWHERE)
    key = "pk" if first.rows == Rows.PEOPLE else "cadre_id"
    shown = dict.fromkeys(path for rule in rules for path in rule.shown)
    columns = list(dict.fromkeys((key, *spot.columns, *hits, *shown)))
    place = {column: number for number, column in enumerate(columns)}
    wanted = [(rule, [place[path] for path in rule.shown]) for rule in rules]
    first_mark = place[hits[0]] if hits else place[key]  # the marks stand beside each other
    marks = slice(first_mark, first_mark + len(rules))
    spots = [place[column] for column in spot.columns]
    for row in _tuples(rows, columns, many=files.many):
        for rule, places in compress(wanted, row[marks]):
            told = [row[number] for number in places]
            if rule.keep is None or rule.keep(*told):
                where = spot.say(*(row[number] for number in spots))
                yield _found(rule, row[0], where, told)


def _marked(rows: QuerySet, conditions: Sequence[Q]) -> tuple[QuerySet, list[str]]:
    """The rows that meet any of the conditions, each with a mark for those that it meets."""
    marks = {
        f"hit_{number}": ExpressionWrapper(condition, BooleanField())
        for number, condition in enumerate(conditions)
    }
    return rows.annotate(**marks).filter(reduce(or_, conditions)), list(marks)


def _tuples(rows: QuerySet, columns: Sequence[str], *, many: bool) -> Iterable[tuple[Any, ...]]:
    values = rows.values_list(*columns)
    return values.iterator(chunk_size=CHUNK) if many else values


def _found(rule: Rule, cadre: int, spot: str, told: Sequence[Any]) -> Found:
    return Found(
        cadre=cadre,
        rule=rule,
        spot=spot,
        value=_value(rule, told),
        sentence=rule.say(*told),
        suggestion=rule.suggest(*told) if rule.suggest else None,
    )


def _value(rule: Rule, shown: Sequence[Any]) -> str:
    """What the file says, in words."""
    if rule.value is not None:
        return rule.value(*shown)
    first = shown[0] if shown else ""
    if rule.rows == Rows.PEOPLE and rule.shown[:1] == (rule.field,):
        return said(rule.field, first)
    if isinstance(first, date):
        return dotted(first) if first.day == 1 else first.isoformat()
    return "" if first is None else str(first)


def in_words(rule: Rule, suggestion: str | None) -> str:
    """A suggestion as people read it."""
    if suggestion is None or rule.rows != Rows.PEOPLE:
        return suggestion or ""
    column = cast("models.Field", Cadre._meta.get_field(rule.field))
    return said(rule.field, column.to_python(suggestion))
