"""The map of movement, and the list behind every number of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid, NotAllowed, refuse_if
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import roles_of
from core.shell.panels import OFFICES
from rotation.flows import picture
from rotation.flows.entities import MOVEMENTS
from rotation.flows.forms import MapForm, five_years_ago


@login_required
def flow_map(request: HttpRequest) -> HttpResponse:
    """From where to where people go: between kinds of units, units, and levels."""
    refuse_if(
        not OFFICES & roles_of(request.user),
        "干部流向由组织部门和单位查看，您的角色不能查看；需要的，请联系安全管理员调整授权。",
        NotAllowed,
    )
    params = request.GET.copy()
    if "since_after" not in params and "since_before" not in params:
        params["since_after"] = five_years_ago()
    form = MapForm(params, viewer=request.user)
    listing = Listing(MOVEMENTS, request.user, params)
    context = {"form": form, "listing": listing, "faults": [], "entity": MOVEMENTS}
    moves = picture.Moves(listing)
    try:
        kinds = moves.by_kind()
    except Invalid as refusal:
        faults = [text for texts in refusal.fields.values() for text in texts]
        return render(request, "flows/map.html", context | {"faults": faults}, status=400)
    levels, flows = moves.by_level(), moves.by_unit()
    total = sum(kinds.numbers.values())  # lists stop counting at their limit
    record(Action.READ, actor=request.user, subject=MOVEMENTS.name, label="干部流向", rows=total)
    context |= {
        "faults": listing.faults,
        "total": total,
        "all_url": picture.list_of(listing),
        "matrices": [one for one in (kinds, levels) if one.numbers],
        "flows": flows,
        "unit_chart": picture.unit_chart(flows) if flows else None,
    }
    return render(request, "flows/map.html", context)


@login_required
def movements(request: HttpRequest) -> HttpResponse:
    """Who went from where to where."""
    return list_page(
        request,
        MOVEMENTS,
        title="干部流动名单",
        template="flows/list.html",
        nothing={"title": "没有流动记录", "text": "登记任职、轮岗和派出锻炼以后，会列在这里。"},
    )


@login_required
def movement(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a movement there is no more to see than its posting."""
    found = get_object_or_404(MOVEMENTS.rows(request.user), pk=pk)
    return redirect("postings:detail", found.pk)
