"""How every page of a check begins: a department, and a check in its scope."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.spot_checks.models import SpotCheck
from assessments.spot_checks.services.reading import NO_RIGHT
from cadres.people.querysets import KEEPERS
from core.errors import NotAllowed, refuse_if
from core.scoping import roles_of

READ_ONLY = NO_RIGHT.replace("办理", "查看")


def refuse_units(request: HttpRequest) -> None:
    """Units hear of a check when its findings come back to them."""
    refuse_if(not KEEPERS & roles_of(request.user), READ_ONLY, NotAllowed)


def seen_check(request: HttpRequest, pk: int) -> SpotCheck:
    """The check, or 404."""
    rows = SpotCheck.objects.visible_to(request.user).select_related("unit", "drawn_by")
    return get_object_or_404(rows, pk=pk)


def crumb(check: SpotCheck, *more: str) -> list[dict[str, Any]]:
    """The way to a page below a check, for components/crumb.html."""
    way = [
        {"label": "谈话抽查", "url": reverse("spot_checks:list")},
        {"label": str(check), "url": reverse("spot_checks:detail", args=[check.pk])},
    ]
    return way + [{"label": label} for label in more]
