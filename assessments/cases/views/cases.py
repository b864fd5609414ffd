"""The list, one case as its viewer may read it, and the way to it from a duty."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from assessments.cases.entities import CASES
from assessments.cases.flow import OPINERS
from assessments.cases.models import RosterCase
from assessments.cases.shown import shown_case
from assessments.cases.tabs import tabs
from assessments.cases.views.reach import case_of_duty, seen_case, standing_of
from assessments.talks.querysets import OFFICES
from core.audit.models import Action
from core.audit.services import record
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import roles_of

NOTHING = {
    "title": "没有在办的个案",
    "text": "测评、考核、处分或组织认定触及方案 3.3.3 的情形时，系统立案，会列在这里。",
}


@login_required
def cases(request: HttpRequest) -> HttpResponse:
    """Cases by how they stand."""
    roles = roles_of(request.user)
    return list_page(
        request,
        CASES,
        template="cases/list.html",
        above="cases/tabs.html",
        tabs=tabs(Listing(CASES, request.user, request.GET)),
        may_open=bool(roles & OPINERS),
        is_office=bool(roles & OFFICES),
        nothing=NOTHING,
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: for the offices with its verbs, for the person himself as it is told."""
    case, on = seen_case(request, pk), timezone.localdate()
    standing = standing_of(case, request.user)
    note_reading(request, case)
    context = shown_case(
        case, request.user, on, is_keeper=standing.is_keeper, is_office=standing.is_office
    )
    page = "cases/detail.html" if standing.is_office else "cases/own.html"
    return render(request, page, context)


@login_required
def of_duty(request: HttpRequest) -> HttpResponse:
    """From a duty to the case that it is about."""
    pk = case_of_duty(request)
    return redirect("cases:list") if pk is None else redirect("cases:detail", pk)


def note_reading(request: HttpRequest, case: RosterCase) -> None:
    """One row of the log about the person."""
    record(
        Action.READ,
        actor=request.user,
        subject="cadre",
        target=case.cadre,
        label=label_of(case),
        detail={"tab": "个案"},
    )


def label_of(case: RosterCase) -> str:
    """What the log calls it: never what happened."""
    return f"{case.cadre} {case.get_kind_display()}个案 {case.opened_on}"
