"""Constraint builders that need nothing but core PostgreSQL: no btree_gist, no extension."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db.models import F, Func, Q, Value


def _point(column: str) -> Func:
    """`int8range(column, column, '[]')`: equality as overlap, so that plain GiST can index it."""
    return Func(
        F(column),
        F(column),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


def periods_never_overlap(
    *columns: str, name: str, message: str, during: str = "during", condition: Q | None = None
) -> ExclusionConstraint:
    """Rows that agree in all integer `columns` have disjoint half-open `during` ranges."""
    same = [(_point(column), RangeOperators.OVERLAPS) for column in columns]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (during, RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message,
    )
