"""The generic list page, and what every list can do: export what is seen, keep a view."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid
from core.jobs.services import enqueue
from core.listing.entity import Entity, entity_named
from core.listing.exports import FORMATS
from core.listing.forms import ExportForm, ViewForm
from core.listing.models import SavedView
from core.listing.page import SIZES, Listing
from core.listing.selection import Selection

MOST_VIEWS = 30


def list_page(
    request: HttpRequest,
    entity: Entity,
    *,
    title: str | None = None,
    template: str = "listing/page.html",
    **context: Any,
) -> HttpResponse:
    """The page of an entity's list; only the list itself when htmx asks for it.

    `batch` in the context is `[{"label", "url"}]`: verbs that act on the ticked rows.
    """
    listing = Listing(entity, request.user, request.GET)
    status, faults = 200, []
    try:
        rows = listing.table()
        count = listing.count
    except Invalid as refusal:
        status, rows, count = 400, [], 0
        faults = [text for name in ("cursor", "order") for text in refusal.fields.get(name, [])]
    views = SavedView.objects.visible_to(request.user).filter(entity=entity.name)
    if entity.personal and status == 200:
        query = request.GET.urlencode()[:500]
        record(
            Action.READ,
            actor=request.user,
            subject=entity.name,
            label=entity.label,
            detail={"query": query} if query else None,
            rows=len(rows),
        )
    context |= {
        "entity": entity,
        "listing": listing,
        "title": title or entity.label,
        "rows": rows,
        "count": count,
        "faults": faults,
        "views": views,
        "formats": FORMATS,
        "sizes": SIZES,
        "headers": _headers(listing),
        "kept": [(n, v) for n, v in request.GET.items() if n not in ("size", "cursor") and v],
        "without_columns": listing.query(columns=None, cursor=None),
        "chosen": {column.name for column in listing.columns},
        "batch": context.get("batch", []),
    }
    if status == 200:
        page = listing.page
        last = page.first_number + len(rows) - 1
        context["pager"] = {
            "text": _pager_text(listing, entity.measure, page.first_number, last),
            "next": f"?{listing.query(cursor=page.next)}" if page.next else "",
            "previous": f"?{listing.query(cursor=page.previous)}" if page.previous else "",
        }
    if request.htmx and not request.htmx.history_restore_request:
        template = "listing/page.html#list"  # a partial is looked for where it is written
    return render(request, template, context, status=status)


def _headers(listing: Listing) -> list[dict[str, Any]]:
    headers = []
    for column in listing.columns:
        direction = listing.order.removesuffix(column.name)
        sorted_by = listing.order in (column.name, f"-{column.name}")
        turn = f"-{column.name}" if listing.order == column.name else column.name
        headers.append(
            {
                "column": column,
                "url": f"?{listing.query(order=turn, cursor=None)}" if column.sortable else "",
                "sort": ("descending" if direction == "-" else "ascending") if sorted_by else "",
            }
        )
    return headers


def _pager_text(listing: Listing, measure: str, first: int, last: int) -> str:
    if not listing.count:
        return f"共 0 {measure}"
    return f"共 {listing.count_text} {measure}，本页 {first}–{last}"


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
        query=selection.query,
        all=selection.all,
        selected=[] if selection.all else selection.ticked,
    )
    return redirect("jobs:detail", job.pk)


@require_POST
@login_required
def save_view(request: HttpRequest, name: str) -> HttpResponse:
    """Keep the present filter, columns and order under a name; the same name is replaced."""
    entity = entity_named(name)
    form = ViewForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            "".join(text for texts in form.errors.values() for text in texts) + "没有保存。",
        )
        return redirect(entity.list_url)
    label, query = form.cleaned_data["name"], form.cleaned_data["query"]
    back = f"{reverse(entity.list_url)}?{query}"
    mine = SavedView.objects.visible_to(request.user).filter(entity=entity.name)
    if mine.exclude(name=label).count() >= MOST_VIEWS:
        messages.error(request, f"每个列表最多保存 {MOST_VIEWS} 个视图，请先删除不用的。")
    else:
        try:
            with transaction.atomic():
                SavedView.objects.update_or_create(
                    user=request.user, entity=entity.name, name=label, defaults={"query": query}
                )
            messages.success(request, f"已保存视图“{label}”。")
        except IntegrityError:
            messages.error(request, "刚刚已有同名视图保存，请换一个名称。")
    return redirect(back)


@require_POST
@login_required
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a saved view."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    view.delete()
    messages.success(request, f"已删除视图“{view.name}”。")
    return redirect(entity_named(view.entity).list_url)
