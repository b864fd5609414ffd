"""Whom a viewer may choose as a mentor: proposals for many at once, and the words of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cadres.choices import LEVEL
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.codes.vocabulary import vocabulary
from core.scoping import Viewer
from policy.parameters.figures import in_regions
from training.mentoring.figures import MentoringFigures
from training.mentoring.guards import top_of
from training.mentoring.known import figures_at
from training.mentoring.models import Mentorship
from training.mentoring.proposing import Candidate, Mentee, proposals
from training.mentoring.querysets import PAIRERS

SHOWN = 12  # who fits, in one choice
FACTS = ("pk", "name", "title", "level", "unit__short_name", "unit__path", "unit__level")


@dataclass(slots=True)
class Offer:
    """For one cadre: who is proposed, and the choices `[(key, words)]`, the best first."""

    chosen: int | None = None
    choices: list[tuple[int, str]] = field(default_factory=list)


def pairable(viewer: Viewer) -> QuerySet[Cadre, Cadre]:
    """Whom the viewer may give a mentor: people of his offices, never himself."""
    rows = Cadre.objects.visible_to(viewer, acting_as=PAIRERS)
    return rows.exclude(account=viewer.pk)


def with_load(people: QuerySet, on: date) -> QuerySet:
    """People with `has` (open rounds as a mentor) and `is_listed` (on the roster)."""
    listed = RosterEntry.objects.on_roster(on).filter(cadre=OuterRef("pk"))
    has = Count("mentees", filter=Q(mentees__ended_on__isnull=True))
    return people.annotate(has=has, is_listed=Exists(listed))


def offers(viewer: Viewer, mentees: Sequence[Cadre], on: date) -> dict[int, Offer]:
    """By cadre; three statements, however many they are. Units are loaded with the cadres."""
    regions = in_regions(MentoringFigures, on)
    keeps = dict(
        Mentorship.objects.open()
        .filter(cadre__in=[one.pk for one in mentees])
        .values_list("cadre_id", "mentor_id")
    )
    asked = [
        Mentee(
            one.pk,
            one.unit.path,
            one.level_rank,
            one.sort_key,
            figures_at(regions, one.unit.path).max_mentees,
            keeps.get(one.pk),
        )
        for one in mentees
    ]
    words: dict[int, str] = {}
    candidates = []
    most = max((one.most for one in asked), default=1)
    for person in _near(viewer, mentees, on):
        top = top_of(person["unit__level"])
        candidates.append(
            Candidate(
                person["pk"],
                person["unit__path"],
                person["level_rank"],
                top,
                person["sort_key"],
                person["has"],
                person["is_listed"],
            )
        )
        words[person["pk"]] = described(person, most)
    return {
        pk: Offer(chosen, [(one, words[one]) for one in fitting[:SHOWN]])
        for pk, (chosen, fitting) in proposals(asked, candidates).items()
    }


def _near(viewer: Viewer, mentees: Sequence[Cadre], on: date) -> Iterable[dict[str, Any]]:
    """People in reach, of the units of the mentees and of those above, who hold some level."""
    if not mentees:
        return []
    paths = set()
    for path in {one.unit.path for one in mentees}:
        steps = path.rstrip("/").split("/")
        paths |= {"/".join(steps[:count]) + "/" for count in range(1, len(steps) + 1)}
    lowest = max(one.level_rank for one in mentees)
    rows = Cadre.objects.visible_to(viewer).serving().filter(unit_path__in=paths)
    rows = rows.filter(level_rank__lte=lowest, level_rank__lt=99).order_by()
    return with_load(rows, on).values(*FACTS, "level_rank", "sort_key", "has", "is_listed")


def described(person: dict[str, Any], most: int) -> str:
    """One choice in words: 李建国　县处级副职　还可带 1 人　市交通运输局副局长."""
    level = vocabulary(LEVEL).get(person["level"], "无职务层次")
    room = most - person["has"]
    free = f"还可带 {room} 人" if room > 0 else f"已带 {person['has']} 人"
    listed = ["在名册"] if person["is_listed"] else []
    return "　".join([person["name"], level, free, *listed, person["title"]])
