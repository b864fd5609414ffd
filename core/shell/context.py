"""What every page needs around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string

from core.accounts.kept import kept_here
from core.shell.nav import groups_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`: names of city and programme, the navigation, the bell and the
    kept form of whoever is logged in."""
    user = getattr(request, "user", None)
    fragment = getattr(request, "htmx", False)
    groups: list[dict[str, Any]] = []
    bell = kept = None
    if user is not None and user.is_authenticated and not fragment:
        groups = groups_for(user, request.path)
        bell = import_string(settings.BELL)(user)
        kept = kept_here(request)
    return {
        "shell": {
            "city": settings.CITY_NAME,
            "programme": settings.PROGRAMME,
            "support": settings.SUPPORT,
            "demo": settings.DEMO,
            "home_url": reverse("home"),
            "groups": groups,
            "bell": bell,
            "kept": kept,
        }
    }
