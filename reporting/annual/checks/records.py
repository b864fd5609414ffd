"""What was gathered against the records as they are: figures, tables, people, files, talks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from assessments.talks.duties import QUARTERLY
from cadres.checks.standing import red_errors
from cadres.people.models import Cadre
from cadres.roster.guards import names
from cadres.roster.models import RosterEntry
from core.choices import UnitKind
from policy.duties.choices import DutyState
from policy.duties.models import Duty
from policy.duties.querysets import owed
from policy.periods import Quarter, Year
from reporting.annual.checks.check import Check, Reach, edited_at
from reporting.annual.choices import ReportState
from reporting.annual.models import AnnualReport, Opinion
from reporting.annual.stale import changes
from reporting.annual.who import collected_by, collector_of
from reporting.annual.whole import Whole, told_of
from reporting.gathering.content import Content
from reporting.gathering.span import spoken_of

REFRESH = "刷新数据；数字有误的，点开数字在来源记录中更正"
MISSED = "figure:talks.missed"


def records(report: AnnualReport, now: Content, reach: Reach) -> Iterator[Check]:
    """Figures and tables as the records have them now; a refresh mends what has changed."""
    content = Content.of(report.content)
    told = (told_of(one, guarded=reach.guarded, cadre=reach.himself) for one in (content, now))
    found = changes(*told)
    url = edited_at(report, "refresh")
    if not found and not reach.guarded and changes(content, now):
        yield Check("records:more", "red", "tables", "记录有变化。", "刷新数据", url)
        return
    for one in found:
        sentence = f"{one.label}：报告中是 {one.old}，记录现在是 {one.new}。"
        yield Check(f"records:{one.cell}", "red", one.cell, sentence, REFRESH, one.url or url)
    if not found:
        rows = sum(len(table.rows) for table in content.tables.values())
        sentence = f"已核对数字 {len(content.figures)} 项、附表 {rows} 行，与记录一致。"
        yield Check("records", "green", "figure:roster.open", sentence)


def receiver(report: AnnualReport, _whole: Whole, _on: date, _reach: Reach) -> Iterator[Check]:
    """A unit that was moved files with whoever it stands below now."""
    now = collector_of(report.unit)
    if now is not None and now.pk != report.collector_id:
        sentence = (
            f"{report.unit.short_name}已划归{now.short_name}，"
            f"报告的接收单位还是{report.collector.short_name}。"
        )
        url = edited_at(report, "refresh")
        yield Check("records:collector", "red", "head", sentence, "刷新数据", url)


def people(report: AnnualReport, _whole: Whole, on: date, _reach: Reach) -> Iterator[Check]:
    """Whoever is on the roster has a place in the report, and nobody else."""
    day = spoken_of(report.year, on)
    stays = RosterEntry.objects.on_roster(day).filter(unit_path__startswith=report.unit.path)
    rostered = set(stays.values_list("cadre_id", flat=True))
    rows = Opinion.objects.filter(report=report)
    spoken = set(rows.values_list("cadre_id", flat=True))
    url = edited_at(report, "refresh")
    for key, what, keys in (
        ("people:missing", "已在库，报告中没有", rostered - spoken),
        ("people:left", "已不在库，报告中还有", spoken - rostered),
    ):
        if keys:
            who = list(Cadre.objects.filter(pk__in=keys).order_by("sort_key", "pk"))
            cell = f"opinion:{who[0].pk}"
            yield Check(key, "red", cell, f"{names(who)}{what}。", "刷新数据", url)
    if rostered == spoken:
        sentence = f"已核对 {len(rostered)} 人，与优秀年轻干部名册一致。"
        yield Check("people", "green", "table:roster", sentence)


def files(report: AnnualReport, _whole: Whole, on: date, _reach: Reach) -> Iterator[Check]:
    """No error stands in the files of the unit's people."""
    errors = red_errors(report.unit, on)
    if not errors:
        yield Check("data", "green", "table:roster", "人员信息校核没有错误。")
        return
    url = f"{reverse('checks:list')}?{urlencode({'unit': report.unit_id, 'severity': 'error'})}"
    sentence = f"人员信息校核还有 {errors} 处错误。"
    yield Check("data", "red", "table:roster", sentence, "到人员校核中更正", url)


def talks(report: AnnualReport, _whole: Whole, on: date, _reach: Reach) -> Iterator[Check]:
    """Each quarter's talks were held."""
    keys = [quarter.key for quarter in Year(report.year).quarters]
    rows = Duty.objects.filter(
        rule=QUARTERLY.name, period__in=keys, unit__path__startswith=report.unit.path
    ).exclude(state=DutyState.WITHDRAWN)
    counted = {
        period: (every, silent)
        for period, every, silent in rows.existing(on)
        .order_by()
        .values("period")
        .annotate(every=Count("pk"), silent=Count("pk", filter=owed(on)))
        .values_list("period", "every", "silent")
    }
    total = 0
    for key in keys:
        every, silent = counted.get(key, (0, 0))
        total += every
        if silent:
            quarter = Quarter.parse(key)
            late = "" if quarter.last_day >= on else "，已过期"
            sentence = f"{quarter.label}还有 {silent} 人（共 {every} 人）没有谈心谈话{late}。"
            asked = {"rule": QUARTERLY.name, "period": key, "unit": report.unit_id}
            url = f"{reverse('duties:list')}?{urlencode(asked)}"
            yield Check(f"talks:{key}", "yellow", MISSED, sentence, "补谈并登记", url)
    if not any(silent for _, silent in counted.values()):
        sentence = f"已核对季度谈话 {total} 人次，没有欠谈的。"
        yield Check("talks", "green", MISSED, sentence)


def units(report: AnnualReport, _whole: Whole, on: date, _reach: Reach) -> Iterator[Check]:
    """A county has taken in the reports of its units."""
    if report.unit.kind != UnitKind.COUNTY:
        return
    rows = AnnualReport.objects.filter(year=report.year, unit__abolished_on__isnull=True)
    rows = rows.filter(collected_by(report.unit, rows))
    waiting = list(rows.exclude(state=ReportState.ACCEPTED).select_related("unit"))
    asked = {"year": report.year, "unit": report.unit_id}
    url = f"{reverse('annual:list')}?{urlencode(asked)}"
    if waiting:
        sentence = f"{_units(waiting)}的年度报告还没有接收（共 {rows.count()} 个单位）。"
        yield Check("units", "yellow", "opinions", sentence, "审核并接收", url)
    else:
        sentence = f"已核对所属单位 {rows.count()} 个，报告都已接收。"
        yield Check("units", "green", "opinions", sentence)


def _units(reports: list[AnnualReport]) -> str:
    few = "、".join(one.unit.short_name for one in reports[:3])
    return f"{few}等 {len(reports)} 个单位" if len(reports) > 3 else few
