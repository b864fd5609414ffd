"""Reports in the world: opened, written and filed as its people would."""

from __future__ import annotations

from datetime import date
from typing import Any

from reporting.annual import services
from reporting.annual.choices import Stand
from reporting.annual.models import AnnualReport, Explanation, Opinion, Passage
from tests.annual.making import BUREAU as BUREAU
from tests.annual.making import fresh as fresh
from tests.world_people import TODAY

REASON = "本人申请援藏，待批复后再定"


def opened(world: Any, on: date = TODAY, year: int = 2026) -> dict[str, AnnualReport]:
    """This year's reports by the short names of their units."""
    services.open_reports(actor=world.city, year=year, on=on)
    rows = AnnualReport.objects.filter(year=year).select_related("unit", "collector")
    return {one.unit.short_name: one for one in rows}


def written(world: Any, report: AnnualReport, on: date = TODAY) -> AnnualReport:
    """Everybody is kept but the second, every part has words, nobody is to be added."""
    report = fresh(report)
    opinions = list(Opinion.objects.filter(report=report).order_by("cadre__sort_key", "pk"))
    for number, one in enumerate(opinions):
        stand, reason = (Stand.DEFER, REASON) if number == 1 else (Stand.KEEP, "")
        Opinion.objects.filter(pk=one.pk).update(stand=stand, reason=reason)
    AnnualReport.objects.filter(pk=report.pk).update(none_to_add=True)
    words = "本年度在库〔在库人数〕，逐人落实培养措施。"
    Passage.objects.filter(report=report).update(text=words)
    explained = {f"talks:2026Q{quarter}": "干部在外学习，已补谈。" for quarter in range(1, 5)}
    for key, said in (explained | {"head": "文号待编，会议已定。"}).items():
        Explanation.objects.update_or_create(report=report, check_key=key, defaults={"words": said})
    return fresh(report)


def filed(world: Any, report: AnnualReport, on: date = TODAY) -> AnnualReport:
    """Written, and filed by the system."""
    report = written(world, report, on)
    services.file(actor=None, report=report, seen=report.version, on=on)
    return fresh(report)


def returned(world: Any, report: AnnualReport, cell: str = "part:5", on: date = TODAY):
    """Filed, commented upon and returned."""
    report = filed(world, report, on)
    services.comment(
        actor=world.city, report=report, cell=cell, words="问题写得太空，请具体。", on=on
    )
    report = fresh(report)
    services.give_back(
        actor=world.city, report=report, seen=report.version, words="请按意见修改。", on=on
    )
    return fresh(report)
