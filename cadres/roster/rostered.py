"""The condition of lists about people: that they are on the roster, or were in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cadres.roster.models import RosterEntry
from core.errors import NotAllowed, refuse_if
from core.listing.conditions import Condition
from core.scoping import Viewer

HERE = "here"
LISTED_YEARS = 10
NO_ROSTER = "这个令牌没有“名册”的可取字段，不能按名册筛选，请联系安全管理员授权。"


class Years(Mapping[str, str]):
    """The day of the list, and the last years, this one first."""

    def __getitem__(self, name: str) -> str:
        return self._labels()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._labels())

    def __len__(self) -> int:
        return LISTED_YEARS + 1

    @staticmethod
    def _labels() -> dict[str, str]:
        this = timezone.localdate().year
        years = {str(year): f"{year}年在库" for year in range(this, this - LISTED_YEARS, -1)}
        return {HERE: "在库", **years}


def on_the_roster(rows: QuerySet, value: str, on: date, viewer: Viewer) -> QuerySet:
    """Rows whose `cadre` was on the roster on the day, or at some time of the year up to it.

    By stays that the viewer sees: who hosts somebody is not told whether he stands on the roster.
    Raises NotAllowed for a program that was granted nothing of the roster.
    """
    granted = getattr(viewer, "fields", None)
    refuse_if(granted is not None and not granted.get("roster"), NO_ROSTER, NotAllowed)
    stays = RosterEntry.objects.visible_to(viewer)
    stays = stays.on_roster(on) if value == HERE else stays.of_year(int(value), on)
    return rows.filter(Exists(stays.filter(cadre=OuterRef("cadre"))))


ROSTERED = Condition(
    name="rostered",
    label="名册",
    options=Years(),
    apply=on_the_roster,
    about="cadre",
    by_viewer=True,
    help="全年在库：上年末在库，或当年入库。",
)
