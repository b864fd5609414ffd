"""催报 of many units at once: each is reminded of its report, who cannot be is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.choices import UnitKind
from core.errors import DomainError, refuse_if
from policy.notices.services import nudge as nudge_unit
from reporting.annual.duties import REFILE, REFILE_COUNTY, REPORT, REPORT_COUNTY
from reporting.annual.models import AnnualReport
from reporting.annual.turns import nudged_by

MOST = 600
NAMED = 6  # of those that were not reminded


@dataclass(frozen=True, slots=True)
class Told:
    """How many units were reminded, and what to say about it."""

    units: int
    sentence: str


def nudge(*, actor: Any, reports: Sequence[AnnualReport], on: date) -> Told:
    """Remind the unit of each report that is not filed; the limits of a day hold for each unit."""
    owing = _of_others(actor, reports)
    refuse_if(
        not owing,
        "选中的报告都已上报，或单位已撤销不再上报，或是本部门自己的报告，不用催报。",
    )
    refuse_if(
        len(owing) > MOST, f"一次最多催报 {MOST} 个单位，选中了 {len(owing)} 个，请分批催报。"
    )
    done = 0
    refused: list[tuple[str, str]] = []
    for report in owing:
        try:
            nudge_unit(actor=actor, unit=report.unit, rule=rule_owed(report), on=on)
        except DomainError as refusal:
            # Told of all units alike that are refused for the same.
            why = str(refusal).replace(f"“{report.unit}”", "该单位")
            refused.append((report.unit.short_name, why))
        else:
            done += 1
    said = f"已催报 {done} 个单位，书记和经办人会收到通知。" if done else "没有催报任何单位。"
    return Told(done, said + _others(refused))


def _of_others(actor: Any, reports: Sequence[AnnualReport]) -> list[AnnualReport]:
    """Those that units owe which the actor's own department can remind."""
    keys = AnnualReport.objects.filter(nudged_by(actor), pk__in=[one.pk for one in reports])
    owed = set(keys.values_list("pk", flat=True))
    return [one for one in reports if one.pk in owed]


def _others(refused: Sequence[tuple[str, str]]) -> str:
    """Which units were not reminded and why, those together that were not for the same."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for name, why in refused:
        by_reason[why].append(name)
    told = []
    for why, names in by_reason.items():
        count = f"等 {len(names)} 个单位" if len(names) > NAMED else ""
        told.append(f"没有催报{'、'.join(names[:NAMED])}{count}：{why}")
    return "".join(told)


def rule_owed(report: AnnualReport) -> str:
    """The duty that a report not filed is about: the year's, or mending one that was returned.

    One that was returned, filed again and taken back owes the second: it was filed once.
    """
    is_county = report.unit.kind == UnitKind.COUNTY
    if report.returned_on is not None:
        return (REFILE_COUNTY if is_county else REFILE).name
    return (REPORT_COUNTY if is_county else REPORT).name
