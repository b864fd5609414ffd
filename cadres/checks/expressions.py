"""Expressions that conditions of rules are made of; core PostgreSQL, no extension."""

from django.db.models import CharField, DateField, Expression, F, Func, Value
from django.db.models.functions import Length, Replace


def years_after(month: str | F | Expression, years: int) -> Func:
    """The same month so many years later; months begin on the first, so no 29 February is met."""
    return months_after(month, years * 12)


def months_after(month: str | F | Expression, months: int) -> Func:
    """A month so many months later (negative: earlier), as `core.months.shift`."""
    return Func(
        F(month) if isinstance(month, str) else month,
        Value(months),
        template="(%(expressions)s)::date",
        arg_joiner=" + interval '1 month' * ",
        output_field=DateField(),
    )


def squeezed(text: str | F) -> Func:
    """A text without blanks of any width."""
    return Func(
        F(text) if isinstance(text, str) else text,
        Value(r"[\s　]+"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=CharField(),
    )


def times(text: str, marks: str) -> Expression:
    """How often any of the characters stands in a text."""
    left: Expression | F = F(text)
    for mark in marks:
        left = Replace(left, Value(mark), Value(""))
    return Length(F(text)) - Length(left)
