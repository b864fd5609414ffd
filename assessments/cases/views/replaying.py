"""The replay of a case, as a page and as files."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.cases.models import RosterCase
from assessments.cases.replay.content import Replay, replay_of
from assessments.cases.replay.paper import written
from assessments.cases.shown import steps_of
from assessments.cases.views.cases import label_of, note_reading
from assessments.cases.views.reach import seen_case, standing_of
from cadres.exporting.answering import PAPERS, file_response
from core.audit.models import Action
from core.audit.services import record


@login_required
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was known on the day, and what was done since."""
    case = seen_case(request, pk)
    note_reading(request, case)
    return render(request, "cases/replay.html", {"case": case, "replay": _replay(request, case)})


@login_required
def paper(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """The same as a file; `?inline=1` shows a PDF instead of keeping it."""
    if fmt not in PAPERS:
        raise Http404
    case, on = seen_case(request, pk), timezone.localdate()
    replay = _replay(request, case)
    content = written(replay, fmt, on=on)
    is_shown = fmt == "pdf" and request.GET.get("inline") == "1"
    record(
        Action.PRINT if is_shown else Action.EXPORT,
        actor=request.user,
        subject="cadre",
        target=case.cadre,
        label=label_of(case),
        detail={"格式": fmt},
        rows=1,
    )
    name = f"{replay.title} {case.cadre.name}"
    return file_response(content, fmt, name, on, is_shown=is_shown)


def _replay(request: HttpRequest, case: RosterCase) -> Replay:
    standing = standing_of(case, request.user)
    return replay_of(
        case,
        steps_of(case, request.user),
        is_keeper=standing.is_keeper,
        is_office=standing.is_office,
    )
