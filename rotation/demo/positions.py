"""Positions of the demonstration's units, with as many seats as the unit may have, or has taken."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from cadres.demo.offices import GOVERNMENTS, Office
from cadres.demo.rows import WRITTEN_AT
from cadres.demo.seats import Role
from core.copying import copy_rows, reserved_ids
from core.units.models import Unit
from rotation.demo.titles import Post, listed

POSITION = (
    "id", "version", "changed_at", "unit_id", "title", "level", "seat", "is_leading", "quota",
    "order", "since", "until", "document", "note",
)  # fmt: skip
SEVERAL = ("副市长", "副县长", "副区长", "副主任", "副主席")
Key = tuple[int, str]


@dataclass(slots=True)
class Seats:
    """Who sat where: a position has no more people at a time than its quota.

    Periods are half-open in days; one that does not fit is told so and has no position.
    """

    ids: dict[Key, int] = field(default_factory=dict)
    since: dict[Key, date] = field(default_factory=dict)
    quotas: dict[Key, int] = field(default_factory=dict)
    taken: dict[Key, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, post: Post, since: date, until: date) -> int | None:
        """The position of the post, where it existed then and has a seat."""
        key = (post.office.pk, post.title)
        position = self.ids.get(key)
        if position is None or since < self.since[key]:
            return None
        taken = self.taken[key]
        if sum(a < until and since < b for a, b in taken) >= self.quotas[key]:
            return None
        taken.append((since, until))
        return position


def load_positions(offices: Sequence[Office], holders: Counter[Key]) -> Seats:
    """Every listed post of every unit; `holders` counts who is there today."""
    established = dict(Unit.objects.values_list("pk", "established_on"))
    seats = Seats()
    rows = []
    for office in offices:
        for order, (post, quota) in enumerate(_with_quotas(office), start=1):
            key = (office.pk, post.title)
            seats.quotas[key] = max(quota, holders[key])
            if not seats.quotas[key]:
                continue
            seats.since[key] = established[office.pk]
            rows.append(
                [
                    0, 1, WRITTEN_AT, office.pk, post.title, post.level, post.seat.value, True,
                    seats.quotas[key], order, seats.since[key], None, "", "",
                ]
            )  # fmt: skip
    for row, pk in zip(rows, reserved_ids("rotation_position", len(rows)), strict=True):
        row[0] = pk
        seats.ids[row[3], row[4]] = pk
    copy_rows("rotation_position", POSITION, rows)
    return seats


def _with_quotas(office: Office) -> Iterator[tuple[Post, int]]:
    """Leaders share the unit's quotas, from the first on; a section has one of each.

    Of a government only deputies without a field of their own are more than one.
    """
    left = {Role.PRINCIPAL: office.principals, Role.DEPUTY: office.deputies}
    governs = office.kind in GOVERNMENTS
    shared = [p for p in listed(office) if not governs or p.title.endswith(SEVERAL)]
    sizes = Counter(post.role for post in shared)
    left[Role.DEPUTY] -= sum(p.role == Role.DEPUTY for p in listed(office)) - sizes[Role.DEPUTY]
    for post in listed(office):
        if post.role not in left or post not in shared:
            yield post, 1
            continue
        share = max(0, -(-left[post.role] // sizes[post.role]))
        sizes[post.role] -= 1
        left[post.role] -= share
        yield post, share
