"""How many were expected, got a ballot and have voted: numbers of a poll, never of a voter."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    DecimalField,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Round

from assessments.polls.choices import PollState, VotingMode
from assessments.polls.models import Electorate, PaperCount, Poll, PollResult
from assessments.polls.rates import percent
from assessments.polls.turnout import turnout_of

WHOLE = IntegerField()
EXACT = DecimalField(max_digits=14, decimal_places=4)


class BitCount(Func):
    """How many bits of a bytea are set."""

    function = "bit_count"
    output_field = WHOLE


@dataclass(frozen=True, slots=True)
class Line:
    """One category, or all of them together."""

    label: str
    mode: str
    weight: int | None
    expected: int
    issued: int
    returned: int

    @property
    def percent(self) -> str:
        """Of those expected, one decimal, half up."""
        return f"{percent(self.returned, self.expected, places=1)}%"


def _returned() -> Coalesce:
    """Of a category: paper on which two people agree, else the used codes of its urn."""
    number = Cast(KT("numbers__returned"), WHOLE)
    parts = Cast("subject", TextField()), Value(" "), Cast("numbers", TextField())
    told = Concat(*parts, output_field=TextField())
    counts = PaperCount.objects.filter(electorate=OuterRef("pk")).order_by().values("electorate")
    counts = counts.annotate(
        who=Count("counted_by", distinct=True),
        people=Count("subject", distinct=True),
        told=Count(told, distinct=True),  # more than the people where the two differ in a cell
        n=Min(number),
    )
    agreed = counts.filter(who=2, told=F("people")).values("n")
    return Coalesce(Subquery(agreed, output_field=WHOLE), BitCount("urn__used"), 0)


def with_turnout(rows: QuerySet) -> QuerySet:
    """Polls with `expected`, `issued`, `returned` and `turnout` (per cent, one decimal)."""
    own = Electorate.objects.filter(poll=OuterRef("pk")).order_by()
    results = PollResult.objects.filter(poll=OuterRef("pk")).order_by().values("poll")
    returned = own.annotate(back=_returned()).values("poll").annotate(n=Sum("back")).values("n")
    by_poll = own.values("poll")
    return rows.annotate(
        expected=Coalesce(Subquery(by_poll.annotate(n=Sum("expected")).values("n")), 0),
        issued=Coalesce(Subquery(by_poll.annotate(n=Sum("issued")).values("n")), 0),
        returned=Case(
            When(
                state=PollState.COUNTED,
                then=Coalesce(Subquery(results.annotate(n=Max("returned")).values("n")), 0),
            ),
            default=Coalesce(Subquery(returned, output_field=WHOLE), 0),
            output_field=WHOLE,
        ),
    ).annotate(
        turnout=Round(
            Cast(F("returned"), EXACT) * Value(100) / Cast(NullIf(F("expected"), 0), EXACT),
            1,
            output_field=DecimalField(max_digits=6, decimal_places=1),
        )
    )


def lines_of(poll: Poll) -> list[Line]:
    """A line per category, and the sum where there is more than one."""
    lines = [
        Line(
            f"{one.category} {one.label}",
            str(VotingMode(one.mode).label),
            one.weight,
            one.expected,
            one.issued,
            one.returned,
        )
        for one in turnout_of(poll)
    ]
    if len(lines) > 1:
        sums = (sum(getattr(line, name) for line in lines) for name in SUMMED)
        lines.append(Line("合计", "", None, *sums))
    return lines


SUMMED = ("expected", "issued", "returned")
