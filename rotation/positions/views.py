"""Pages of positions: the list, one position with who holds it, and its verbs."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.listing.nothing import filled_by
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of
from rotation.positions import services
from rotation.positions.choice import called, words_of
from rotation.positions.entities import POSITIONS
from rotation.positions.forms import AbolishForm, EditPositionForm, NewPositionForm, initial_of
from rotation.positions.models import Position

MOST_FOUND = 50

NOTHING = {"title": "还没有职位", "text": "新设职位以后，会列在这里。"}


@login_required
def positions(request: HttpRequest) -> HttpResponse:
    """What posts units have."""
    may_keep = bool(roles_of(request.user) & KEEPERS)
    return list_page(
        request,
        POSITIONS,
        template="positions/list.html",
        may_keep=may_keep,
        nothing=filled_by(NOTHING, "positions:create", "新设职位", may=may_keep),
    )


@login_required
def options(request: HttpRequest) -> JsonResponse:
    """Positions that match what was typed into a choice: `[{"value", "text"}]`, the first fifty."""
    rows = Position.objects.visible_to(request.user).existing(timezone.localdate())
    found = called(rows, request.GET.get("q", "")[:50]).select_related("unit")[:MOST_FOUND]
    return JsonResponse([{"value": one.pk, "text": words_of(one)} for one in found], safe=False)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One position: its facts, who holds it, who held it."""
    rows = Position.objects.visible_to(request.user).select_related("unit", "changed_by")
    found, on = get_object_or_404(rows, pk=pk), timezone.localdate()
    postings = apps.get_model("rotation", "Posting")._default_manager.visible_to(request.user)
    every = list(postings.real().filter(position=found).select_related("cadre", "unit"))
    holders = [one for one in every if one.ended_on is None or one.ended_on > on]
    record(Action.READ, actor=request.user, target=found, label=f"{found.unit} {found}")
    context = {
        "position": found,
        "holders": holders,
        "former": [one for one in every if one not in holders],
        "free": max(found.quota - sum(one.is_main for one in holders), 0),
        "may_keep": Position.objects.managed_by(request.user).filter(pk=pk).exists(),
        "is_there": found.until is None or found.until > on,
    }
    return render(request, "positions/detail.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new position."""
    may = bool(roles_of(request.user) & KEEPERS)
    refuse_if(not may, services.NO_RIGHT, NotAllowed)
    initial = {"unit": request.GET.get("unit", "")}
    form = NewPositionForm(request.POST or None, initial=initial, viewer=request.user)
    return form_page(
        request,
        form,
        lambda data: _page(services.add(actor=request.user, on=timezone.localdate(), **data)),
        title="新设职位",
        back=reverse("positions:list"),
        done="已新设职位。",
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its facts."""
    found = _mine(request, pk)
    form = EditPositionForm(request.POST or None, initial=initial_of(found))
    return form_page(
        request,
        form,
        lambda data: _page(
            services.edit(actor=request.user, position=found, on=timezone.localdate(), **data)
        ),
        title=f"修改职位：{found}",
        intro=f"{found.unit.name}的职位；换单位的请撤销后在新单位设立。",
        back=_page(found),
    )


@login_required
def abolish(request: HttpRequest, pk: int) -> HttpResponse:
    """Its end."""
    found = _mine(request, pk)
    form = AbolishForm(request.POST or None, initial={"seen": found.version})

    def verb(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        return _page(services.abolish(actor=request.user, position=found, on=on, **data))

    return form_page(
        request,
        form,
        verb,
        title=f"撤销职位：{found}",
        intro="撤销以后不能再登记任这个职位，历史记录保留。",
        submit="撤销职位",
        done="已撤销职位。",
        back=_page(found),
        is_danger=True,
    )


def _mine(request: HttpRequest, pk: int) -> Position:
    """The position, if he may see it (404) and change it (403)."""
    rows = Position.objects.visible_to(request.user).select_related("unit")
    found = get_object_or_404(rows, pk=pk)
    may = Position.objects.managed_by(request.user).filter(pk=pk).exists()
    refuse_if(not may, services.NO_RIGHT, NotAllowed)
    return found


def _page(found: Position) -> str:
    return reverse("positions:detail", args=[found.pk])
