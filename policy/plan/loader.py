"""The clauses of the plan and the catalogue of figures, written into the database; repeatable."""

from datetime import date

from django.db import transaction
from django.db.models import F

from policy.clauses.models import Clause
from policy.clauses.text import clauses
from policy.parameters.catalogue import CATALOGUE
from policy.parameters.models import Parameter, ParameterValue
from policy.periods import Quarter

ILLUSTRATIVE = "示例值，请组织部核定"


@transaction.atomic
def load(*, on: date) -> int:
    """Clauses and definitions as the files have them; first values where there is none yet.

    A new system counts duties from the first day of the quarter of `on`. How many clauses.
    """
    by_code: dict[str, Clause] = {}
    rows = clauses()
    Clause.objects.update(position=F("position") + 10_000)  # room, since positions are unique
    for position, row in enumerate(rows, start=1):
        parent = by_code.get(row.parent)
        values = {"section": row.section, "title": row.title, "text": row.text}
        by_code[row.code], _ = Clause.objects.update_or_create(
            code=row.code, defaults=values | {"position": position, "parent": parent}
        )
    for position, one in enumerate(CATALOGUE, start=1):
        Parameter.objects.update_or_create(
            key=one.key,
            defaults={"position": position, "label": one.label, "clause": by_code[one.clause]},
        )
    first_values(on=on)
    return len(rows)


def first_values(*, on: date) -> None:
    """An illustrative value for each figure that never had one, for the city, since ever."""
    known = {parameter.key: parameter for parameter in Parameter.objects.filter(values=None)}
    for one in CATALOGUE:
        text = Quarter.of(on).first_day.isoformat() if one.key == "duty.since" else one.first
        if one.key in known and text:
            ParameterValue.objects.create(
                parameter=known[one.key],
                value=one.kind.parse(text),
                since=date(1900, 1, 1),
                reason=ILLUSTRATIVE,
            )
