"""The tab 历练: posts and times away, and the evidence of grassroots experience."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from cadres.dossier.dossier import Dossier
from cadres.dossier.tabs import Tab
from cadres.people.columns import GRASSROOTS_MONTHS
from rotation.grassroots.evidence import evidence
from rotation.person.lanes import days
from rotation.person.rows import Row, posting_rows, postings_of, rows_of


def _content(dossier: Dossier, _asked: QueryDict) -> dict[str, Any]:
    on, cadre = dossier.on, dossier.cadre
    rows = [_as_of(row, on) for row in postings_of(dossier)[::-1]]
    running = [row for row in rows if row.ended_on is None]
    told = evidence(cadre, dossier.viewer, on, with_reasons=not dossier.is_own)
    return {
        "postings": [(row, days(row)) for row in rows],
        "planned": [row for row in rows_of(dossier) if row.is_planned],
        "held": [row for row in running if row.is_held],
        "away": [row for row in running if row.is_away],
        "was_away": any(row.is_away for row in rows),
        "grassroots": told,
        "on_file": cadre.grassroots_months,
        "differs": told.months != cadre.grassroots_months,
        "enough": GRASSROOTS_MONTHS,
        "may_post": (dossier.may_keep or dossier.may_ask) and not dossier.is_own,
        "may_judge": dossier.may_keep and not dossier.is_own,
    }


def _as_of(row: Row, on: Any) -> Row:
    """The row as it stood on a day: an end that was still to come is not there."""
    if row.ended_on is not None and row.ended_on > on:
        return row._replace(ended_on=None, end_reason="")
    return row


POSTINGS = Tab(
    name="postings",
    template="rotation/tab.html",
    label=lambda _d: "历练",
    content=_content,
    counted=lambda d: [posting_rows(d)],
)
