"""Where the numbers of the plan lead: to the figure, or to the duties that were counted."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from policy.duties.choices import Light


def parameter_url(key: str) -> str:
    """The page of a figure."""
    return reverse("plan:parameter", args=[key])


def duties_url(clause: str, light: Light | None, on: date, unit: int | None = None) -> str:
    """The duties of a clause with a light, as `policy.duties.standing` counts them."""
    asked = {"clause": clause, "as_of": on.isoformat()}
    if light is not None:
        asked["tab"] = light.value
    if light == Light.DONE:
        asked["due_after"] = f"{on.year}-01-01"
    if unit is not None:
        asked["unit"] = str(unit)
    return f"{reverse('duties:list')}?{urlencode(asked)}"
