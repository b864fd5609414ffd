"""What the guards of pairing go by, read for any number of people in as many statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Max

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.units.models import Unit
from policy.parameters.figures import Region, in_regions
from training.mentoring.figures import MentoringFigures
from training.mentoring.models import MentoringSession, Mentorship


class Known:
    """People by key, their stays and last rounds, whom mentors have already, and the figures.

    Read it when the people are locked, and nobody can fill a mentor meanwhile.
    """

    def __init__(
        self, people: Iterable[Cadre], cadres: Sequence[int], on: date, *, locked: bool = False
    ) -> None:
        self.people = {person.pk: person for person in people}
        self.on = on
        self.stays: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
        stays = RosterEntry.objects.filter(cadre__in=cadres).order_by("entered_on")
        for cadre, entered, left in stays.values_list("cadre_id", "entered_on", "left_on"):
            self.stays[cadre].append((entered, left))
        # The last round of each: the open one where there is one.
        rounds = Mentorship.objects.filter(cadre__in=cadres).order_by("since", "pk")
        rounds = rounds.select_related("mentor", "changed_by")
        if locked:
            rounds = rounds.select_for_update(of=("self",))
        self.last = {found.cadre_id: found for found in rounds}
        sessions = MentoringSession.objects.filter(
            mentorship__cadre__in=cadres, mentorship__ended_on=None
        )
        held = sessions.order_by().values_list("mentorship__cadre").annotate(day=Max("held_on"))
        self.held = dict(held)  # the last session of an open round
        self.mentees = load_of(self.people)
        self.regions = in_regions(MentoringFigures, on)

    def figures(self, unit: Unit) -> MentoringFigures:
        """The figures in force at a unit today."""
        return figures_at(self.regions, unit.path)

    def entered(self, cadre: int, day: date) -> date | None:
        """When the stay began that the day is part of."""
        for entered, left in self.stays[cadre]:
            if entered <= day and (left is None or day < left):
                return entered
        return None


def load_of(mentors: Iterable[int]) -> Counter[int]:
    """How many open rounds each mentor has."""
    rows = Mentorship.objects.open().filter(mentor__in=list(mentors)).order_by()
    return Counter(dict(rows.values_list("mentor").annotate(n=Count("pk"))))


def figures_at(regions: Sequence[Region], path: str) -> MentoringFigures:
    """Those of the innermost region that the path is in."""
    fitting = [region for region in regions if path.startswith(region.path)]
    found: MentoringFigures = max(fitting, key=lambda region: len(region.path)).figures
    return found
