"""What the roster says of somebody's last years of assessment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Case, CharField, F, Func, JSONField, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from assessments.rounds.choices import Outcome
from assessments.rounds.models import Assessment
from cadres.approval.models import ApprovalTexts
from cadres.formats.assessed import YEARS, closed_year

GRADED = [outcome for outcome in Outcome if outcome != Outcome.ABSENT]


def years_on(on: date) -> Coalesce:
    """`[{year, result}]` of the years that were decided by the day, as JSON, the first one first.

    A year without an assessment has no result. Where there is none at all, the text of the form.
    `cadres.formats.assessed.told` reads it.
    """
    rows = Assessment.objects.filter(
        cadre=OuterRef("cadre"), year__gt=closed_year(on) - YEARS, decided_on__lte=on
    )
    result = Case(
        *(When(outcome=one.value, then=Value(str(one.label))) for one in GRADED),
        output_field=CharField(),
    )
    listed: Any = JSONBAgg(JSONObject(year=F("year"), result=result), order_by="year")
    years = rows.exclude(outcome="").order_by().values("cadre").annotate(told=listed)
    texts = ApprovalTexts.objects.filter(cadre=OuterRef("cadre")).exclude(assessments="")
    text = texts.annotate(
        told=Func(F("assessments"), function="to_jsonb", output_field=JSONField())
    )
    return Coalesce(
        Subquery(years.values("told")),
        Subquery(text.values("told")),
        output_field=JSONField(),
    )
