"""The generic list page, what opens on it when asked, and its export."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid
from core.jobs.services import enqueue
from core.listing import drawing
from core.listing.entity import Entity, entity_named
from core.listing.exports import FORMATS
from core.listing.forms import ExportForm
from core.listing.page import SIZES, Listing
from core.listing.panel import Panel
from core.listing.selection import Selection
from core.listing.table import Row, table

NOTHING = {"title": "还没有记录", "text": "有了记录以后会列在这里。"}


def list_page(
    request: HttpRequest,
    entity: Entity,
    *,
    title: str | None = None,
    template: str = "listing/page.html",
    fixed: Mapping[str, str] | None = None,
    **context: Any,
) -> HttpResponse:
    """The page of an entity's list; only the list itself when htmx asks for it.

    `fixed` are conditions that belong to the page: they hold and are kept, the panel does not draw
    them. `batch` in the context is `[{"label", "url"}]`: verbs that act on the ticked rows;
    `nothing` what stands where there is nothing at all, for components/empty.html.
    """
    params = request.GET.copy()
    for name, value in (fixed or {}).items():
        params[name] = value
    listing = Listing(entity, request.user, params, counted=True, fixed=fixed or ())
    rows, faults, is_read = _read(listing)
    if entity.personal and is_read:
        _log(request, listing, len(rows))
    context |= {
        "entity": entity,
        "listing": listing,
        "title": title or entity.label,
        "panel": Panel(listing),
        "rows": rows,
        "count": listing.count if is_read else 0,
        "count_text": listing.count_text if is_read else "0",
        "faults": faults,
        "formats": FORMATS,
        "sizes": SIZES,
        "table_head": drawing.head(listing) if rows else "",
        "table_body": drawing.body(listing, rows) if rows else "",
        "column_choices": drawing.column_choices(listing),
        "kept": _kept(listing, "size"),
        "kept_without_columns": _kept(listing, "columns"),
        "without_columns": listing.query(columns=None, cursor=None),
        "batch": context.get("batch", []),
        "nothing": context.get("nothing", NOTHING),
        "pager": _pager(listing, len(rows)) if is_read else {},
    }
    if request.htmx and not request.htmx.history_restore_request:
        template = "listing/page.html#answer"  # a partial is looked for where it is written
    return render(request, template, context, status=400 if faults or not is_read else 200)


def _read(listing: Listing) -> tuple[list[Row], list[str], bool]:
    """The rows, what was wrong with the question, and whether it could be answered all the same."""
    try:
        return table(listing), listing.faults, True
    except Invalid as refusal:
        said = [text for name in ("cursor", "order") for text in refusal.fields.get(name, [])]
        return [], listing.faults + said, False


def _log(request: HttpRequest, listing: Listing, rows: int) -> None:
    entity = listing.entity
    query = "" if entity.discreet else listing.params.urlencode()[:500]
    record(
        Action.READ,
        actor=request.user,
        subject=entity.name,
        label=entity.label,
        detail={"query": query} if query else None,
        rows=None if entity.discreet else rows,
    )


def _kept(listing: Listing, changed: str) -> list[tuple[str, str]]:
    """The rest of the query, kept by a form that changes one part of it."""
    return [
        (name, value)
        for name, values in listing.params.lists()
        if name not in (changed, "cursor")
        for value in values
        if value
    ]


def _pager(listing: Listing, shown: int) -> dict[str, str]:
    page, measure = listing.page, listing.entity.measure
    last = page.first_number + shown - 1
    span = f"，本页 {page.first_number}–{last}" if listing.count else ""
    return {
        "text": f"共 {listing.count_text} {measure}{span}",
        "next": f"?{listing.query(cursor=page.next)}" if page.next else "",
        "previous": f"?{listing.query(cursor=page.previous)}" if page.previous else "",
    }


@login_required
def filters(request: HttpRequest, name: str) -> HttpResponse:
    """The filters of a list under 更多条件: fetched when they are opened."""
    panel = Panel(Listing(entity_named(name), request.user, request.GET))
    return render(request, "listing/more.html", {"panel": panel})


@require_POST
@login_required
def export(request: HttpRequest, name: str) -> HttpResponse:
    """Export what is seen: the list's query with the ticked rows or all that match, as a job."""
    entity = entity_named(name)
    form = ExportForm(request.POST)
    if not form.is_valid():
        raise Invalid({name: list(texts) for name, texts in form.errors.items()})
    chosen_format = form.cleaned_data["format"]
    data = request.POST.copy()
    if not data.getlist("selected"):
        data["all"] = "1"
    selection = Selection(entity, request.user, data, strict=True, usual_columns=True)
    if selection.all:
        selection.rows()  # a query that cannot be run is refused here, not in the job
    job = enqueue(
        actor=request.user,
        kind="core.export",
        label=f"导出{entity.label}（{FORMATS[chosen_format]}）",
        entity=entity.name,
        format=chosen_format,
        query=selection.listing.lasting_query,
        all=selection.all,
        selected=[] if selection.all else selection.ticked,
    )
    return redirect("jobs:detail", job.pk)
