"""Annual reports of the demonstration: last year's all accepted, this year's on their way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from cadres.demo.dice import Dice
from core.accounts.models import User
from reporting.annual.models import AnnualReport
from reporting.annual.services import open_reports
from reporting.demo.fates import Fate, last_year, this_year
from reporting.demo.filing import file_all
from reporting.demo.past import files_of
from reporting.demo.writing import write_all

OPENED = (11, 20)  # of every year
WRITTEN = (12, 8)  # when last year's were read from the records
READ_AT = time(9)
Decide = Callable[[Sequence[AnnualReport], date, date, Dice], dict[int, Fate]]


@transaction.atomic
def load_reports(*, on: date, seed: int = 2026) -> int:
    """As of a day; the same for the same people, day and seed. How many reports."""
    actor = User.objects.filter(username="city").first()
    if actor is None:
        return 0
    dice = Dice(seed)
    last = on.year - 1
    written = date(last, *WRITTEN)
    with files_of(written):
        _load(last, written, last_year, actor, dice, on)
    if on > date(on.year, *OPENED):
        _load(on.year, date(on.year, *OPENED), this_year, actor, dice, on)
    return AnnualReport.objects.count()


def _load(year: int, read_on: date, decide: Decide, actor: User, dice: Dice, on: date) -> None:
    """A year, read from the records on a day, each report with its fate."""
    opened = date(year, *OPENED)
    open_reports(actor=actor, year=year, on=read_on)
    rows = AnnualReport.objects.filter(year=year)
    read_at = timezone.make_aware(datetime.combine(read_on, READ_AT))
    rows.update(opened_on=opened, gathered_at=read_at)
    rows = rows.select_related("unit", "collector")
    reports = list(rows.order_by("unit__sort_path"))
    told = decide(reports, opened, on, dice)
    write_all(reports, told, dice)
    file_all(reports, told, actor)
