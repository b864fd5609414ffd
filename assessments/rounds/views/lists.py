"""The list of rounds, the list of sheets, and the way from a duty to one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from assessments.rounds.choices import AssessmentState
from assessments.rounds.duties import YEARLY
from assessments.rounds.entities import ASSESSMENTS, ROUNDS, STANDING, Tab
from assessments.rounds.flow import SECRETARIES
from assessments.rounds.models import Assessment, Round
from assessments.rounds.turns import waiting
from assessments.talks.querysets import OFFICES
from core.asking import asked_key
from core.errors import Invalid
from core.listing.nothing import filled_by
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import Viewer, roles_of
from policy.duties.models import Duty


@login_required
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds with what they lack and their quota; offices only."""
    may_open = bool(roles_of(request.user) & SECRETARIES)
    nothing = {
        "title": "还没有开展年度考核",
        "text": "按年度、单位开展考核，名册内人员的登记表一并生成。",
    }
    nothing = filled_by(nothing, "rounds:open", "开展年度考核", may=may_open)
    return list_page(
        request, ROUNDS, template="rounds/list.html", may_open=may_open, nothing=nothing
    )


@login_required
def sheets(request: HttpRequest) -> HttpResponse:
    """Sheets by whose turn it is; a cadre's own years."""
    is_office = bool(roles_of(request.user) & OFFICES)
    return list_page(
        request,
        ASSESSMENTS,
        template="rounds/sheets.html",
        above="rounds/tabs.html",
        tabs=_tabs(Listing(ASSESSMENTS, request.user, request.GET)),
        is_office=is_office,
        nothing={
            "title": "没有年度考核登记表",
            "text": "开展年度考核后，每人一份登记表会列在这里。",
        },
    )


@login_required
def of_duty(request: HttpRequest) -> HttpResponse:
    """From a duty to the sheet of its person and year; to the round, or to where one is begun."""
    asked = asked_key(request, "duty")
    if asked is None:
        return redirect("rounds:list")
    duty = get_object_or_404(
        Duty.objects.visible_to(request.user).filter(rule=YEARLY.name), pk=asked
    )
    year = int(duty.period)
    rows = Assessment.objects.visible_to(request.user).filter(cadre=duty.cadre_id, year=year)
    sheet = rows.first()
    if sheet is not None:
        return redirect("rounds:sheet", sheet.pk)
    begun = Round.objects.visible_to(request.user).filter(unit=duty.unit_id, year=year).first()
    if begun is not None:
        return redirect("rounds:detail", begun.pk)
    return redirect(f"{reverse('rounds:open')}?year={year}")


def _tabs(listing: Listing) -> list[dict[str, Any]]:
    """Mine and open with their numbers."""
    counted = _numbers(listing, listing.viewer)
    link, current = reverse(ASSESSMENTS.list_url), listing.chosen(STANDING)
    return [
        {
            "label": tab.label,
            "url": f"{link}?{listing.query(standing=tab.value, cursor=None)}",
            "current": tab == current,
            "count": f"{counted[tab]:,}" if tab in counted else None,
            "is_red": tab == Tab.MINE and bool(counted.get(tab)),
        }
        for tab in Tab
    ]


def _numbers(listing: Listing, viewer: Viewer) -> dict[str, int]:
    """By tab, by one statement; nothing if the list asks nonsense."""
    params = listing.params.copy()
    params[STANDING.name] = Tab.OPEN
    try:
        rows = Listing(ASSESSMENTS, viewer, params).rows.order_by()
    except Invalid:
        return {}
    open_ones = ~Q(state=AssessmentState.FINAL)
    found = rows.aggregate(
        open=Count("pk", filter=open_ones), mine=Count("pk", filter=open_ones & waiting(viewer))
    )
    return {Tab.MINE: found["mine"], Tab.OPEN: found["open"]}
