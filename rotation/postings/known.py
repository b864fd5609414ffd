"""What orders are held against: people, units, positions and postings, read once under the lock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

from cadres.formats.resume_text import Line
from cadres.people.models import Cadre
from cadres.people.querysets import ASKERS, KEEPERS
from cadres.people.services.many import resumes_of
from core.accounts.querysets import not_of_oneself
from core.choices import Role
from core.units import placing
from core.units.models import Unit
from rotation.choices import HELD
from rotation.positions.models import Position
from rotation.postings.effects import FIELDS, File
from rotation.postings.models import Posting
from rotation.postings.orders import Order
from rotation.postings.wording import suffix_of


def lock_people(people: Iterable[int]) -> list[Cadre]:
    """People in the order of their keys, behind the lock of the tree: no unit goes meanwhile."""
    placing.lock_tree()
    rows = Cadre.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    return list(rows.filter(pk__in=set(people)).order_by("pk"))


class Known:
    """Everything about some people that a verb on postings needs; a statement for each kind."""

    def __init__(
        self, *, actor: Any, people: Sequence[Cadre], on: date, orders: Sequence[Order] = ()
    ) -> None:
        self.actor, self.on, self.orders = actor, on, orders
        self.people = {cadre.pk: cadre for cadre in people}

    @cached_property
    def units(self) -> dict[int, Unit]:
        """The units that orders name, and those that people are at."""
        named = {key for one in self.orders for key in (one.unit, one.sending_unit) if key}
        found = {cadre.unit_id: cadre.unit for cadre in self.people.values()}
        return found | Unit.objects.in_bulk(named - set(found))

    @cached_property
    def units_in_reach(self) -> set[int]:
        """Of the units that orders name, those that the actor may send to."""
        named = {order.unit for order in self.orders}
        if self.actor is None:
            return named
        rows = Unit.objects.visible_to(self.actor, acting_as=KEEPERS | ASKERS)
        return set(rows.filter(pk__in=named).values_list("pk", flat=True))

    @cached_property
    def positions(self) -> dict[int, Position]:
        """The positions that orders name."""
        return Position.objects.in_bulk({order.position for order in self.orders if order.position})

    @cached_property
    def holders(self) -> dict[int, list[Posting]]:
        """Main postings in these positions, whoever has them."""
        rows = Posting.objects.real().filter(position__in=list(self.positions), is_main=True)
        found: dict[int, list[Posting]] = {key: [] for key in self.positions}
        for row in rows.only("cadre_id", "position_id", "since", "ended_on"):
            found[row.position_id].append(row)  # type: ignore[index]
        return found

    @cached_property
    def postings(self) -> dict[int, list[Posting]]:
        """The postings of these people that were not taken back, oldest first."""
        rows = Posting.objects.real().filter(cadre__in=list(self.people)).select_related("unit")
        found: dict[int, list[Posting]] = {key: [] for key in self.people}
        for row in rows.order_by("since", "pk"):
            found[row.cadre_id].append(row)
        return found

    @cached_property
    def kept(self) -> set[int]:
        """Whom the actor may post as a department; nobody posts himself."""
        return self._reached(KEEPERS)

    @cached_property
    def asked(self) -> set[int]:
        """Whose unit the actor acts for."""
        return self._reached(ASKERS)

    @cached_property
    def resumes(self) -> dict[int, list[Line]]:
        """The résumés."""
        return resumes_of(list(self.people.values()))

    def file(self, cadre: int) -> File:
        """The file of one as it is."""
        person = self.people[cadre]
        fields = {name: getattr(person, name) for name in FIELDS}
        return File(fields, tuple(self.resumes[cadre]))

    def suffixes(self, cadre: int, *, but: Posting | None = None) -> list[str]:
        """What other open postings add to the present-post text, as it stands there now."""
        title = self.people[cadre].title
        found = [
            suffix_for(one)
            for one in self.postings[cadre]
            if one.ended_on is None and not one.is_main and one != but
        ]
        return [suffix for suffix in found if suffix and suffix in title]

    def main(self, cadre: int) -> Posting | None:
        """The main posting that nobody has ended."""
        for one in self.postings[cadre]:
            if one.is_main and one.ended_on is None:
                return one
        return None

    def _reached(self, roles: Collection[Role]) -> set[int]:
        if self.actor is None:
            return set(self.people)
        rows = Cadre.objects.visible_to(self.actor, acting_as=roles).filter(
            not_of_oneself(~Q(pk__in=()), self.actor, "account"), pk__in=list(self.people)
        )
        return set(rows.values_list("pk", flat=True))


def suffix_for(posting: Posting) -> str:
    """What a posting adds to the present-post text of its holder."""
    return suffix_of(
        posting.kind,
        posting.unit.name,
        posting.title,
        is_main=posting.is_main,
        noted=posting.noted,
    )


def overlapping(known: Known, order: Order, overlooked: Collection[int]) -> Iterable[Posting]:
    """Postings of the person that an order of its kind cannot stand beside."""
    for one in known.postings[order.cadre]:
        if one.pk in overlooked:
            continue
        same = order.is_away and one.kind not in HELD
        same = same or (order.is_main and not order.is_away and one.is_main)
        if same and _meet(one, order):
            yield one


def _meet(one: Posting, order: Order) -> bool:
    begins_before_end = order.ended_on is None or one.since < order.ended_on
    return begins_before_end and (one.ended_on is None or order.since < one.ended_on)
