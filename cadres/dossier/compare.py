"""Two to five people side by side: the same facts in rows, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from cadres.dossier import facts
from cadres.dossier.dossier import Dossier, with_standing
from cadres.people.models import Cadre, ResumeLine, Reward
from cadres.roster.models import RosterEntry, RosterStage
from core.errors import refuse_if
from core.months import span_text
from core.scoping import Viewer

FEWEST, MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of everybody; `values` are lists of lines, one per person."""

    label: str
    values: list[list[str]]
    is_long: bool = False

    @property
    def differs(self) -> bool:
        """Whether they have not all the same."""
        return any(value != self.values[0] for value in self.values[1:])


def refuse_count(number: int) -> None:
    """Nothing is compared with itself, and more than five do not fit beside one another."""
    chosen = f"只选择了 {number} 人" if number < FEWEST else f"选择的超过 {MOST} 人"
    refuse_if(
        not FEWEST <= number <= MOST,
        f"{chosen}，对比需要 {FEWEST} 到 {MOST} 人，请在列表中重新勾选。",
    )


def dossiers(viewer: Viewer, pks: Sequence[int], on: date) -> list[Dossier]:
    """The files in the order asked for; fewer than asked when one is out of scope.

    Statements do not grow with the people: one per part of the file.
    """

    def part(model: type, name: str, *ordering: str) -> Prefetch:
        rows: QuerySet = model.objects.visible_to(viewer).order_by(*ordering)
        return Prefetch(name, rows)

    stages = Prefetch("stages", RosterStage.objects.visible_to(viewer).order_by("since"))
    entries = RosterEntry.objects.visible_to(viewer).order_by("-entered_on")
    people = with_standing(Cadre.objects.visible_to(viewer), viewer).select_related("unit")
    found = people.filter(pk__in=pks).prefetch_related(
        part(ResumeLine, "resume", "since", "within_id", "pk"),
        part(Reward, "rewards", "-decided_on", "-pk"),
        Prefetch("entries", entries.prefetch_related(stages)),
    )
    by_pk = {cadre.pk: Dossier(viewer, cadre, on) for cadre in found}
    for dossier in by_pk.values():
        dossier.take(
            resume=list(dossier.cadre.resume.all()),
            rewards=list(dossier.cadre.rewards.all()),
            entries=list(dossier.cadre.entries.all()),
        )
    return [by_pk[pk] for pk in pks if pk in by_pk]


def rows(people: Sequence[Dossier]) -> list[Row]:
    """The facts of the file, then résumé and rewards; what nobody has is left out."""
    made = [
        Row("所在单位", [[one.cadre.unit.short_name] for one in people]),
        Row("现任职务", [[one.cadre.title] for one in people]),
        *(
            Row(side[0].label, [[fact.value] for fact in side])
            for side in zip(*map(facts.basics, people), strict=True)
        ),
        Row("奖励", [_rewards(one) for one in people], is_long=True),
        Row("简历", [_resume(one) for one in people], is_long=True),
    ]
    return [row for row in made if any(any(value) for value in row.values)]


def _rewards(dossier: Dossier) -> list[str]:
    given = [reward for reward in dossier.rewards if reward.decided_on <= dossier.on]
    return [f"{reward.decided_on} {reward.name}" for reward in given if not reward.revoked_on]


def _resume(dossier: Dossier) -> list[str]:
    lines = [line for line in dossier.resume if line.since <= dossier.on]
    return [
        f"{'（其间）' if line.within_id else ''}{span_text(line.since, line.until)} {line.text}"
        for line in lines
    ]
