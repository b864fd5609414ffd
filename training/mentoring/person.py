"""Mentoring on a person's page: a lane of the timeline, and a tab."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab
from cadres.dossier.timeline import Bar, Lane, Mark, Window, recorded
from training.mentoring.models import Mentorship
from training.mentoring.shown import History


def mentoring(dossier: Dossier, _window: Window) -> Lane:
    """Rounds in which the person was mentored, as they stood on the day."""
    bars: list[Bar | Mark] = []
    for one in History(dossier.cadre, dossier.viewer).rounds:
        if one.ended_on == one.since:
            continue
        when = f"{one.since} 至 {one.ended_on or one.until}"
        bars += recorded(f"{one.mentor}帮带", one.since, one.ended_on, dossier.on, when)
    return Lane("领导帮带", bars)


def _of(dossier: Dossier) -> QuerySet:
    """Rounds with the person on either side, as far as the viewer sees them."""
    rows = Mentorship.objects.visible_to(dossier.viewer)
    return rows.filter(Q(cadre=dossier.cadre) | Q(mentor=dossier.cadre))


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    rows = _of(dossier).select_related("mentor", "cadre").order_by("-since", "-pk")
    rounds = [one for one in rows if one.cadre_id == dossier.cadre.pk]
    listed = dossier.open_entry is not None
    return {
        "rounds": rounds,
        "mentees": [one for one in rows if one.mentor_id == dossier.cadre.pk],
        "has_open": any(one.ended_on is None for one in rounds),
        "may_pair": listed and (dossier.may_keep or dossier.may_ask) and not dossier.is_own,
        "cadre": dossier.cadre,
    }


MENTORING = Tab(
    name="mentoring",
    template="mentoring/tab.html",
    label=lambda _d: "帮带",
    content=_content,
    counted=lambda d: [_of(d)],
)
