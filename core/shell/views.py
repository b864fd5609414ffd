"""The workbench and the global search."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.accounts.models import Grant, User
from core.choices import Role, UnitKind
from core.jobs.models import Job
from core.scoping import roles_of
from core.units.models import Unit

MOST_HITS = 20


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
    """Units (and, for those who keep them, accounts) by name, pinyin, initials or code."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:50]
    units, accounts = Unit.objects.none(), User.objects.none()
    if text:
        units = Unit.objects.visible_to(request.user).select_related("parent")
        for word in text.lower().split():
            units = units.filter(search__contains=word)
        keeper = {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR}
        accounts = User.objects.visible_to(request.user, acting_as=keeper).select_related("unit")
        accounts = accounts.filter(name__icontains=text) | accounts.filter(username__icontains=text)
    context = {
        "text": text,
        "units": units[: MOST_HITS + 1],
        "accounts": accounts[: MOST_HITS + 1],
        "most": MOST_HITS,
    }
    return render(request, "shell/search.html", context)
