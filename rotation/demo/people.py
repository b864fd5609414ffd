"""Whom the demonstration sends to the front line, and the units that take people in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F, Max, OuterRef, Q, Subquery

from cadres.choices import SERVING, LineKind
from cadres.demo.dice import Dice
from cadres.people.models import ResumeLine
from cadres.roster.models import RosterEntry
from core.choices import UnitKind
from core.units.models import Unit
from rotation.choices import AWAY

MOST_PEOPLE, MOST_UNITS = 3_000, 2_000  # of a large city the first ones are enough
PERSON = (
    "cadre_id", "cadre__name", "cadre__unit_id", "cadre__unit__short_name", "cadre__unit__kind",
    "cadre__unit__path", "cadre__title", "cadre__level", "cadre__birth",
    "cadre__work_start", "cadre__post_since", "cadre__account_id", "line", "back",
)  # fmt: skip


class Person(NamedTuple):
    """Somebody on the roster; `line` is the open line of his résumé, `back` his last return."""

    cadre: int
    name: str
    unit: int
    unit_name: str
    kind: str
    path: str
    title: str
    level: str
    birth: date
    work_start: date
    post_since: date
    account: int | None
    line: int
    back: date | None

    def was_there(self, on: date) -> bool:
        """Whether he was in his present post, and not away, before the month of a day."""
        month = on.replace(day=1)
        return self.post_since < month and (self.back is None or self.back < month)


class Host(NamedTuple):
    """A unit."""

    pk: int
    name: str
    short_name: str
    kind: str
    path: str


Fits = Callable[[Person], bool]


@dataclass(slots=True)
class Pool:
    """People in an order by chance; nobody is sent out twice."""

    people: list[Person]
    sent: set[int] = field(default_factory=set)

    def take(self, number: int, fits: Fits, *, first: Fits | None = None) -> list[Person]:
        """At most so many of those who were not sent yet; one whom `first` prefers leads them."""
        fitting = [one for one in self.people if one.cadre not in self.sent and fits(one)]
        if first is not None:
            leading = [one for one in fitting if first(one)][:1]
            fitting = leading + [one for one in fitting if one not in leading]
        found = fitting[:number]
        self.sent.update(one.cadre for one in found)
        return found

    def beside(self, number: int, fits: Fits) -> list[Person]:
        """At most so many others, who stay at home."""
        fitting = [one for one in reversed(self.people) if fits(one)]
        return [one for one in fitting if one.cadre not in self.sent][:number]


def pool(on: date, seed: int) -> Pool:
    """Everybody on the roster who serves and holds a post that his résumé knows."""
    line = ResumeLine.objects.filter(
        cadre=OuterRef("cadre"), within=None, until=None, kind=LineKind.WORK
    )
    rows = RosterEntry.objects.filter(
        Q(left_on=None), entered_on__lt=on, cadre__status=SERVING, cadre__post_since__isnull=False
    )
    rows = rows.annotate(
        line=Subquery(line.values("pk")[:1]),
        back=Max("cadre__postings__ended_on", filter=Q(cadre__postings__kind__in=AWAY)),
    )
    rows = rows.filter(line__isnull=False).order_by(F("cadre_id"))[:MOST_PEOPLE]
    people = list(map(Person._make, rows.values_list(*PERSON)))
    Dice(seed).shuffle(people)
    return Pool(people)


class Places:
    """Units by kind; `turn` goes through those of some kinds one after the other."""

    def __init__(self) -> None:
        rows = Unit.objects.exclude(kind=UnitKind.GROUP).order_by("sort_path")[:MOST_UNITS]
        self.units = [
            Host._make(row) for row in rows.values_list("pk", "name", "short_name", "kind", "path")
        ]
        self.by_name = {unit.short_name: unit for unit in self.units}
        self.city = next(unit for unit in self.units if unit.kind == UnitKind.CITY)
        self._counties = tuple(unit.path for unit in self.units if unit.kind == UnitKind.COUNTY)

    def in_county(self, path: str) -> bool:
        """Whether a unit belongs to a county."""
        return path.startswith(self._counties) if self._counties else False

    def turn(self, kinds: Iterable[str], *names: str) -> list[Host]:
        """The units of the kinds, far ones beside near ones; those named come first."""
        wanted = set(kinds)
        named = [self.by_name[name] for name in names if name in self.by_name]
        others = [unit for unit in self.units if unit.kind in wanted and unit not in named]
        return named + [unit for start in range(7) for unit in others[start::7]]
