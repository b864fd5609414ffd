"""Findings gathered: by rule within its theme, and by person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from cadres.checks.models import Finding
from cadres.checks.rule import Rule, Severity, Theme
from cadres.checks.rules import RULES
from cadres.checks.standing import counting
from core.scoping import Viewer
from core.units.models import Unit

MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A rule, in how many files it is broken, and how often."""

    rule: Rule
    people: int
    findings: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of a theme; those that found something first."""

    theme: Theme
    lines: list[Line]

    @property
    def broken(self) -> list[Line]:
        """Rules that found something."""
        return [line for line in self.lines if line.findings]

    @property
    def kept(self) -> list[Line]:
        """Rules that nobody breaks."""
        return [line for line in self.lines if not line.findings]


def by_rule(viewer: Viewer, on: date) -> list[Group]:
    """Every theme with its rules; what is muted is not counted."""
    rows = counting(Finding.objects.visible_to(viewer), on).order_by()
    counted = rows.values("rule").annotate(people=Count("cadre", distinct=True), n=Count("pk"))
    numbers = {row["rule"]: (row["people"], row["n"]) for row in counted}
    return [
        Group(
            theme,
            [Line(rule, *numbers.get(rule.code, (0, 0))) for rule in RULES if rule.theme == theme],
        )
        for theme in Theme
    ]


def by_person(
    viewer: Viewer, on: date, *, unit: Unit | None = None, severity: str = ""
) -> list[dict[str, Any]]:
    """The people of whom most was found, errors first, of a branch or all; at most two hundred."""
    rows = counting(Finding.objects.visible_to(viewer), on).order_by()
    if unit:
        rows = rows.filter(cadre__unit_path__startswith=unit.path)
    if severity:
        rows = rows.filter(severity=severity)
    people = rows.values("cadre", "cadre__name", "cadre__unit__short_name", "cadre__title")
    return list(
        people.annotate(
            errors=Count("pk", filter=Q(severity=Severity.ERROR)),
            warnings=Count("pk", filter=Q(severity=Severity.WARNING)),
        ).order_by("-errors", "-warnings", "cadre__sort_key", "cadre")[:MOST_PEOPLE]
    )
