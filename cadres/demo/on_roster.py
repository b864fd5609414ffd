"""Who was on the roster since a day, batch by batch, and who leads the units: for what is invented
about them after they were written."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from cadres.choices import SERVING
from cadres.demo.dice import Dice
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry

BATCH = 1000  # stays read together, and told with one set of dice
LEADERS = 10  # of one unit, at most
STAY = (
    "cadre_id", "pk", "cadre__name", "cadre__gender", "cadre__title", "cadre__level_rank",
    "cadre__unit_id", "cadre__unit__name", "cadre__unit__short_name", "cadre__unit__path",
    "entered_on", "left_on",
)  # fmt: skip


class OnRoster(NamedTuple):
    """One stay and the person; `number` counts all stays from 0 in the order of their keys."""

    number: int
    cadre: int
    entry: int
    name: str
    gender: str
    title: str
    level: int
    unit: int
    unit_name: str
    unit_short: str
    path: str
    entered_on: date
    left_on: date | None

    @property
    def post(self) -> str:
        """The post without the unit's name: 综合规划科科长."""
        return self.title.removeprefix(self.unit_name) or self.title


def batches(since: date, seed: int) -> Iterator[tuple[Dice, list[OnRoster]]]:
    """Stays that were open at some time since the day, each batch with dice of its own."""
    rows = RosterEntry.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=since))
    rows = rows.order_by("cadre_id", "pk")
    last, number = 0, 0
    while found := list(rows.filter(cadre_id__gt=last)[:BATCH].values_list(*STAY)):
        if len(found) == BATCH:  # two stays of one person stay together
            cut = found[-1][0]
            found = [row for row in found if row[0] != cut] or found
        yield (
            Dice(seed * 7_919 + number),
            [OnRoster(number + place, *row) for place, row in enumerate(found)],
        )
        last, number = found[-1][0], number + len(found)


class Leader(NamedTuple):
    """Somebody who leads a unit."""

    pk: int
    name: str
    title: str
    level: int


class Leaders:
    """The first people of every unit, by one statement."""

    def __init__(self) -> None:
        place = Window(
            RowNumber(),
            partition_by=F("unit_id"),
            order_by=[F("level_rank"), F("seat_order"), F("pk")],
        )
        rows = Cadre.objects.filter(status=SERVING).annotate(place=place).filter(place__lte=LEADERS)
        self._by_path: dict[str, list[Leader]] = {}
        for path, *leader in rows.order_by("unit_id", "place").values_list(
            "unit__path", "pk", "name", "title", "level_rank"
        ):
            self._by_path.setdefault(path, []).append(Leader(*leader))

    def above(self, person: OnRoster) -> Iterator[Leader]:
        """Those of higher level in the unit and the units above it, the nearest first."""
        path = person.path
        while path:
            for leader in self._by_path.get(path, ()):
                if leader.pk != person.cadre and leader.level < person.level:
                    yield leader
            path = path.rstrip("/").rpartition("/")[0]
            path = f"{path}/" if path else ""

    def head_of(self, person: OnRoster) -> Leader | None:
        """Who talks with the person: the head of the unit, or of the next one above."""
        path = person.path
        while path:
            for leader in self._by_path.get(path, ())[:1]:
                if leader.pk != person.cadre:
                    return leader
            path = path.rstrip("/").rpartition("/")[0]
            path = f"{path}/" if path else ""
        return None
