"""Who assesses the year of somebody who was out (《公务员考核规定》, domain §6.1).

The host, where he was with one host for `frontline.host_months` full months of the year; otherwise
the unit that sent him, having heard the host. Never both: of two hosts with months enough it is
the one with more of them, and of two with as many the later one.

| out from   | until      | 2026 (6 months)             | 2027                        |
|------------|------------|-----------------------------|-----------------------------|
| 2026-03-01 | 2027-03-01 | host (10 months)            | sender (2 months)           |
| 2026-07-01 | 2027-01-01 | host (6 months)             | –                           |
| 2026-07-02 | 2027-07-01 | sender (5 months)           | host (6 months)             |
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.months import after_months
from core.units.models import Unit
from rotation.postings.models import Posting


@dataclass(frozen=True, slots=True)
class AssessedYear:
    """One year: who assesses it, where he was, for how many full months of the year."""

    year: int
    assessor: Unit
    host: Unit
    months: int
    is_expected: bool  # by the plan: the year, or the posting in it, is not over yet

    @property
    def by_host(self) -> bool:
        """The host assesses."""
        return self.assessor == self.host

    @property
    def words(self) -> str:
        """One sentence."""
        who = f"{self.year} 年度由{self.assessor.short_name}考核"
        there = f"当年在{self.host.short_name}"
        there += f" {self.months} 个月" if self.months else "不足 1 个月"
        heard = "" if self.by_host else f"，听取{self.host.short_name}意见"
        return f"{who}{heard}（{'预计' if self.is_expected else ''}{there}）"


def full_months(since: date, until: date) -> int:
    """Full months from one day up to another, that day not included; by the calendar."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months if after_months(since, months) <= until else months - 1


def assessed_years(
    postings: Iterable[Posting], *, host_months: int, on: date
) -> list[AssessedYear]:
    """The years of one person's postings away, the latest first; none after the year of `on`.

    The postings have `unit` and `sending_unit` loaded.
    """
    by_year: dict[int, dict[int, tuple[int, date, Posting]]] = {}
    for posting in postings:
        end = posting.ended_on or posting.until or on
        for year in range(posting.since.year, min(end.year, on.year) + 1):
            first = max(posting.since, date(year, 1, 1))
            last = min(end, date(year + 1, 1, 1))
            if first < last:
                hosts = by_year.setdefault(year, {})
                before, _, _ = hosts.get(posting.unit_id, (0, first, posting))
                months = before + full_months(first, last)
                hosts[posting.unit_id] = (months, first, posting)
    return [_decided(year, by_year[year], host_months, on) for year in sorted(by_year)[::-1]]


def _decided(
    year: int, hosts: dict[int, tuple[int, date, Posting]], host_months: int, on: date
) -> AssessedYear:
    months, _, posting = max(hosts.values(), key=lambda one: one[:2])
    by_host = months >= host_months
    assessor = posting.unit if by_host or posting.sending_unit is None else posting.sending_unit
    is_expected = posting.ended_on is None and on < min(
        posting.until or date.max, date(year + 1, 1, 1)
    )
    return AssessedYear(year, assessor, posting.unit, months, is_expected)
