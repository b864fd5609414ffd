"""The people of an export, in the order of their list, each once, and their forms."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from cadres.exchange.forms import CHUNK, TIME_FORMAT, forms_of
from cadres.exporting.order import Order
from cadres.formats.approval_form import ApprovalForm
from cadres.people.models import Cadre
from core.listing.entity import Entity
from core.listing.keyset import ordered
from core.listing.selection import Selection


def person_path(entity: Entity) -> str:
    """Where the rows of a list say whom they are about."""
    return "pk" if entity.model is Cadre else "cadre_id"


def people_of(selection: Selection) -> list[int]:
    """Keys of the people of the chosen rows, in the list's order; several rows make no second."""
    listing = selection.listing
    rows = ordered(selection.rows(), listing.keys).values_list(
        person_path(listing.entity), flat=True
    )
    return list(dict.fromkeys(rows.iterator(chunk_size=2000)))


def forms(order: Order, people: Iterable[int]) -> Iterator[tuple[Cadre, ApprovalForm]]:
    """The forms of people in their order; who is not in scope (any more) is left out.

    Memory holds one part of them; each part takes the same few statements.
    """
    keys = iter(people)
    while part := list(islice(keys, CHUNK)):
        rows = Cadre.objects.filter(pk__in=part)
        found = {
            cadre.pk: (cadre, form)
            for cadre, form in forms_of(
                rows, order.viewer, order.on, order.edition, numbers=order.has_numbers
            )
        }
        for key in part:
            if key in found:
                cadre, form = found.pop(key)
                yield cadre, _dated(order, form)


def _dated(order: Order, form: ApprovalForm) -> ApprovalForm:
    """A chosen day is the day that ages are counted to."""
    return replace(form, age_on=f"{order.on:{TIME_FORMAT}}") if order.is_dated else form
