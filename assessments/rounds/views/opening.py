"""Beginning a year: at many units at once, or at one's own; and who comes in later."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assessments.rounds import services
from assessments.rounds.choices import RoundVerb
from assessments.rounds.flow import ROUND_FLOW, SECRETARIES
from assessments.rounds.forms import AddForm, ReasonForm
from assessments.rounds.offers import offers, people_offered, years_offered
from assessments.rounds.services.holding import refuse_judge
from assessments.rounds.views.reach import crumb, page_of_round, seen_round, seen_sheet
from core.errors import DomainError, NotAllowed, refuse_if
from core.pages import form_page
from core.scoping import roles_of

NO_WAY = "年度考核由组织部门和单位党组织书记开展，您不能办理。"


@login_required
def open_year(request: HttpRequest) -> HttpResponse:
    """Units with how many would be assessed, all that are not begun ticked."""
    refuse_if(not roles_of(request.user) & SECRETARIES, NO_WAY, NotAllowed)
    on = timezone.localdate()
    years = years_offered(on)
    asked = request.POST.get("year", request.GET.get("year", ""))
    year = next((one for one in years if str(one) == asked), years[0])
    found = offers(request.user, year, on)
    fault, status = "", 200
    if asked and str(year) != asked:
        fault, status = f"“{asked[:20]}”年度不能开展，可选 {years[0]}、{years[1]}。", 400
    if request.method == "POST" and not fault:
        ticked = set(request.POST.getlist("unit"))
        units = [one.unit for one in found if str(one.unit.pk) in ticked]
        try:
            refuse_if(len(units) != len(ticked), "有的单位不能开展这个年度的考核，请刷新页面。")
            rounds = services.open_rounds(actor=request.user, units=units, year=year, on=on)
        except ValidationError as refusal:
            fault, status = "；".join(refusal.messages), 400
        except DomainError as refusal:
            fault, status = str(refusal), refusal.status
        else:
            messages.success(request, f"{year} 年度考核已在 {len(rounds)} 个单位开展。")
            one = len(rounds) == 1
            return redirect(page_of_round(rounds[0]) if one else f"{_list()}?year={year}")
    context = {
        "offers": found,
        "people": sum(one.people for one in found),
        "year": year,
        "years": years,
        "fault": fault,
        "ticked": set(request.POST.getlist("unit")) if request.method == "POST" else None,
        "crumbs": crumb(None, "开展年度考核"),
        "back": _list(),
    }
    return render(request, "rounds/open.html", context, status=status)


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who came in later, or left the list during the year."""
    one, on = seen_round(request, pk), timezone.localdate()
    if request.method != "POST":
        ROUND_FLOW.permit(one, RoundVerb.EDIT, request.user)
    people = people_offered(one, request.user, on)
    form = AddForm(request.POST or None, initial={"seen": one.version}, people=people)

    def verb(data: dict[str, Any]) -> str:
        services.add_person(actor=request.user, round=one, on=on, **data)
        return page_of_round(one)

    return form_page(
        request,
        form,
        verb,
        title=f"添加人员：{one.unit.short_name} {one.year}",
        intro="当年在名册、由本单位考核、还没有登记表的人员。",
        submit="添加",
        done="已添加。",
        back=page_of_round(one),
    )


@login_required
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who is not assessed here after all, with the reason."""
    sheet = seen_sheet(request, pk)
    if request.method != "POST":
        refuse_if(sheet.round is None, "补录的往年考核请用“删除”办理。")
        refuse_judge(sheet, request.user, SECRETARIES)
    back = page_of_round(sheet.round) if sheet.round else _list()

    def verb(data: dict[str, Any]) -> str:
        services.leave_out(actor=request.user, assessment=sheet, on=timezone.localdate(), **data)
        return back

    return form_page(
        request,
        ReasonForm(request.POST or None, initial={"seen": sheet.version}),
        verb,
        title=f"移出本次考核：{sheet.cadre} {sheet.year}",
        intro="登记表和已填写的内容一并删除。本年度应参加考核的，责任事项仍在。",
        submit="移出",
        done="已移出本次考核。",
        back=reverse("rounds:sheet", args=[sheet.pk]),
        is_danger=True,
    )


def _list() -> str:
    return reverse("rounds:list")
