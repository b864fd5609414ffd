"""布置年度报告: which units report on a year, by when and why; and the reports, pre-filled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from core.errors import DomainError, NotAllowed, refuse_if
from core.scoping import roles_of
from policy.parameters.figures import Missing, in_force
from reporting.annual import services
from reporting.annual.figures import ReportFigures
from reporting.annual.openable import offers, years_offered
from reporting.annual.views.reach import crumb

NO_WAY = "年度报告由组织部门布置，您的角色不能布置。"


@login_required
def open_year(request: HttpRequest) -> HttpResponse:
    """The deadline and where it is set, every unit with why it reports; confirmed, all at once."""
    refuse_if(not roles_of(request.user) & KEEPERS, NO_WAY, NotAllowed)
    on = timezone.localdate()
    years = years_offered(on)
    asked = request.POST.get("year", request.GET.get("year", ""))
    year = next((one for one in years if str(one) == asked), years[0])
    fault, status = "", 200
    if asked and str(year) != asked:
        fault = f"“{asked[:20]}”年度不能布置，可选 {'、'.join(map(str, years))}。"
        status = 400
    found = sorted(offers(request.user, year, on), key=lambda one: not one.is_new)
    if request.method == "POST" and not fault:
        fault, status, opened = _open(request, found, year)
        if not fault:
            messages.success(request, f"已布置 {year} 年度报告：{opened} 个单位，初稿已生成。")
            return redirect(f"{reverse('annual:list')}?year={year}")
    context = {
        "offers": found,
        "new": [one for one in found if one.is_new],
        "year": year,
        "years": years,
        "fault": fault,
        "ticked": set(request.POST.getlist("unit")) if request.method == "POST" else None,
        "crumbs": crumb(None, "布置年度报告"),
        "back": reverse("annual:list"),
    }
    return render(request, "annual/open.html", context | _days(year, on), status=status)


def _open(request: HttpRequest, found: list[Any], year: int) -> tuple[str, int, int]:
    """What was wrong with its status, or how many were opened."""
    ticked = set(request.POST.getlist("unit"))
    units = [one.unit for one in found if one.is_new and str(one.unit.pk) in ticked]
    try:
        refuse_if(not ticked, "还没有勾选单位，请勾选要布置的单位。")
        refuse_if(
            len(units) != len(ticked), "有的单位已经布置或者不在布置范围内，请刷新页面再勾选。"
        )
        opened = services.open_reports(
            actor=request.user, year=year, on=timezone.localdate(), units=units
        )
    except ValidationError as refusal:
        return "；".join(refusal.messages), 400, 0
    except DomainError as refusal:
        return str(refusal), refusal.status, 0
    return "", 200, len(opened)


def _days(year: int, on: Any) -> dict[str, Any]:
    """By when reports are due, or which figure is missing."""
    try:
        figures = in_force(ReportFigures, on)
    except Missing as missing:
        return {"missing": str(missing)}
    return {
        "due": figures.due_on(year, to_county=False),
        "county_due": figures.due_on(year, to_county=True),
        "lead": figures.county_lead,
    }
