"""Annual reports of the demonstration: last year's all accepted, this year's on their way."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.demo.dice import Dice
from core.accounts.models import User
from reporting.annual.models import AnnualReport
from reporting.annual.services import open_reports
from reporting.demo.filing import file_all
from reporting.demo.fates import Fate, last_year, this_year
from reporting.demo.writing import write_all

OPENED = (11, 20)  # of every year
WRITTEN = (12, 8)  # when last year's were read from the records


@transaction.atomic
def load_reports(*, on: date, seed: int = 2026) -> int:
    """As of a day; the same for the same people, day and seed. How many reports."""
    actor = User.objects.filter(username="city").first()
    if actor is None:
        return 0
    dice = Dice(seed)
    last = on.year - 1
    _load(last, date(last, *WRITTEN), last_year, actor, dice, on)
    if on > date(on.year, *OPENED):
        _load(on.year, on, this_year, actor, dice, on)
    return AnnualReport.objects.count()


def _load(year: int, read_on: date, fates, actor: User, dice: Dice, on: date) -> None:
    """A year, read from the records on a day, each report with its fate."""
    opened = date(year, *OPENED)
    open_reports(actor=actor, year=year, on=read_on)
    AnnualReport.objects.filter(year=year).update(opened_on=opened)
    rows = AnnualReport.objects.filter(year=year).select_related("unit", "collector")
    reports = list(rows.order_by("unit__sort_path"))
    told: dict[int, Fate] = fates(reports, opened, on, dice)
    write_all(reports, told, dice)
    file_all(reports, told, actor)
