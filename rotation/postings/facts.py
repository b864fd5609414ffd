"""What the roster says of times at the front line: where somebody is now, and where he was."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, F, Func, OuterRef, Subquery, Value, When
from django.db.models.functions import Concat

from rotation.choices import PostingKind
from rotation.postings.models import Posting

KIND = Case(
    *(When(kind=kind, then=Value(str(label))) for kind, label in PostingKind.choices),
    output_field=CharField(),
)


def posted_away_on(on: date) -> Subquery:
    """挂职 柳河镇副镇长: where somebody is on the day; channels never overlap, so one at most."""
    rows = Posting.objects.running(on).away().filter(cadre=OuterRef("cadre")).order_by()
    return Subquery(
        rows.annotate(said=Concat(KIND, Value(" "), "unit__short_name", "title")).values("said")[:1]
    )


def posts_on(on: date) -> Subquery:
    """2024.03—2025.03 挂职 柳河镇副镇长；…: every time away that had begun, the first one first."""
    rows = Posting.objects.real().away().filter(cadre=OuterRef("cadre"), since__lte=on)
    said = Concat(
        _month("since"),
        Case(
            When(ended_on__lte=on, then=Concat(Value("—"), _month("ended_on"))),
            default=Value("至今"),
        ),
        Value(" "),
        KIND,
        Value(" "),
        "unit__short_name",
        "title",
        output_field=CharField(),
    )
    joined = StringAgg(said, delimiter="；", order_by=(F("since"), F("pk")))
    return Subquery(rows.order_by().values("cadre").annotate(said=joined).values("said"))


def _month(day: str) -> Func:
    """2024.03."""
    return Func(F(day), Value("YYYY.MM"), function="to_char", output_field=CharField())
