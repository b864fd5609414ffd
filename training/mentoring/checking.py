"""Orders held against what is known of the people, under the lock that a pairing takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cadres.people.models import Cadre
from training.mentoring.guards import concerns, refusals
from training.mentoring.known import Known
from training.mentoring.models import Mentorship
from training.mentoring.orders import Order
from training.mentoring.rounds import full_after


@dataclass(frozen=True, slots=True)
class Checked:
    """An order with its people, when its round is full, what refuses it, what needs a reason."""

    order: Order
    cadre: Cadre
    mentor: Cadre
    until: date
    refusals: list[tuple[str, str]]
    concerns: list[str]
    replaced: Mentorship | None


def lock_people(people: Iterable[int]) -> list[Cadre]:
    """Mentors and mentees in the order of their keys: whoever pairs one of them waits."""
    rows = Cadre.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    return list(rows.filter(pk__in=set(people)).order_by("pk"))


def checked(orders: Sequence[Order], on: date, *, locked: bool = True) -> list[Checked]:
    """Every order in its turn; a mentor's earlier orders count for the later ones.

    Six statements, however many orders. A preview does not lock.
    """
    keys = {key for order in orders for key in (order.cadre, order.mentor)}
    if locked:
        people = lock_people(keys)
    else:
        people = list(Cadre.objects.filter(pk__in=keys).select_related("unit"))
    return judged(orders, Known(people, [*keys], on, locked=locked))


def judged(orders: Sequence[Order], known: Known) -> list[Checked]:
    """The same of what is known already, without a statement."""
    has = Counter(known.mentees)
    twice = Counter(order.cadre for order in orders)
    found = []
    for order in orders:
        cadre, mentor = known.people[order.cadre], known.people[order.mentor]
        last = known.last.get(order.cadre)
        replaced = last if order.replaces and last and last.ended_on is None else None
        if replaced is not None and replaced.pk != order.replaces[0]:  # type: ignore[index]
            replaced = None
        if replaced is not None:
            has[replaced.mentor_id] -= 1
        has[order.mentor] += 1
        figures = known.figures(cadre.unit)
        against = list(refusals(order, known))
        if twice[order.cadre] > 1:
            against.append(("", f"“{cadre}”出现了两次，一人只能有一名帮带人。"))
        unusual = concerns(
            cadre,
            mentor,
            has=has[order.mentor],
            most=figures.max_mentees,
            is_listed=known.entered(order.mentor, known.on) is not None,
        )
        until = full_after(order.since, figures.round_months)
        found.append(Checked(order, cadre, mentor, until, against, unusual, replaced))
    return found
