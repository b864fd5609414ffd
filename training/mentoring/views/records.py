"""What is recorded of a round: sessions and reviews."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.pages import form_page
from training.choices import ReviewKind
from training.mentoring import recording
from training.mentoring.forms import ReviewForm, SessionForm
from training.mentoring.models import MentoringSession, Mentorship
from training.mentoring.views.reach import asked_duty, kept_round


@login_required
def log_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a meeting."""
    found = kept_round(request, pk)
    return _session_page(
        request,
        SessionForm(request.POST or None),
        lambda data: recording.log_session(
            actor=request.user, mentorship=found, on=timezone.localdate(), **data
        ),
        found,
        "登记帮带活动",
    )


@login_required
def amend_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a meeting."""
    session = _kept_session(request, pk)
    initial = {name: getattr(session, name) for name in recording.SAID}
    return _session_page(
        request,
        SessionForm(request.POST or None, initial=initial),
        lambda data: recording.amend_session(
            actor=request.user, session=session, on=timezone.localdate(), **data
        ),
        session.mentorship,
        "更正帮带活动",
        session,
    )


@require_POST
@login_required
def remove_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out what was entered by mistake."""
    session = _kept_session(request, pk)
    recording.remove_session(actor=request.user, session=session)
    messages.success(request, f"已删除 {session.held_on} 的活动记录。")
    return redirect("mentoring:detail", session.mentorship_id)


@login_required
def review(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write a review, or write it anew."""
    found, kind = kept_round(request, pk), ReviewKind(kind)
    written = found.reviews.filter(kind=kind).first()
    initial = {name: getattr(written, name) for name in recording.JUDGED} if written else {}
    form = ReviewForm(request.POST or None, initial=initial | {"seen": found.version})

    def verb(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        recording.review(actor=request.user, mentorship=found, kind=kind, on=on, **data)
        return _page(found)

    return form_page(
        request,
        form,
        verb,
        title=f"{kind.label}：{found.cadre}",
        back=_page(found),
        intro=f"{found.mentor}自 {found.since} 起帮带，{found.until} 期满。",
    )


@login_required
def of_duty(request: HttpRequest, kind: str) -> HttpResponse:
    """From a duty to the review that it asks for (`?duty=`)."""
    duty = asked_duty(request, f"mentor.{kind}")
    if duty is None:
        return redirect("mentoring:list")
    found = kept_round(request, duty.period.removeprefix("round-"))
    return redirect("mentoring:review", found.pk, kind)


def _kept_session(request: HttpRequest, pk: int) -> MentoringSession:
    rows = MentoringSession.objects.kept_by(request.user)
    return get_object_or_404(rows.select_related("mentorship__cadre", "mentorship__mentor"), pk=pk)


def _session_page(
    request: HttpRequest,
    form: SessionForm,
    verb: Any,
    found: Mentorship,
    title: str,
    session: MentoringSession | None = None,
) -> HttpResponse:
    def then(data: dict[str, Any]) -> str:
        verb(data)
        return _page(found)

    return form_page(
        request,
        form,
        then,
        title=f"{title}：{found.cadre}",
        back=_page(found),
        template="mentoring/session.html",
        session=session,
    )


def _page(found: Mentorship) -> str:
    return reverse("mentoring:detail", args=[found.pk])
