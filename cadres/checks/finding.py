"""Running rules: what they find in files, row by row, one statement a pass."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from itertools import compress
from operator import or_
from typing import Any, Final, NamedTuple, cast

from django.db import connection, models
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from cadres.checks.files import Files
from cadres.checks.rule import Condition, Rows, Rule
from cadres.people.models import Cadre
from cadres.people.wording import said
from core.months import dotted, span_text

CHUNK: Final = 2_000  # rows fetched at a time
ANYBODY: Final = -7_320_000_001  # a key that no row has


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
    asked, rows = _answers(tuple(rules), files)
    for row in rows:
        for rule, places in compress(asked.wanted, row[asked.marks]):
            told = [row[number] for number in places]
            if rule.keep is None or rule.keep(*told):
                where = asked.say(*(row[number] for number in asked.spots))
                yield _found(rule, row[0], where, told)


class Pass(NamedTuple):
    """The rows of a pass as tuples, the key first, and where in them stands what.

    `wanted` are the rules with the places of what they show; `marks` say which rules a row meets.
    """

    values: QuerySet
    wanted: list[tuple[Rule, list[int]]]
    marks: slice
    spots: list[int]
    say: Any


class Kept(NamedTuple):
    """A pass with its statement, in which `ANYBODY` stands for the key of one person."""

    asked: Pass
    sql: str
    params: tuple[Any, ...]
    compiler: SQLCompiler


def _answers(rules: tuple[Rule, ...], files: Files) -> tuple[Pass, Iterable[Sequence[Any]]]:
    """The pass and its rows."""
    if files.many:  # all rows of everybody: streamed
        asked = _pass(rules, files)
        return asked, asked.values.iterator(chunk_size=CHUNK)
    if files.only is None and not files.is_whole:
        asked = _pass(rules, files)
        return asked, asked.values
    kept = _kept(rules, files.on, is_whole=files.is_whole)
    with connection.cursor() as cursor:
        cursor.execute(kept.sql, [files.only if one == ANYBODY else one for one in kept.params])
        rows = cursor.fetchall()
    return kept.asked, kept.compiler.results_iter(results=[rows], tuple_expected=True)


@lru_cache(maxsize=512)
def _kept(rules: tuple[Rule, ...], on: date, *, is_whole: bool) -> Kept:
    """The statement about everybody, or about one person: the same all day long.

    To put it together takes several times as long as to have it answered about one person.
    """
    asked = _pass(rules, Files(on, None if is_whole else [ANYBODY], many=False))
    compiler = asked.values.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    return Kept(asked, sql, tuple(params), compiler)


def _pass(rules: tuple[Rule, ...], files: Files) -> Pass:
    first = rules[0]
    rows = getattr(files, first.rows)
    hits: list[str] = []
    if len(rules) > 1:
        conditions = [
            one.wrong.on_day(files.on) for one in rules if isinstance(one.wrong, Condition)
        ]
        rows, hits = _marked(rows, conditions)
    else:
        rows = first.wrong(rows, files.on)
    spot = SPOTS.get(first.rows, NOWHERE)
    key = "pk" if first.rows == Rows.PEOPLE else "cadre_id"
    shown = dict.fromkeys(path for rule in rules for path in rule.shown)
    columns = list(dict.fromkeys((key, *spot.columns, *hits, *shown)))
    place = {column: number for number, column in enumerate(columns)}
    first_mark = place[hits[0]] if hits else place[key]  # the marks stand beside each other
    return Pass(
        values=rows.values_list(*columns),
        wanted=[(rule, [place[path] for path in rule.shown]) for rule in rules],
        marks=slice(first_mark, first_mark + len(rules)),
        spots=[place[column] for column in spot.columns],
        say=spot.say,
    )


def _marked(rows: QuerySet, conditions: Sequence[Q]) -> tuple[QuerySet, list[str]]:
    """The rows that meet any of the conditions, each with a mark for those that it meets."""
    marks = {
        f"hit_{number}": ExpressionWrapper(condition, BooleanField())
        for number, condition in enumerate(conditions)
    }
    return rows.annotate(**marks).filter(reduce(or_, conditions)), list(marks)


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
