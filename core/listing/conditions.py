"""Conditions of an entity that are no columns: which of several sets of rows is listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

Apply = Callable[[QuerySet, str, date], QuerySet]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Condition:
    """One query parameter: `apply(rows, value, on)` is told the chosen value, else the default.

    `options` are value to label; where there is no `default`, nothing chosen applies nothing.
    `hidden`: the page draws it itself (tabs), the panel only keeps it. `about` names the column
    that it speaks of: who has not got that column cannot choose, the default holds for him too.
    """

    name: str
    label: str
    options: Mapping[str, str]
    apply: Apply
    default: str = ""
    hidden: bool = False
    about: str = ""
    help: str = ""
