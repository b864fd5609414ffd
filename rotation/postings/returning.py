"""Who is soon back: so many days before the end of his term (`frontline.return_days`, 3.1.4).

A county may be told earlier than the city. For a day before anybody set the figure, the value that
a new system begins with holds, so that lists of the past can be drawn.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db.models import (
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from policy.parameters.catalogue import BY_KEY
from policy.parameters.models import ParameterValue

KEY: Final = "frontline.return_days"
FIRST: Final = int(BY_KEY[KEY].first)


def return_days(on: date, unit: str = "") -> Coalesce:
    """The days in force at the unit whose path is at `unit`; of the city without one."""
    rows = ParameterValue.objects.in_force(on).filter(parameter__key=KEY)
    there = Q(unit__isnull=True)
    if unit:  # a county only ever asks for more
        rows = rows.alias(here=ExpressionWrapper(OuterRef(unit), output_field=TextField()))
        there |= Q(here__startswith=F("unit__path"))
    days = rows.filter(there).order_by().values("parameter")
    most = days.annotate(days=Max(Cast("value", IntegerField()))).values("days")
    return Coalesce(Subquery(most, output_field=IntegerField()), Value(FIRST))


def soon_until(on: date, unit: str = "sending_unit__path") -> Any:
    """The last day that is near: whoever is back by then is soon back."""
    today = Cast(Value(on), DateField())
    return Func(
        today,
        return_days(on, unit),
        template="(%(expressions)s)",
        arg_joiner=" + ",
        output_field=DateField(),
    )


def said(on: date) -> str:
    """90 天内返回: by the city's figure of the day."""
    rows = ParameterValue.objects.in_force(on).filter(parameter__key=KEY, unit=None)
    return f"{rows.values_list('value', flat=True).first() or FIRST} 天内返回"
