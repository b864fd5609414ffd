"""Who assesses a year of many people who were out: `host_year.py` for all of them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.db.models import Q

from policy.parameters.figures import Region, in_regions
from rotation.appraisals.figures import AppraisalFigures
from rotation.appraisals.host_year import AssessedYear, assessed_years
from rotation.postings.models import Posting
from rotation.postings.querysets import PostingQuerySet


def assessors_in(people: Collection[int], year: int, on: date) -> dict[int, AssessedYear]:
    """Cadre to who assesses his year, for those who were out in it. One statement, and the figures.

    Where no host has months enough it is the unit where he belongs now: of those who moved since
    they were sent it is not the one that sent them.
    """
    day = min(on, date(year, 12, 31))
    rows = _in_year(year, day).filter(cadre__in=list(people))
    rows = rows.select_related("cadre__unit", "unit", "sending_unit")
    regions = in_regions(AppraisalFigures, day)
    found = {}
    for cadre, postings in groupby(rows.order_by("cadre_id", "since", "pk"), _cadre):
        one = _of_year(list(postings), year, day, regions)
        if one is not None:
            found[cadre] = one
    return found


def out_at(units: Collection[int], year: int) -> set[int]:
    """People who were out at one of the units in the year."""
    rows = _in_year(year, date(year, 12, 31)).filter(unit__in=list(units))
    return set(rows.values_list("cadre_id", flat=True))


def _of_year(
    postings: list[Posting], year: int, day: date, regions: Iterable[Region]
) -> AssessedYear | None:
    for posting in postings:
        if posting.ended_on and posting.ended_on > day:
            posting.ended_on = None  # nobody knew it on the day
    home = postings[-1].cadre.unit
    months = _figures(postings[-1], regions).host_months
    for one in assessed_years(postings, host_months=months, on=day):
        if one.year == year:
            return one if one.by_host else replace(one, assessor=home)
    return None


def _in_year(year: int, day: date) -> PostingQuerySet:
    """Postings away that began by the day and lasted into the year."""
    first = date(year, 1, 1)
    rows = Posting.objects.real().away().filter(since__lte=day)
    return rows.filter(Q(ended_on__gt=first) | Q(ended_on__isnull=True, until__gt=first))


def _figures(posting: Posting, regions: Iterable[Region]) -> AppraisalFigures:
    path = posting.unit.path
    fitting = [region for region in regions if path.startswith(region.path)]
    return max(fitting, key=lambda region: len(region.path)).figures


def _cadre(posting: Posting) -> int:
    return posting.cadre_id
