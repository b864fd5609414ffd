"""Which findings count on a day: those that nobody has muted."""

from datetime import date
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from cadres.checks.models import Finding, Mute
from cadres.checks.querysets import OfCheckQuerySet
from cadres.people.querysets import CadreQuerySet
from core.units.models import Unit

# A file's version with that of its form's texts, which have one of their own.
FILE_VERSION: Final = F("cadre__version") + Coalesce("cadre__approval_texts__version", 0)


def outdated(rows: OfCheckQuerySet) -> OfCheckQuerySet:
    """Findings that speak of a file as it was before it was changed."""
    return rows.exclude(version=FILE_VERSION)


def unlooked(people: CadreQuerySet) -> CadreQuerySet:
    """People whose file, as it is, was not looked at: changed since, or come since."""
    file = F("version") + Coalesce("approval_texts__version", 0)
    return people.filter(Q(looked__isnull=True) | ~Q(looked__version=file))


def mutes(on: date) -> QuerySet:
    """The mutes in force on a day, of the row that is asked about (its `cadre` and `rule`)."""
    return Mute.objects.filter(
        cadre=OuterRef("cadre"),
        rule=OuterRef("rule"),
        since__lte=on,
        until__gt=on,
        ended_on__isnull=True,
    )


def counting(rows: OfCheckQuerySet, on: date) -> OfCheckQuerySet:
    """Findings that count."""
    return rows.filter(~Exists(mutes(on)))


def muted(rows: OfCheckQuerySet, on: date) -> OfCheckQuerySet:
    """Findings that are left alone for now."""
    return rows.filter(Exists(mutes(on)))


def red_errors(unit: Unit, on: date) -> int:
    """How many errors keep a unit, with what is below it, from filing on a day."""
    rows = Finding.objects.errors().filter(cadre__unit_path__startswith=unit.path)
    return counting(rows, on).count()
