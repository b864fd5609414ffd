"""Months at the grassroots, each counted once, as an expression of one statement.

Months are half-open: the month in which a period begins counts, the one in which it ends does not,
nor does the month of the day that is looked at, which is not over. They come from postings that say
so (`Posting.grassroots`) and from lines of work in the résumé: as judged (`GrassrootsJudgement`),
else as their words tell (`words.py`). A line that a posting stands for is told by the posting.
Being sent elsewhere takes no month away: whose post stays where it was, his months there count.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.contrib.postgres.fields import IntegerRangeField
from django.db.models import (
    Aggregate,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields import DateField, Field
from django.db.models.functions import (
    Cast,
    Coalesce,
    ExtractMonth,
    ExtractYear,
    Greatest,
    Least,
    TruncMonth,
)
from django.db.models.lookups import GreaterThanOrEqual

from cadres.choices import LineKind
from cadres.people.columns import GRASSROOTS_MONTHS
from cadres.people.models import ResumeLine
from cadres.people.querysets import FileRowQuerySet
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.words import told_in_rows
from rotation.postings.models import Posting
from rotation.postings.querysets import PostingQuerySet

TWO_YEARS: Final = GRASSROOTS_MONTHS  # 两年以上基层工作经历 (A0197; Regulations art. 8)


class Multirange(Field):
    """int4multirange, which Django has no field for; nothing but functions of it is read."""

    def db_type(self, connection: Any) -> str:
        """The type, from PostgreSQL 14 on."""
        return "int4multirange"


class _Union(Aggregate):
    function = "range_agg"
    output_field = Multirange()


def counted_months(on: date, cadre: str = "cadre") -> Func:
    """Months at the grassroots of the person that `cadre` leads to, as of a day: an integer."""
    both = Func(
        _months(postings(on).exclude(grassroots=""), cadre),
        _months(lines(on).exclude(told=""), cadre),
        template="(%(expressions)s)",
        arg_joiner=" + ",
        output_field=Multirange(),
    )
    return Func(
        both,
        template="(SELECT COALESCE(SUM(upper(months) - lower(months)), 0)::int"
        " FROM unnest(%(expressions)s) AS months)",
        output_field=IntegerField(),
    )


def has_two_years(on: date, cadre: str = "cadre") -> GreaterThanOrEqual:
    """Whether he has two years of grassroots experience, as of a day."""
    return GreaterThanOrEqual(counted_months(on, cadre), TWO_YEARS)


def postings(on: date) -> PostingQuerySet:
    """Postings begun by the day, each with its months up to then: `first`, `beyond` (numbers)."""
    rows = Posting.objects.real().filter(since__lte=on)
    return rows.annotate(first=_number("since"), beyond=_beyond("ended_on", on))


def lines(on: date) -> FileRowQuerySet:
    """Lines of work begun by the day that no posting wrote, with `first` and `beyond`.

    `judged` is what was judged (None: nothing), `told` the kind that counts, "" for none.
    """
    same = {"cadre": OuterRef("cadre"), "since": OuterRef("since"), "text": OuterRef("text")}
    judged = GrassrootsJudgement.objects.filter(**same).order_by()
    rows = ResumeLine.objects.filter(~of_posting(), kind=LineKind.WORK)
    rows = rows.filter(since__lte=on)
    return rows.annotate(
        judged=Subquery(judged.values("kind")[:1]),
        told=Coalesce("judged", told_in_rows()),
        first=_number("since"),
        beyond=_beyond("until", on),
    )


def of_posting() -> Q:
    """Lines of a résumé that a posting stands for: it says the same of the same time.

    A main line and a main post of one month are one; what a posting wrote, it wrote with its words,
    parted where the main line changed meanwhile.
    """
    rows = Posting.objects.real().annotate(month=TruncMonth("since"))
    rows = rows.filter(cadre=OuterRef("cadre")).order_by()
    same = rows.filter(is_main=True, month=OuterRef("since"))
    goes_on = Q(ended_on__isnull=True) | Q(ended_on__gt=OuterRef("since"))
    wrote = rows.filter(
        goes_on | Q(month=OuterRef("since")), line=OuterRef("text"), month__lte=OuterRef("since")
    )
    return Q(within__isnull=True) & Q(Exists(same)) | Q(Exists(wrote.exclude(line="")))


def _months(rows: QuerySet, cadre: str) -> Func:
    """The months of somebody's rows, each once; none for nobody."""
    own = rows.filter(cadre=OuterRef(cadre)).order_by().values("cadre")
    span = Func(
        "first",
        Greatest("first", "beyond"),
        function="int4range",
        output_field=IntegerRangeField(),
    )
    union = Subquery(own.annotate(union=_Union(span)).values("union"))
    nothing = Cast(Value("{}"), Multirange())
    return Coalesce(union, nothing, output_field=Multirange())


def _number(day: Any) -> Any:
    """The month of a day, counted from the year 0: months apart are numbers apart."""
    return Cast(ExtractYear(day) * 12 + ExtractMonth(day), IntegerField())


def _beyond(ended: str, on: date) -> Any:
    """The first month that does not count any more: of the end, or of the day, whichever is first.

    LEAST passes over what is not known.
    """
    return _number(Least(F(ended), Cast(Value(on), DateField())))
