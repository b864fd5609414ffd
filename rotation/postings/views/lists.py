"""The list of postings, and choosing somebody in a form."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from cadres.people.search import called
from core.audit.models import Action
from core.audit.services import record
from core.listing.nothing import filled_by
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import roles_of
from rotation.postings.choice import postable
from rotation.postings.entities import POSTINGS
from rotation.postings.querysets import OFFICES
from rotation.postings.shown import shown
from rotation.postings.tabs import tabs
from rotation.postings.views.reach import seen_posting

MOST_OPTIONS = 50

NOTHING = {"title": "还没有任职和锻炼", "text": "登记任职、轮岗或派出以后，会列在这里。"}


@login_required
def postings(request: HttpRequest) -> HttpResponse:
    """Who holds what and who is away, on a day."""
    may = bool(roles_of(request.user) & OFFICES)
    return list_page(
        request,
        POSTINGS,
        template="postings/list.html",
        above="postings/tabs.html",
        tabs=tabs(Listing(POSTINGS, request.user, request.GET)) if may else [],
        may_enter=may,
        may_extract=bool(roles_of(request.user) & KEEPERS),
        nothing=filled_by(NOTHING, "postings:create", "登记任职", may=may),
    )


@login_required
def people(request: HttpRequest) -> JsonResponse:
    """People whom the viewer may post, who answer what was typed: `[{"value", "text"}]`."""
    text = request.GET.get("q", "")[:50]
    mine = postable(request.user).values("pk")
    rows = called(request.user, text).filter(pk__in=mine).values_list("pk", "name", "title")
    found = [{"value": pk, "text": f"{name}　{title}"} for pk, name, title in rows[:MOST_OPTIONS]]
    record(
        Action.READ,
        actor=request.user,
        subject="cadres",
        label="选择干部",
        detail={"text": text.replace("\x00", "")},
        rows=len(found),
    )
    return JsonResponse(found, safe=False)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One posting: where, as what, how long, what prolonged it, and the person's others."""
    found = seen_posting(request, pk)
    label = f"{found.cadre} {found.get_kind_display()}"
    record(Action.READ, actor=request.user, target=found.cadre, label=label)
    return render(request, "postings/detail.html", shown(found, request.user, timezone.localdate()))
