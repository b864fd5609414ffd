"""Pages of the five-year meter: by unit, by person, and one person's."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.people.querysets import ASKERS, KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid
from core.listing.asof import PARAMETER, asked_day
from core.listing.views import list_page
from core.scoping import roles_of
from rotation.meter.by_unit import OPENED, figures_by_unit
from rotation.meter.entities import METERS
from rotation.meter.meter import meter_of
from rotation.meter.shown import owed_moves

KEY = re.compile(r"[0-9]{1,18}")
NOTHING = {"title": "没有在库的人", "text": "干部入库以后，各人经过的岗位会列在这里。"}


@login_required
def units(request: HttpRequest) -> HttpResponse:
    """How many have enough posts and how many lack some, by unit, on a day."""
    viewer: Any = request.user
    if not roles_of(viewer) & (KEEPERS | ASKERS):
        raise Http404
    on, fault = _day(request)
    opened = request.GET.get(OPENED, "")
    key = int(opened) if KEY.fullmatch(opened) else None
    context = figures_by_unit(viewer, on, key) | {"on": on, "fault": fault}
    return render(request, "meter/units.html", context, status=400 if fault else 200)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on the roster with his posts."""
    return list_page(request, METERS, template="meter/list.html", nothing=NOTHING)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's meter: every posting, whether it counts and why, and what he is due for."""
    viewer: Any = request.user
    on, fault = _day(request)
    cadre = get_object_or_404(Cadre.objects.visible_to(viewer).select_related("unit"), pk=pk)
    meter = meter_of(cadre, on, viewer)
    record(Action.READ, actor=viewer, target=cadre, label=f"五年两岗：{cadre.name}")
    context = {
        "cadre": cadre,
        "meter": meter,
        "on": on,
        "fault": fault,
        "owed": owed_moves(cadre, on, viewer),
    }
    return render(request, "meter/detail.html", context, status=400 if fault else 200)


def _day(request: HttpRequest) -> tuple[Any, str]:
    """The day that was asked for, and the sentence where it cannot be read."""
    try:
        return asked_day(request.GET.get(PARAMETER, "")), ""
    except Invalid as refusal:
        return timezone.localdate(), refusal.fields[PARAMETER][0]
