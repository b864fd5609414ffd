"""The list of people, the tree beside it, and choosing a person in a form."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from cadres.people.columns import OFFICES
from cadres.people.entities import CADRES
from cadres.people.querysets import KEEPERS
from cadres.people.search import called
from core.audit.models import Action
from core.audit.services import record
from core.choices import Role
from core.listing.views import list_page
from core.scoping import roles_of
from core.units.models import Unit
from core.units.tree import opened_tree

MOST_OPTIONS = 50
DOCUMENTS = "exporting:cadres"  # rosters and forms as files


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in scope; a cadre finds himself."""
    roles = roles_of(request.user)
    is_office = bool(roles & OFFICES)
    return list_page(
        request,
        CADRES,
        title="本人档案" if Role.CADRE in roles and not is_office else None,
        template="people/list.html",
        has_tree=is_office,
        may_keep=bool(roles & KEEPERS),
        batch=_verbs(roles) if is_office else [],
        documents=reverse(DOCUMENTS) if is_office else "",
    )


@login_required
def tree(request: HttpRequest) -> HttpResponse:
    """The units beside the list, fetched after it: the list need not wait for them."""
    asked = request.GET.get("unit", "")
    units = Unit.objects.visible_to(request.user)
    known = asked.isdecimal() and len(asked) < 18
    current = units.filter(pk=asked).first() if known else None
    nodes = opened_tree(request.user, link=reverse("cadres:list"), current=current)
    return render(request, "people/tree.html", {"nodes": nodes})


@login_required
def options(request: HttpRequest) -> JsonResponse:
    """People who answer what was typed into a choice: `[{"value", "text"}]`, the first fifty."""
    text = request.GET.get("q", "")[:50]
    rows = called(request.user, text).values_list("pk", "name", "title")[:MOST_OPTIONS]
    found = [{"value": pk, "text": f"{name}（{title}）"} for pk, name, title in rows]
    record(
        Action.READ,
        actor=request.user,
        subject=CADRES.name,
        label="选择干部",
        detail={"text": text.replace("\x00", "")},
        rows=len(found),
    )
    return JsonResponse(found, safe=False)


def _verbs(roles: frozenset[Role]) -> list[dict[str, Any]]:
    verbs = [
        {"label": "对比", "url": reverse("cadres:compare")},
        {"label": "报名选拔", "url": reverse("intake:propose")},
    ]
    if roles & KEEPERS:
        verbs.append({"label": "入库", "url": reverse("roster:admit")})
    return verbs
