"""The page of one person: head, timeline, and a file in tabs."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cadres.changes.models import ChangeRequest
from cadres.dossier import facts
from cadres.dossier.dossier import Dossier, dossier
from cadres.dossier.lights import lights
from cadres.dossier.tabs import Tab, counts, tabs_of
from cadres.dossier.timeline_drawing import timeline
from cadres.people.models import Cadre
from cadres.people.photo import initials
from core.audit.models import Action
from core.audit.services import record
from core.errors import Invalid
from core.listing.asof import PARAMETER, asked_day


@login_required
def person(request: HttpRequest, pk: int, tab: str = "") -> HttpResponse:
    """One tab of a file; only the file when htmx asks for another tab of it."""
    on, faults = _day(request)
    found = dossier(request.user, pk, on)
    tabs = tabs_of(found)
    chosen = next((one for one in tabs if one.name == tab), None) if tab else tabs[0]
    if chosen is None:
        raise Http404
    label = chosen.label(found)
    record(Action.READ, actor=request.user, target=found.cadre, detail={"tab": label})
    shown = chosen.content(found, request.GET)  # before the counts: it may bring them up to date
    context = {
        "dossier": found,
        "cadre": found.cadre,
        "tab": chosen,
        "tabs": _links(found, tabs, chosen, request.GET.get(PARAMETER, "")),
        "as_of": request.GET.get(PARAMETER, ""),
        **shown,
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "people/person.html#file", context)
    context |= {
        "faults": faults,
        "keys": facts.keys(found),
        "initials": initials(found.cadre.name),
        "lights": lights(found),
        "timeline": timeline(found),
        "is_today": on == timezone.localdate(),
        "neighbours": _neighbours(found),
        "verbs": _verbs(found),
        "pending": _pending(found),
    }
    return render(request, "people/person.html", context)


def _day(request: HttpRequest) -> tuple[date, list[str]]:
    """The day asked for; today, with a sentence, for one that cannot be read."""
    try:
        return asked_day(request.GET.get(PARAMETER, "")), []
    except Invalid as refusal:
        return timezone.localdate(), refusal.fields[PARAMETER]


def _links(found: Dossier, tabs: list[Tab], chosen: Tab, as_of: str) -> list[dict[str, Any]]:
    numbers = counts(found, tabs)
    query = f"?{PARAMETER}={found.on}" if as_of else ""
    return [
        {
            "label": tab.label(found),
            "url": reverse("cadres:tab", args=[found.cadre.pk, tab.name]) + query,
            "current": tab is chosen,
            "count": numbers.get(tab.name),
        }
        for tab in tabs
    ]


def _neighbours(found: Dossier) -> dict[str, int | None]:
    """The people before and after him in his unit: one step in an index each."""
    cadre = found.cadre
    unit = Cadre.objects.visible_to(found.viewer).filter(unit_path=cadre.unit_path)
    before = Q(sort_key__lt=cadre.sort_key) | Q(sort_key=cadre.sort_key, pk__lt=cadre.pk)
    after = Q(sort_key__gt=cadre.sort_key) | Q(sort_key=cadre.sort_key, pk__gt=cadre.pk)
    pks = unit.values_list("pk", flat=True)
    return {
        "previous": pks.filter(before).order_by("-sort_key", "-pk").first(),
        "next": pks.filter(after).order_by("sort_key", "pk").first(),
    }


def _pending(found: Dossier) -> int | None:
    """The change request that waits, for those who decide on it or asked for it."""
    if not (found.may_keep or found.may_ask):
        return None
    requests = ChangeRequest.objects.visible_to(found.viewer).pending()
    return requests.filter(cadre=found.cadre).values_list("pk", flat=True).first()


def _verbs(found: Dossier) -> list[dict[str, Any]]:
    """What the viewer may do with the person, the main step first."""
    pk = found.cadre.pk
    verbs: list[dict[str, Any]] = []
    if found.may_keep or found.may_ask:
        label = "修改" if found.may_keep else "提出变更"
        verbs.append({"label": label, "url": reverse("cadres:edit", args=[pk]), "is_main": True})
    if found.may_keep:
        verbs += _roster_verbs(found)
    return verbs


def _roster_verbs(found: Dossier) -> list[dict[str, Any]]:
    entry = found.open_entry
    if entry is None:
        return [{"label": "入库", "url": f"{reverse('roster:admit')}?id={found.cadre.pk}"}]
    if not entry.is_kept:  # type: ignore[attr-defined]
        return []  # on a list above the viewer's
    return [
        {"label": label, "url": f"{reverse(f'roster:{name}')}?id={entry.pk}"}
        for name, label in (("tier", "调整层级"), ("status", "调整状态"), ("release", "调出"))
    ]
