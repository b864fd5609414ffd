"""The workbench and the global search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.shell.panels import shown
from core.shell.searches import MOST_HITS, searches


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The panels of whoever asks, in two columns."""
    today = timezone.localdate()
    panels = shown(request, today)
    said = {
        part: next((panel.filling[part] for panel in panels if panel.filling.get(part)), "")
        for part in ("heading", "beneath")
    }
    context = {
        "today": today,
        **said,
        "main": [panel for panel in panels if not panel.aside],
        "aside": [panel for panel in panels if panel.aside],
    }
    return render(request, "shell/home.html", context)


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """What each search finds in the viewer's scope: people first, then units and accounts."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:50]
    found = [find(request.user, text) for find in searches()] if text else []
    found = [group for group in found if group.hits]
    if text:
        record(
            Action.READ,
            actor=request.user,
            subject="search",
            label="全局查找",
            detail={"text": text},
            rows=sum(len(group.shown) for group in found),
        )
    return render(request, "shell/search.html", {"text": text, "found": found, "most": MOST_HITS})
