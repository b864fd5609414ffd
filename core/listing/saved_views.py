"""Saved views (视图): the list of one's own, keeping one, forgetting one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.listing.entity import Entity, entity_named
from core.listing.forms import ViewForm
from core.listing.models import SavedView, SavedViewQuerySet

MOST_VIEWS = 30


def _mine(request: HttpRequest, entity: Entity) -> SavedViewQuerySet:
    return SavedView.objects.visible_to(request.user).filter(entity=entity.name)


@login_required
def views(request: HttpRequest, name: str) -> HttpResponse:
    """One's views of a list: inside its box for htmx, else as a page of their own."""
    entity = entity_named(name)
    template = "listing/views.html#views" if request.htmx else "listing/views.html"
    return render(request, template, {"entity": entity, "views": _mine(request, entity)})


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
        query = form.cleaned_data.get("query", "")
        return redirect(f"{reverse(entity.list_url)}?{query}")
    label, query = form.cleaned_data["name"], form.cleaned_data["query"]
    back = f"{reverse(entity.list_url)}?{query}"
    if _mine(request, entity).exclude(name=label).count() >= MOST_VIEWS:
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
