"""What every page needs around its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from core.shell.nav import groups_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`: names of city and programme, and the navigation of whoever is logged in."""
    user = getattr(request, "user", None)
    fragment = getattr(request, "htmx", False)
    groups = []
    if user is not None and user.is_authenticated and not fragment:
        groups = groups_for(user, request.path)
    return {
        "shell": {
            "city": settings.CITY_NAME,
            "programme": settings.PROGRAMME,
            "support": settings.SUPPORT,
            "demo": settings.DEMO,
            "home_url": reverse("home"),
            "groups": groups,
        }
    }
