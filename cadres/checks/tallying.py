"""The figures of a day by unit, for the trend."""

from datetime import date

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from cadres.checks.models import Finding, Tally
from cadres.checks.rule import Severity
from cadres.checks.standing import counting
from cadres.people.models import Cadre


@transaction.atomic
def tally(*, on: date, people: QuerySet | None = None) -> dict[str, int]:
    """Count the units of these people (of everybody); the sums `people`, `errors`, `warnings`.

    A unit of which nothing was found has a row of zeros: it was looked at.
    """
    chosen = Cadre.objects.all() if people is None else people
    units = set(chosen.serving().order_by().values_list("unit", flat=True).distinct())
    rows = counting(Finding.objects.order_by().filter(cadre__unit__in=units), on)
    figures = rows.values("cadre__unit").annotate(
        people=Count("cadre", distinct=True),
        errors=Count("pk", filter=Q(severity=Severity.ERROR)),
        warnings=Count("pk", filter=Q(severity=Severity.WARNING)),
    )
    by_unit = {row.pop("cadre__unit"): row for row in figures}
    nothing = {"people": 0, "errors": 0, "warnings": 0}
    Tally.objects.filter(day=on, unit__in=units).delete()
    made = [Tally(day=on, unit_id=unit, **by_unit.get(unit, nothing)) for unit in units]
    Tally.objects.bulk_create(made, batch_size=5_000)
    return {name: sum(getattr(row, name) for row in made) for name in nothing}
