"""What the columns of the front line have in common."""

from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.listing.columns import Kind

NUMBER: dict[str, Any] = {"kind": Kind.NUMBER}


def figure(value: float) -> str:
    """A mark or an amount without idle noughts."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def counted(rows: QuerySet, key: str) -> Coalesce:
    """How many of `rows` (which refer to the outer row) there are, 0 for none."""
    number = rows.order_by().values(key).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
