"""A sheet, and the sheets of a posting, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from core.scoping import Viewer
from policy.parameters.figures import in_force
from rotation.appraisals.figures import AppraisalFigures
from rotation.appraisals.flow import OFFICES, Verb, offered, sides_of
from rotation.appraisals.guards import first_day, half_of, kinds_for, why_not
from rotation.appraisals.host_year import AssessedYear, assessed_years
from rotation.appraisals.models import Appraisal
from rotation.choices import AWAY, AppraisalKind, AppraisalState
from rotation.postings.models import Posting
from rotation.postings.querysets import HOSTS, PostingQuerySet
from rotation.postings.querysets import OFFICES as OFFICE_ROLES

# The page of each verb, and whether it is the next step or a way back.
PAGES = {
    Verb.SUBMIT: ("appraisals:draft", True),
    Verb.JUDGE: ("appraisals:judge", True),
    Verb.COMMENT: ("appraisals:comment", True),
    Verb.CONCLUDE: ("appraisals:conclude", True),
    Verb.SEND_BACK: ("appraisals:send_back", False),
    Verb.REOPEN: ("appraisals:reopen", False),
}


@dataclass(frozen=True, slots=True)
class Button:
    """What the viewer may do with a sheet."""

    label: str
    url: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of sheet of a posting: how it stands, and where it is filled in."""

    kind: AppraisalKind
    sheet: Appraisal | None
    url: str
    words: str


def buttons(sheet: Appraisal, sides: frozenset) -> list[Button]:
    """Ways back first, the next step last."""
    found = [
        Button(str(verb.label), reverse(page, args=[sheet.pk]), is_main)
        for verb in offered(sheet, sides)
        if verb in PAGES
        for page, is_main in [PAGES[verb]]
    ]
    return sorted(found, key=lambda one: one.is_main)


def shown_sheet(sheet: Appraisal, viewer: Viewer) -> dict[str, Any]:
    """What appraisals/detail.html draws: judgements for offices alone, never of oneself."""
    sides = sides_of(sheet.posting, viewer)
    states = list(AppraisalState)
    cadre = sheet.posting.cadre
    files = type(cadre)._default_manager.visible_to(viewer)
    return {
        "sheet": sheet,
        "posting": sheet.posting,
        "is_opened": bool(sides & OFFICES),
        "buttons": buttons(sheet, sides),
        "steps": [
            {"label": state.label, "is_done": states.index(state) < states.index(sheet.state)}
            | {"is_current": state == sheet.state}
            for state in states
        ],
        "sees_file": files.filter(pk=cadre.pk).exists(),
    }


def lines_of(posting: Posting, viewer: Viewer, on: date) -> list[Line]:
    """The sheets that a posting has or will have, each with what can be done about it."""
    figures = in_force(AppraisalFigures, on, posting.unit)
    rows = Appraisal.objects.visible_to(viewer).filter(posting=posting)
    sheets = {sheet.kind: sheet for sheet in rows}
    kinds = [
        kind for kind in AppraisalKind if kind in sheets or kind in kinds_for(posting, figures)
    ]
    may = bool(sides_of(posting, viewer)) if len(sheets) < len(kinds) else False
    found = []
    for kind in kinds:
        sheet = sheets.get(kind)
        if sheet is not None:
            url, words = reverse("appraisals:detail", args=[sheet.pk]), sheet.get_state_display()
        else:
            sentence = why_not(posting, kind, figures, on)
            url = "" if sentence or not may else reverse("appraisals:fill", args=[posting.pk, kind])
            words = f"{_opening(posting, kind, figures)} 起填写" if sentence else "还没有填写"
        found.append(Line(kind, sheet, url, words))
    return found


def years_of(cadre: int, viewer: Viewer, on: date) -> list[AssessedYear]:
    """Who assesses which year of somebody, as far as the viewer sees his postings; for offices."""
    rows = Posting.objects.filter(PostingQuerySet.opened_to(viewer, OFFICE_ROLES | HOSTS))
    rows = rows.real().filter(cadre=cadre, kind__in=AWAY, since__lte=on)
    postings = list(rows.select_related("unit", "sending_unit").order_by("since", "pk"))
    if not postings:
        return []
    for posting in postings:
        if posting.ended_on and posting.ended_on > on:
            posting.ended_on = None  # nobody knew it on the day
    figures = in_force(AppraisalFigures, on, postings[-1].unit)
    return assessed_years(postings, host_months=figures.host_months, on=on)


def _opening(posting: Posting, kind: AppraisalKind, figures: AppraisalFigures) -> date | None:
    half = half_of(posting)
    if kind == AppraisalKind.MIDTERM and half is not None:
        return half
    return first_day(posting, kind, figures)
