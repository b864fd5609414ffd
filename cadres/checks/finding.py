"""Running rules: what they find in files, row by row, one statement per rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from cadres.checks.files import Files
from cadres.checks.rule import Rows, Rule
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
    """What the rules find in the files: one statement a rule."""
    for rule in rules:
        yield from found_by(rule, files)


def found_by(rule: Rule, files: Files) -> Iterator[Found]:
    """What one rule finds."""
    spot = SPOTS.get(rule.rows, NOWHERE)
    key = "pk" if rule.rows == Rows.PEOPLE else "cadre_id"
    rows = rule.wrong(getattr(files, rule.rows), files.on)
    for cadre, *told in _tuples(rows, (key, *spot.columns, *rule.shown), many=files.many):
        row, shown = told[: len(spot.columns)], told[len(spot.columns) :]
        if rule.keep is not None and not rule.keep(*shown):
            continue
        yield Found(
            cadre=cadre,
            rule=rule,
            spot=spot.say(*row),
            value=_value(rule, shown),
            sentence=rule.say(*shown),
            suggestion=rule.suggest(*shown) if rule.suggest else None,
        )


def _tuples(rows: QuerySet, paths: Sequence[str], *, many: bool) -> Iterator[tuple[Any, ...]]:
    """The values at the paths, one of which may stand there twice."""
    asked = list(dict.fromkeys(paths))
    places = [asked.index(path) for path in paths]
    values = rows.values_list(*asked)
    for row in values.iterator(chunk_size=CHUNK) if many else values:
        yield tuple(row[place] for place in places)


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
    return said(rule.field, Cadre._meta.get_field(rule.field).to_python(suggestion))
