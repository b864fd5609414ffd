"""One person as one viewer sees him on one day: each part is fetched once, through the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Case, Prefetch, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from cadres.people.models import Cadre, Discipline, FamilyMember, ResumeLine, Reward
from cadres.people.querysets import ASKERS, KEEPERS, CadreQuerySet
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry, RosterStage
from core.choices import Role
from core.scoping import Viewer

# Discipline and the log of a file are for those who answer for the person: the departments and
# the secretary of his unit. Not for clerks and programs, nor on the person's own page.
ANSWERABLE = KEEPERS | {Role.UNIT_SECRETARY}


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the person stands on the roster on a day: the stay, and its stage of that day."""

    entry: RosterEntry
    stage: RosterStage


class Dossier:
    """The file of one person; `may_keep`, `may_ask` and `may_answer` are the viewer's standing."""

    def __init__(self, viewer: Viewer, cadre: Cadre, on: date) -> None:
        self.viewer = viewer
        self.cadre = cadre
        self.on = on
        self.may_keep: bool = cadre.may_keep  # type: ignore[attr-defined]
        self.may_ask: bool = cadre.may_ask  # type: ignore[attr-defined]
        self.may_answer: bool = cadre.may_answer  # type: ignore[attr-defined]

    def take(self, **parts: list) -> None:
        """Parts that were fetched with those of other people."""
        self.__dict__.update(parts)

    def _of(self, rows: Any) -> QuerySet:
        return rows.visible_to(self.viewer).filter(cadre=self.cadre)

    @property
    def is_own(self) -> bool:
        """Whether the person looks at himself."""
        return self.cadre.account_id is not None and self.cadre.account_id == self.viewer.pk

    def resume_rows(self) -> QuerySet:
        """Lines of the résumé."""
        return self._of(ResumeLine.objects)

    def family_rows(self) -> QuerySet:
        """Members of the family."""
        return self._of(FamilyMember.objects)

    def reward_rows(self) -> QuerySet:
        """Rewards."""
        return self._of(Reward.objects)

    def discipline_rows(self) -> QuerySet:
        """Discipline, for those who answer for the person; nothing for anybody else."""
        rows = Discipline.objects.visible_to(self.viewer, acting_as=ANSWERABLE)
        return rows.filter(cadre=self.cadre)

    def entry_rows(self) -> QuerySet:
        """Stays on the roster."""
        return self._of(RosterEntry.objects)

    def pool_rows(self) -> QuerySet:
        """Memberships of reserve pools."""
        return self._of(PoolMembership.objects)

    @cached_property
    def resume(self) -> list[ResumeLine]:
        """Lines by month; those of 其间 have `within_id`."""
        return list(self.resume_rows().order_by("since", "within_id", "pk"))

    @cached_property
    def rewards(self) -> list[Reward]:
        """Newest first."""
        return list(self.reward_rows())

    @cached_property
    def discipline(self) -> list[Discipline]:
        """Newest first."""
        return list(self.discipline_rows()) if self.may_answer else []

    @cached_property
    def entries(self) -> list[RosterEntry]:
        """Newest first, each with its stages, oldest first, and whether it `is_kept`."""
        stages = RosterStage.objects.visible_to(self.viewer).select_related("changed_by")
        rows = self.entry_rows().with_keeping(self.viewer).order_by("-entered_on")
        return list(rows.prefetch_related(Prefetch("stages", stages.order_by("since"))))

    @cached_property
    def pools(self) -> list[PoolMembership]:
        """Newest first."""
        return list(self.pool_rows())

    @cached_property
    def stay(self) -> Stay | None:
        """The stay that the day is part of; none when the person was not on the roster."""
        for entry in self.entries:
            if entry.entered_on <= self.on and (entry.left_on is None or self.on < entry.left_on):
                begun = [stage for stage in entry.stages.all() if stage.since <= self.on]
                return Stay(entry, begun[-1]) if begun else None
        return None

    @cached_property
    def open_entry(self) -> RosterEntry | None:
        """The stay that has not ended, whatever day is looked at: what the verbs act upon."""
        return next((entry for entry in self.entries if entry.left_on is None), None)


def dossier(viewer: Viewer, pk: int, on: date) -> Dossier:
    """The file of a person in scope; 404 for anybody else. One statement."""
    rows = with_standing(Cadre.objects.visible_to(viewer), viewer).select_related("unit")
    return Dossier(viewer, get_object_or_404(rows, pk=pk), on)


def with_standing(rows: QuerySet, viewer: Viewer) -> QuerySet:
    """People with what the viewer may do to each: `may_keep`, `may_ask`, `may_answer`."""
    return rows.annotate(
        may_keep=acting(viewer, KEEPERS),
        may_ask=acting(viewer, ASKERS),
        may_answer=acting(viewer, ANSWERABLE),
    )


def acting(viewer: Viewer, roles: frozenset[Role]) -> Case:
    """Whether one of these roles opens the row of a person to the viewer, to annotate with."""
    condition = CadreQuerySet.scope_condition(viewer, roles)
    return Case(When(condition, then=Value(True)), default=False, output_field=BooleanField())
