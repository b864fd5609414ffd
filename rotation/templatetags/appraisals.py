"""Appraisals on pages of other nouns: the sheets of a posting, and who assesses which year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from core.scoping import Viewer
from rotation.appraisals.shown import lines_of, years_of
from rotation.choices import AWAY
from rotation.postings.models import Posting

register = template.Library()


@register.inclusion_tag("appraisals/of_posting.html")
def appraisals_of(posting: Posting, viewer: Viewer) -> dict[str, Any]:
    """A panel for a posting away; nothing for a post that is held."""
    if posting.kind not in AWAY or posting.ended_on == posting.since:
        return {"lines": [], "years": [], "is_away": False}
    on = timezone.localdate()
    return {
        "lines": lines_of(posting, viewer, on),
        "years": years_of(posting.cadre_id, viewer, on),
        "is_away": True,
    }


@register.inclusion_tag("appraisals/years.html")
def assessed_years(cadre: int, viewer: Viewer, on: date) -> dict[str, Any]:
    """Who assesses which year of somebody who was out, as far as it was known on the day."""
    return {"years": years_of(cadre, viewer, on)}
