"""All forms of a round: a few at once, many by a job."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessments.rounds.jobs import log
from assessments.rounds.papers import (
    AT_ONCE,
    KINDS,
    forms_of,
    refuse_size,
    sheets_of,
    title_of,
    written,
)
from assessments.rounds.views.reach import seen_round
from cadres.exporting.answering import file_response
from core.jobs.services import enqueue


@require_POST
@login_required
def papers(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The file, or the job that makes it."""
    if kind not in KINDS:
        raise Http404
    one, on = seen_round(request, pk), timezone.localdate()
    sheets = sheets_of(one, request.user)
    refuse_size(kind, len(sheets))
    if len(sheets) > AT_ONCE:
        label = f"{title_of(one)}（{KINDS[kind]}）"
        job = enqueue(
            actor=request.user, kind="assessments.rounds.papers", label=label,
            round=one.pk, form=kind,
        )  # fmt: skip
        return redirect("jobs:detail", job.pk)
    content = written(kind, forms_of(sheets, one, request.user), one, on=on)
    log(request.user, one, kind, len(sheets))
    return file_response(content, kind, title_of(one), on)
