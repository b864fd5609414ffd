"""The page 导出: what to make of the ticked rows, or of all that match, of a list of people."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cadres.exporting.documents import Document
from cadres.exporting.forms import ExportForm
from cadres.exporting.order import is_chosen
from cadres.exporting.people import person_path
from cadres.people.entities import CADRES
from cadres.roster.entities import ROSTER
from core.jobs.services import enqueue
from core.listing.asof import PARAMETER
from core.listing.entity import Entity
from core.listing.selection import Selection

KIND = "cadres.exporting"


@login_required
def roster(request: HttpRequest) -> HttpResponse:
    """Of the roster."""
    return _choose(request, ROSTER)


@login_required
def cadres(request: HttpRequest) -> HttpResponse:
    """Of the list of people."""
    return _choose(request, CADRES)


def _choose(request: HttpRequest, entity: Entity) -> HttpResponse:
    """A posted list opens the page; the page posted again makes the job."""
    if request.method != "POST":
        return redirect(entity.list_url)
    selection = _selection(entity, request)
    is_made = request.POST.get("step") == "export"
    form = ExportForm(
        request.POST if is_made else None,
        initial={"query": selection.query},
        viewer=request.user,
    )
    count = selection.rows().values(person_path(entity)).distinct().order_by().count()
    back = _back(entity, selection)
    if not count:
        return render(request, "exporting/nobody.html", {"back": back}, status=400)
    if is_made and form.is_valid():
        return redirect("jobs:detail", _enqueued(request, selection, form).pk)
    context = {
        "form": form,
        "selection": selection,
        "count": count,
        "entity": entity,
        "on": selection.listing.on,
        "now": timezone.localtime(),
        "back": back,
        "tells_numbers": "without_numbers" in form.fields,
    }
    return render(request, "exporting/choose.html", context, status=400 if is_made else 200)


def _selection(entity: Entity, request: HttpRequest) -> Selection:
    """Strict: what a list overlooks must not widen what is exported. Nothing ticked means all."""
    data: QueryDict = request.POST.copy()
    if not data.getlist("selected"):
        data["all"] = "1"
    selection = Selection(entity, request.user, data, strict=True, usual_columns=True)
    _ = selection.listing.keys  # an order that there is not is refused here, not in the job
    return selection


def _enqueued(request: HttpRequest, selection: Selection, form: ExportForm) -> Any:
    choices, listing = form.choices(), selection.listing
    return enqueue(
        actor=request.user,
        kind=KIND,
        label=f"导出{Document(choices['document']).label}",
        entity=listing.entity.name,
        query=listing.lasting_query,
        all=selection.all,
        selected=[] if selection.all else selection.ticked,
        is_dated=is_chosen(listing.params.get(PARAMETER, ""), listing.on, timezone.localdate()),
        **choices,
    )


def _back(entity: Entity, selection: Selection) -> str:
    address = reverse(entity.list_url)
    return f"{address}?{selection.query}" if selection.query else address
