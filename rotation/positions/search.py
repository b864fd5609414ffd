"""Finding positions by their title."""

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from core.scoping import Viewer
from core.shell.searches import MOST_HITS, Found, Hit
from rotation.positions.models import Position


def positions(viewer: Viewer, text: str) -> Found:
    """Positions that exist today, of the units in scope, for the global search."""
    rows = Position.objects.visible_to(viewer).existing(timezone.localdate())  # type: ignore[attr-defined]
    rows = rows.filter(title__icontains=text).order_by("unit__sort_path", "order", "pk")
    found = rows.values_list("pk", "title", "unit__short_name")
    return Found(
        label="职位",
        heads=("职务名称", "单位"),
        hits=[
            Hit(reverse("positions:detail", args=[pk]), (title, unit))
            for pk, title, unit in found[: MOST_HITS + 1]
        ],
        more=f"{reverse('positions:list')}?{urlencode({'title': text})}",
    )
