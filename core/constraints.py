"""Constraint builders that need nothing but core PostgreSQL: no btree_gist, no extension."""

from collections.abc import Iterable

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db.models import CheckConstraint, F, Func, Q, Value


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
    *columns: str,
    name: str,
    message: str,
    during: str | tuple[str, str] = "during",
    condition: Q | None = None,
) -> ExclusionConstraint:
    """Rows that agree in all integer `columns` have disjoint half-open periods.

    `during` is a range column, or the two date columns `(since, until)` of one.
    """
    same = [(_point(column), RangeOperators.OVERLAPS) for column in columns]
    period = during if isinstance(during, str) else days(*during)
    return ExclusionConstraint(
        name=name,
        expressions=[*same, (period, RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message,
    )


def days(since: str, until: str) -> Func:
    """The half-open range of two date columns; no `until` means for ever."""
    return Func(F(since), F(until), function="daterange", output_field=DateRangeField())


def one_of(field: str, codes: Iterable[str], *, name: str, label: str) -> CheckConstraint:
    """The column holds one of `codes`, or nothing."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": ["", *codes]}),
        violation_error_message=f"{label}不在代码表中，请从选项中选择。",
    )
