"""Fields of month precision: a column that holds first days of months, and its text box."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from core.months import dotted, first_of, parse_month


class MonthInput(forms.TextInput):
    """A text box that shows 1985.07; months are typed faster than they are picked."""

    def __init__(self, attrs: dict | None = None) -> None:
        usual = {"inputmode": "decimal", "placeholder": "1985.07", "autocomplete": "off"}
        super().__init__(usual | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        """The month as people write it; what could not be read is shown as it was typed."""
        return dotted(value) if isinstance(value, date) else super().format_value(value)


class MonthFormField(forms.Field):
    """Any usual writing of a month; `date` of its first day, or None."""

    widget = MonthInput

    def to_python(self, value: Any) -> date | None:
        """The month; raises ValidationError with the sentence of `parse_month`."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return first_of(value)
        try:
            return parse_month(str(value))
        except ValueError as fault:
            raise ValidationError(str(fault), code="invalid") from fault

    def has_changed(self, initial: Any, data: Any) -> bool:
        """1985.07 and 1985-7 are the same month."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class MonthField(models.DateField):
    """A month, kept as the date of its first day; the database refuses any other day."""

    description = "年月"

    def to_python(self, value: Any) -> date | None:
        """A month from a date or from any usual writing."""
        if value is None or isinstance(value, date):
            return (
                first_of(value.date() if isinstance(value, datetime) else value) if value else None
            )
        try:
            return parse_month(str(value))
        except ValueError as fault:
            raise ValidationError(str(fault), code="invalid") from fault

    def db_check(self, connection: Any) -> str:
        """`CHECK`: the first day of a month (a check of a null passes)."""
        return f"EXTRACT(DAY FROM {connection.ops.quote_name(self.column)}) = 1"

    def formfield(self, **kwargs: Any) -> forms.Field:
        """The text box for months."""
        return super(models.DateField, self).formfield(**({"form_class": MonthFormField} | kwargs))
