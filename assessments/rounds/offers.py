"""Units where a year can be begun, with how many would be assessed there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.rounds.choices import RoundState
from assessments.rounds.flow import SECRETARIES
from assessments.rounds.models import Assessment, Round
from assessments.rounds.who import assessed_at
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit: whom it would assess that has no sheet yet, and its round if it was begun."""

    unit: Unit
    people: int
    begun: Round | None

    @property
    def is_usual(self) -> bool:
        """Ticked at first."""
        return self.begun is None


def years_offered(on: date) -> tuple[int, int]:
    """This year and the last (`guards.refuse_year`)."""
    return on.year, on.year - 1


def offers(viewer: Viewer, year: int, on: date) -> list[Offer]:
    """Employers in reach that have somebody to assess, in their order."""
    rows = Unit.objects.visible_to(viewer, acting_as=SECRETARIES).standing().employers()
    units = {unit.pk: unit for unit in rows.order_by("sort_path")}
    rounds = {one.unit_id: one for one in Round.objects.filter(year=year, unit__in=list(units))}
    people = assessed_at(list(units), year, on)
    known = set(
        Assessment.objects.filter(year=year, cadre__in=list(people)).values_list("cadre", flat=True)
    )
    counted = Counter(one.unit.pk for cadre, one in people.items() if cadre not in known)
    found = []
    for pk, unit in units.items():
        begun = rounds.get(pk)
        settled = begun is not None and begun.state == RoundState.SETTLED
        if counted[pk] and not settled:
            found.append(Offer(unit, counted[pk], begun))
    return found


def addable(one: Round, on: date) -> list[int]:
    """People whom the round's unit assesses and who have no sheet of the year."""
    people = assessed_at([one.unit_id], one.year, on)
    known = Assessment.objects.filter(year=one.year, cadre__in=list(people))
    return sorted(people.keys() - set(known.values_list("cadre_id", flat=True)))


def people_offered(one: Round, viewer: Viewer, on: date) -> QuerySet[Cadre]:
    """The same as rows, and those of the viewer's who left the list during the year."""
    stays = RosterEntry.objects.visible_to(viewer, acting_as=SECRETARIES)
    left = stays.filter(cadre__unit=one.unit_id, left_on__gt=date(one.year, 1, 1), left_on__lte=on)
    known = Assessment.objects.filter(year=one.year, cadre=OuterRef("pk"))
    rows = Cadre.objects.filter(Q(pk__in=addable(one, on)) | Q(pk__in=left.values("cadre")))
    return rows.filter(~Exists(known)).order_by("sort_key", "pk")
