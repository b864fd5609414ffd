"""What the roster says of talks: how many count for the quarter of a day."""

from datetime import date

from django.db.models import CharField, Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from assessments.talks.models import Talk
from policy.periods import Quarter


def quarter_of_day(on: date) -> Value:
    """The key of the quarter that is counted: 2026Q4."""
    return Value(Quarter.of(on).key, output_field=CharField())


def talks_of_quarter(on: date) -> Coalesce:
    """How many talks with a stay's cadre count for the quarter, by the day."""
    held = Talk.objects.counting_for(Quarter.of(on)).filter(
        cadre=OuterRef("cadre"), held_on__lte=on
    )
    counted = held.order_by().values("cadre").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())
