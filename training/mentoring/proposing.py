"""Who may be whose mentor, and whom to propose: a pure function of plain facts.

Proposed is whoever needs no reason: another person who serves, is not on the roster himself, has
room for one more, and outranks the cadre or leads his unit. First come those of the cadre's own
unit; where it has none, those of the nearest unit above (its own head, say). Among them whoever
mentors fewest; then who leads that unit (领导干部, as the clause has it); then whose level is
nearest above; then the first in the order of seats.
The highest cadres choose first, since fewest outrank them; each choice counts for the next, so that
mentors fill evenly. Where nobody has room, nobody is proposed: a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who serves; `top` is the rank down to which people lead his unit, `seat` the order.

    Ranks fall as numbers rise (1 the highest of ZB09). `has` is how many he mentors already.
    """

    pk: int
    path: str
    rank: int
    top: int
    seat: str
    has: int
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Mentee:
    """Somebody to be mentored; `most` is how many mentees the plan allows a mentor there.

    `keeps` is the mentor of the round that is about to end: in it he counts already.
    """

    pk: int
    path: str
    rank: int
    seat: str
    most: int
    keeps: int | None = None


def fits(candidate: Candidate, mentee: Mentee) -> bool:
    """Whether he may be the mentor without a reason, capacity apart."""
    if candidate.pk == mentee.pk or candidate.is_listed:
        return False
    leads = candidate.path == mentee.path and candidate.rank <= candidate.top
    return candidate.rank < mentee.rank or leads


def ranked(
    mentee: Mentee, candidates: Iterable[Candidate], has: Mapping[int, int]
) -> list[Candidate]:
    """Those who fit, of the nearest unit first, the best first; also such as have no room."""
    above = [one for one in candidates if mentee.path.startswith(one.path) and fits(one, mentee)]

    def order(one: Candidate) -> tuple:
        taken = has.get(one.pk, one.has) - (mentee.keeps == one.pk)
        nearest = (one.rank > one.top, mentee.rank - one.rank, one.seat)
        return (-len(one.path), taken >= mentee.most, taken, *nearest)

    return sorted(above, key=order)


def proposals(
    mentees: Sequence[Mentee], candidates: Sequence[Candidate]
) -> dict[int, tuple[int | None, list[int]]]:
    """By mentee: who is proposed (None: nobody has room), and all who fit, the best first."""
    has = {one.pk: one.has for one in candidates}
    by_path: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_path[one.path].append(one)
    found: dict[int, tuple[int | None, list[int]]] = {}
    for mentee in sorted(mentees, key=lambda one: (one.rank, one.seat, one.pk)):
        near = [one for path in _upwards(mentee.path) for one in by_path[path]]
        fitting = ranked(mentee, near, has)
        room = (one.pk for one in fitting if has[one.pk] - (mentee.keeps == one.pk) < mentee.most)
        chosen = next(room, None)
        if mentee.keeps is not None and mentee.keeps in has:
            has[mentee.keeps] -= chosen is not None
        if chosen is not None:
            has[chosen] += 1
        found[mentee.pk] = (chosen, [one.pk for one in fitting])
    return found


def _upwards(path: str) -> list[str]:
    """`1/57/118/` -> `1/57/118/`, `1/57/`, `1/`."""
    steps = path.rstrip("/").split("/")
    return ["/".join(steps[:count]) + "/" for count in range(len(steps), 0, -1)]
