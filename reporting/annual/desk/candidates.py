"""Who could be proposed for the roster: people of the unit who do not stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.months import full_years
from core.scoping import Viewer
from reporting.annual.desk.typed import key_of
from reporting.annual.models import AnnualReport, Proposal
from reporting.annual.reading import himself

MOST = 200  # people that one list of choices holds


@dataclass(frozen=True, slots=True)
class Candidates:
    """Those to choose from; `is_cut` when there are more: then they are looked for by name."""

    people: Sequence[tuple[str, str]]  # key, 姓名（年龄）　职务
    is_cut: bool
    found: str = ""


def candidates(viewer: Viewer, report: AnnualReport, on: date, find: str = "") -> Candidates:
    """The youngest of them first, with their age; only those whose name has `find`."""
    rows = _rows(viewer, report, on)
    if find:
        rows = rows.filter(name__contains=find.replace("\0", "")[:30])
    rows = rows.only("pk", "name", "title", "birth").order_by("-birth", "sort_key", "pk")
    people = [
        (str(one.pk), f"{one.name}（{full_years(one.birth, on)}岁）　{one.title}")
        for one in rows[: MOST + 1]
    ]
    return Candidates(people[:MOST], len(people) > MOST, find)


def candidate(viewer: Viewer, report: AnnualReport, key: str, on: date) -> Cadre | None:
    """One of them by his key."""
    pk = key_of(key)
    return _rows(viewer, report, on).filter(pk=pk).first() if pk else None


def _rows(viewer: Viewer, report: AnnualReport, on: date) -> QuerySet[Cadre]:
    here = RosterEntry.objects.on_roster(on).filter(unit_path__startswith=report.unit.path)
    proposed = Proposal.objects.filter(report=report)
    rows = Cadre.objects.visible_to(viewer).serving()
    rows = rows.filter(unit_path__startswith=report.unit.path)
    rows = rows.exclude(pk__in=here.values("cadre")).exclude(pk__in=proposed.values("cadre"))
    return rows.exclude(pk=himself(viewer))
