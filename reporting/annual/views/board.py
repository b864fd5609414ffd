"""The board: reports by how they stand; a department's year, a unit's own over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.listing.page import Listing
from core.listing.selection import Selection
from core.listing.views import list_page
from core.scoping import roles_of
from policy.workbench.groups import words_by_date
from reporting.annual import nudging, services
from reporting.annual.cells import is_told
from reporting.annual.choices import ReportState
from reporting.annual.desk.typed import key_of
from reporting.annual.entities import ANNUAL_REPORTS, REPORT_OPINIONS
from reporting.annual.guards import collects
from reporting.annual.models import AnnualReport, Comment, Filing
from reporting.annual.progress import progress, years_of
from reporting.annual.reading import himself
from reporting.annual.standing import STANDING, Tab
from reporting.annual.tabs import tabs

BATCH = (("批量接收", "annual:accept_many"), ("催报", "annual:nudge"))
SHOWN = 30  # reports that a confirmation lists
NAMED = 3  # reports that were not accepted, each with why
NO_WAY = "接收和催报年度报告由组织部门办理，您的角色不能办理。"


@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Reports in tabs; for a department one year with its sums, the latest unless `?year=`."""
    is_keeper = bool(roles_of(request.user) & KEEPERS)
    on, years = timezone.localdate(), years_of(request.user)
    year = _year(request, years) if is_keeper else None
    fixed = {"year": str(year)} if year else {}
    params = request.GET.copy()
    for name, value in fixed.items():
        params[name] = value
    listing = Listing(ANNUAL_REPORTS, request.user, params)
    return list_page(
        request,
        ANNUAL_REPORTS,
        template="annual/list.html",
        above="annual/tabs.html",
        fixed=fixed,
        tabs=tabs(listing),
        batch=[{"label": label, "url": reverse(view)} for label, view in BATCH]
        if is_keeper
        else [],
        is_keeper=is_keeper,
        **(_progress(request, year, on) if year else {}),
        year=year,
        years=years,
        nothing=_empty_tab(listing) if years else _nothing(is_keeper=is_keeper),
    )


@login_required
def opinions(request: HttpRequest) -> HttpResponse:
    """What units think about everybody's place on the roster."""
    nothing = {
        "title": "还没有保留资格初步意见",
        "text": "布置年度报告后，名册内人员逐人由单位提出意见，会列在这里。",
    }
    return list_page(request, REPORT_OPINIONS, template="annual/opinions.html", nothing=nothing)


@require_POST
@login_required
def nudge(request: HttpRequest) -> HttpResponse:
    """Remind the ticked units, or all that match, of what they have not filed."""
    refuse_if(not roles_of(request.user) & KEEPERS, NO_WAY, NotAllowed)
    selection = Selection(ANNUAL_REPORTS, request.user, request.POST)
    told = nudging.nudge(
        actor=request.user, reports=_chosen(request, selection), on=timezone.localdate()
    )
    (messages.success if told.units else messages.warning)(request, told.sentence)
    return redirect("annual:list" if "whole_year" in request.POST else _back(selection))


@require_POST
@login_required
def accept_many(request: HttpRequest) -> HttpResponse:
    """Accept the ticked: exactly which, then those that can be; the others are named.

    What changed after they were shown is not accepted: it has not been looked at.
    """
    refuse_if(not roles_of(request.user) & KEEPERS, NO_WAY, NotAllowed)
    selection = Selection(ANNUAL_REPORTS, request.user, request.POST)
    chosen = _chosen(request, selection)
    if "confirmed" in request.POST:
        done = services.accept_many(
            actor=request.user, reports=chosen, seen=_seen(request), on=timezone.localdate()
        )
        _tell(request, done)
        return redirect(_back(selection))
    filed = [one for one in chosen if one.state == ReportState.FILED]
    mine = [one for one in filed if collects(request.user, one)]
    others = [one for one in chosen if one not in mine]
    record(Action.READ, actor=request.user, subject="annualreport", label="批量接收年度报告",
           rows=len(mine))  # fmt: skip
    unsent = _unsent(request, mine)
    context = {
        "shown": [(one, unsent[one.pk]) for one in mine[:SHOWN]],
        "unsent": len(unsent),
        "count": len(mine),
        "more": max(len(mine) - SHOWN, 0),
        "mine": mine,
        "others": others[:SHOWN],
        "others_count": len(others),
        "query": selection.query,
        "back": _back(selection),
    }
    return render(request, "annual/accept_many.html", context)


