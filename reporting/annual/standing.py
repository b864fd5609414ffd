"""How a report stands: to its day, to whom it is filed, to whoever looks; the tabs of the board.

A report that was not filed when its unit was abolished (`GONE`) stands beside the year: it is
neither late nor owed, no tab of a state has it and no sum counts it.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, Q, TextChoices, Value, When

from core.choices import UnitKind
from core.listing.conditions import sets
from reporting.annual.choices import UNFILED, ReportState


class Timing(TextChoices):
    """How a report stands to its day."""

    OVERDUE = "overdue", "逾期未报"
    WAITING = "waiting", "未到期"
    LATE = "late", "逾期上报"
    IN_TIME = "in_time", "按期上报"
    GONE = "gone", "已撤销，不再上报"


GONE = Q(state__in=UNFILED, unit__abolished_on__isnull=False)
BEHIND = (Timing.OVERDUE, Timing.LATE)
# The query of a list for the reports that sums count.
COUNTED = urlencode([("timing", one.value) for one in Timing if one != Timing.GONE])
TIMING_LIGHTS = {
    str(Timing.OVERDUE.label): "red",
    str(Timing.WAITING.label): "none",
    str(Timing.LATE.label): "yellow",
    str(Timing.IN_TIME.label): "green",
    str(Timing.GONE.label): "none",
}


def timing(on: date) -> Case:
    """How each report stands to its day on a day; what was returned is to be filed by a new one."""
    overdue = Q(refile_by__lt=on) | Q(refile_by__isnull=True, due_on__lt=on)
    return Case(
        When(GONE, then=Value(Timing.GONE)),
        When(overdue, state__in=UNFILED, then=Value(Timing.OVERDUE)),
        When(state__in=UNFILED, then=Value(Timing.WAITING)),
        When(first_filed_on__gt=F("due_on"), then=Value(Timing.LATE)),
        default=Value(Timing.IN_TIME),
        output_field=CharField(),
    )


def counts() -> dict[str, Count]:
    """Of rows that have their `timing`: those that count, by state, and those that are late."""
    found = {state.value: Count("pk", filter=Q(state=state) & ~GONE) for state in ReportState}
    return found | {
        "reports": Count("pk", filter=~GONE),
        "late": Count("pk", filter=Q(timing__in=BEHIND)),
    }


class Level(TextChoices):
    """Which reports a list shows."""

    ALL = "all", "全部"
    CITY = "city", "报市"
    COUNTY = "county", "报县区"


LEVEL = sets(
    "level",
    "报送",
    {
        Level.ALL: Q(),
        Level.CITY: ~Q(collector__kind=UnitKind.COUNTY),
        Level.COUNTY: Q(collector__kind=UnitKind.COUNTY),
    },
    default=Level.ALL,
    hidden=False,
)


class Tab(TextChoices):
    """The tabs of the board."""

    MINE = "mine", "待我办理"
    DRAFT = "draft", "草稿"
    FILED = "filed", "已上报"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接收"
    LATE = "late", "逾期"
    GONE = "gone", "已撤销"
    ALL = "all", "全部"


STANDING = sets(
    "standing",
    "办理情况",
    {
        Tab.MINE: Q(is_mine=True),
        Tab.DRAFT: ~GONE & Q(state=ReportState.DRAFT),
        Tab.FILED: ~GONE & Q(state=ReportState.FILED),
        Tab.RETURNED: ~GONE & Q(state=ReportState.RETURNED),
        Tab.ACCEPTED: ~GONE & Q(state=ReportState.ACCEPTED),
        Tab.LATE: Q(timing__in=BEHIND),
        Tab.GONE: GONE,
        Tab.ALL: Q(),
    },
    default=Tab.ALL,
)
