"""Conditions of an entity that are no columns: which of several sets of rows is listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Choices, Q, QuerySet

from core.scoping import Viewer

Apply = Callable[..., QuerySet]  # (rows, value, on), and the viewer where it is `by_viewer`


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Condition:
    """One query parameter: `apply(rows, value, on)` is told the chosen value, else the default.

    `options` are value to label; where there is no `default`, nothing chosen applies nothing.
    `hidden`: the page draws it itself (tabs), the panel only keeps it. `about` names the column
    that it speaks of: who has not got that column cannot choose, the default holds for him too.
    `by_viewer`: it asks other rows, and `apply` is told who looks, so that it asks of his alone.
    """

    name: str
    label: str
    options: Mapping[str, str]
    apply: Apply
    default: str = ""
    hidden: bool = False
    about: str = ""
    help: str = ""
    by_viewer: bool = False

    def of(self, rows: QuerySet, value: str, on: date, viewer: Viewer) -> QuerySet:
        """The rows that it lists for whoever looks."""
        return self.apply(rows, value, on, *([viewer] if self.by_viewer else []))


def sets(
    name: str,
    label: str,
    listed: Mapping[Choices, Q | Callable[[date], Q]],
    *,
    default: Choices,
    hidden: bool = True,
) -> Condition:
    """Which of several sets is listed, usually by tabs: each choice with the rows that it lists.

    A set that depends on the day of the list is a function of it; `Q()` is everything.
    """

    def apply(rows: QuerySet, value: str, on: date) -> QuerySet:
        chosen = by_value[value]
        return rows.filter(chosen if isinstance(chosen, Q) else chosen(on))

    by_value = {str(choice.value): rows for choice, rows in listed.items()}
    options = {str(choice.value): str(choice.label) for choice in listed}
    return Condition(
        name=name,
        label=label,
        options=options,
        default=str(default.value),
        apply=apply,
        hidden=hidden,
    )