def _unsent(request: HttpRequest, reports: Sequence[AnnualReport]) -> Counter[int]:
    """Report to how many comments on what was filed last the unit has not been told of."""
    last = Filing.objects.filter(report__in=reports).last_of_each().values("pk")
    rows = Comment.objects.visible_to(request.user).filter(filing__in=last)
    own = himself(request.user)
    return Counter(
        report
        for report, cell in rows.values_list("report_id", "cell")
        if is_told(cell, guarded=False, himself=own)
    )


def _seen(request: HttpRequest) -> dict[int, int]:
    """The versions of the reports as the list showed them: `seen` is `<report>-<version>`."""
    pairs = [one.partition("-") for one in request.POST.getlist("seen")]
    found = [(key_of(key), key_of(version)) for key, _, version in pairs]
    return {key: version for key, version in found if key and version}


def _tell(request: HttpRequest, done: services.Accepted) -> None:
    """How many were accepted, and why others were not."""
    if done.done:
        messages.success(request, f"已接收 {len(done.done)} 份年度报告。")
    for report, why in done.refused[:NAMED]:
        messages.error(request, f"{report.unit.short_name}的报告没有接收：{why}")
    if len(done.refused) > NAMED:
        messages.error(request, f"另有 {len(done.refused) - NAMED} 份没有接收，请刷新页面核对。")


def _progress(request: HttpRequest, year: int, on: date) -> dict[str, Any]:
    """The strip above the list of a department."""
    found = progress(request.user, year, on)
    if found is None:
        return {}
    due = found.total.due_on
    return {
        "progress": found,
        "left": words_by_date(due, on),
        "light": "red" if due < on else "none",
        "unfiled": f"year={year}&state={ReportState.DRAFT}&state={ReportState.RETURNED}",
    }


def _chosen(request: HttpRequest, selection: Selection) -> list[AnnualReport]:
    keys = selection.rows().order_by().values("pk")
    rows = AnnualReport.objects.visible_to(request.user).filter(pk__in=keys)
    return list(rows.select_related("unit", "collector").order_by("unit__sort_path"))


def _back(selection: Selection) -> str:
    """The list as it was asked."""
    address = reverse("annual:list")
    query = selection.listing.query(cursor=None)
    return f"{address}?{query}" if query else address


def _year(request: HttpRequest, years: list[int]) -> int | None:
    """The year asked for, if there are reports of it; else the latest."""
    asked = request.GET.get("year", "")
    found = next((one for one in years if str(one) == asked), None)
    return found or (years[0] if years else None)


def _empty_tab(listing: Listing) -> dict[str, Any]:
    """What an empty tab lacks, where there are reports in others."""
    tab = listing.chosen(STANDING)
    told = {
        Tab.MINE: ("没有待您办理的年度报告", "现在没有等您填写或审核的报告，其他报告在别的页签。"),
        Tab.LATE: ("没有逾期的年度报告", "没有逾期未报的，也没有逾期上报的。"),
    }
    label = Tab(tab).label if tab in Tab.values else ""
    title, text = told.get(tab, (f"没有“{label}”的年度报告", "其他报告在别的页签。"))
    return {"title": title, "text": text}


def _nothing(*, is_keeper: bool) -> dict[str, Any]:
    if not is_keeper:
        return {
            "title": "还没有年度报告",
            "text": "组织部门布置以后，本单位的报告列在这里，数据已从全年记录生成。",
        }
    return {
        "title": "还没有布置年度报告",
        "text": "按年度布置，各单位的报告从全年记录自动生成初稿。",
        "url": reverse("annual:open"),
        "label": "布置年度报告",
    }
