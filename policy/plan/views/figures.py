"""Pages of figures: all of them, and one with its history."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from core.listing.views import list_page
from policy.clauses.text import clauses
from policy.parameters.authority import CITY, counties_set_by, may_set
from policy.parameters.catalogue import BY_KEY, Definition
from policy.parameters.entities import PARAMETERS, kind_of
from policy.parameters.models import ParameterValue
from policy.plan.addresses import parameter_url
from policy.plan.asked import asked_of, refuse_outsiders
from policy.plan.effects import rules_reading
from policy.plan.reading import OPEN, Reading, is_of_an_office, open_figures
from policy.plan.screens import use_of


def known(key: str) -> Definition:
    """The figure of the catalogue, or 404."""
    if key not in BY_KEY:
        raise Http404
    return BY_KEY[key]


@login_required
def parameters(request: HttpRequest) -> HttpResponse:
    """Every value in reach; above it the figures that nobody has set yet."""
    read = Reading(request.user, timezone.localdate())
    unset = [] if not read.city else open_figures(read)
    return list_page(
        request,
        PARAMETERS,
        title="参数一览",
        template="plan/parameters.html",
        unset=[{"label": one.label, "url": parameter_url(one.key)} for one in unset],
    )


@login_required
def value(request: HttpRequest, pk: int) -> HttpResponse:
    """A value stands in the history of its figure."""
    row = get_object_or_404(
        ParameterValue.objects.visible_to(request.user).select_related("parameter"), pk=pk
    )
    return redirect(f"{reverse('plan:parameter', args=[row.parameter.key])}#v{row.pk}")


@login_required
def parameter(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: what it is, what holds where, what reads it, and everything it ever was."""
    refuse_outsiders(request.user)
    definition = known(key)
    on = timezone.localdate()
    asked = asked_of(request)
    rows = ParameterValue.objects.visible_to(request.user).filter(parameter__key=key)
    rows = rows.select_related("unit", "set_by").order_by("unit__sort_path", "-since")
    clause = next(one for one in clauses() if one.code == definition.clause)
    rules = rules_reading(key) if is_of_an_office(request.user) else []
    context = {
        "definition": definition,
        "clause": clause,
        "text": asked.read.text(key),
        "is_open": asked.read.text(key) == OPEN,
        "kind": kind_of(key),
        "rules": [{"label": r.label, "sentence": asked.read.sentence(r)} for r in rules],
        "use": "" if rules else use_of(key),
        "history": [line(row, definition, request.user, on) for row in rows],
        "verbs": verbs(definition, request.user),
    }
    return render(request, "plan/parameter.html", context)


def verbs(definition: Definition, viewer: Any) -> list[dict[str, Any]]:
    """The buttons of who may change it."""
    url = reverse("plan:change", args=[definition.key])
    if may_set(viewer, definition, None):
        return [{"label": "修改", "url": url, "is_main": True}]
    return [
        {
            "label": f"为{unit.short_name}从严设定",
            "url": f"{url}?unit={unit.pk}",
            "is_main": True,
        }
        for unit in counties_set_by(viewer)
        if may_set(viewer, definition, unit)
    ]


def line(row: ParameterValue, definition: Definition, viewer: Any, on: Any) -> dict[str, Any]:
    """One value of the history, and whether the viewer may take it back."""
    coming = row.since > on
    past = row.until is not None and row.until <= on
    may = not past and (coming or row.unit is not None) and may_set(viewer, definition, row.unit)
    state = ("none", "将来") if coming else ("waived", "已过") if past else ("green", "现行")
    return {
        "pk": row.pk,
        "region": row.unit.short_name if row.unit is not None else CITY,
        "text": definition.kind.show(row.value),
        "since": row.since if row.set_by is not None or row.since.year > 1900 else None,
        "until": row.until,
        "colour": state[0],
        "state": state[1],
        "who": row.set_by.name if row.set_by is not None else "",
        "when": row.set_at,
        "reason": row.reason,
        "document": row.document,
        "withdraw": reverse("plan:withdraw", args=[row.pk]) if may else "",
    }
