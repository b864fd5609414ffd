"""What is late or soon due about a person on the day, each with the page that says why."""

from __future__ import annotations

from django.urls import reverse

from cadres.dossier.dossier import Dossier
from policy.duties.choices import Light
from policy.duties.models import Duty
from policy.duties.shown import light_of, thing

PRESSING = (Light.OVERDUE, Light.SOON)


def lights(found: Dossier) -> list[dict[str, str]]:
    """In the order of their dates, for those who may see what is owed about him; one statement."""
    rows = Duty.objects.visible_to(found.viewer).filter(cadre=found.cadre)
    lines = []
    for duty in rows.standing(found.on, PRESSING).order_by("due_on", "pk"):
        colour, words = light_of(duty, found.on)
        url = reverse("duties:detail", args=[duty.pk])
        lines.append({"light": colour, "words": f"{thing(duty)}　{words}", "url": url})
    return lines
