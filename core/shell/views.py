"""The workbench and the global search."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.accounts.models import Grant, User
from core.audit.models import Action
from core.audit.services import record
from core.choices import Role, UnitKind
from core.jobs.models import Job
from core.scoping import roles_of
from core.shell.searches import MOST_HITS, searches
from core.units.models import Unit


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What I am here, what my jobs do, and the units in my reach by kind."""
    roles = roles_of(request.user)
    units = Unit.objects.visible_to(request.user).existing(timezone.localdate())
    kinds = dict(
        units.order_by().values_list("kind").annotate(n=Count("pk")).values_list("kind", "n")
    )
    context = {
        "today": timezone.localdate(),
        "grants": Grant.objects.visible_to(request.user)
        .filter(user=request.user)
        .in_force(timezone.localdate())
        .select_related("unit"),
        "jobs": Job.objects.visible_to(request.user)[:5],
        "kinds": [
            {"code": kind.value, "label": kind.label, "count": kinds[kind]}
            for kind in UnitKind
            if kind in kinds and kind not in (UnitKind.GROUP, UnitKind.CITY)
        ],
        "accounts": _accounts(request.user) if Role.SYSTEM_ADMINISTRATOR in roles else None,
    }
    return render(request, "shell/home.html", context)


def _accounts(user: User) -> dict[str, int]:
    accounts = User.objects.visible_to(user)
    return {
        "open": accounts.filter(is_active=True).count(),
        "closed": accounts.filter(is_active=False).count(),
        "never": accounts.filter(is_active=True, last_login__isnull=True).count(),
    }


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
