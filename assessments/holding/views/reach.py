"""How every page of a poll begins: a poll in scope, and the viewer's right to the verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from assessments.polls.choices import PollVerb
from assessments.polls.flow import POLL_FLOW
from assessments.polls.models import Poll
from core.pages import form_page


def seen_poll(request: HttpRequest, pk: int) -> Poll:
    """The poll, or 404."""
    rows = Poll.objects.visible_to(request.user).select_related("unit", "changed_by")
    return get_object_or_404(rows, pk=pk)


def poll_for(request: HttpRequest, pk: int, verb: PollVerb) -> Poll:
    """The poll, for who may do the verb to it now: else 404, 403 or 409."""
    poll = seen_poll(request, pk)
    POLL_FLOW.permit(poll, verb, request.user)
    return poll


def page_of(poll: Poll) -> str:
    """The address of the poll's page."""
    return reverse("polls:detail", args=[poll.pk])


def crumb(poll: Poll, *more: str) -> list[dict[str, Any]]:
    """The way to a page below a poll, for components/crumb.html."""
    way = [
        {"label": "民主测评", "url": reverse("polls:list")},
        {"label": poll.title, "url": page_of(poll)},
    ]
    return way + [{"label": label} for label in more]


def verb_page(
    request: HttpRequest,
    poll: Poll,
    form: forms.Form,
    verb: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    template: str = "polls/form.html",
    **words: Any,
) -> HttpResponse:
    """A page that says what will happen to the poll, and does it when it is posted."""

    def run(data: dict[str, Any]) -> HttpResponse | str:
        outcome = verb(data)
        return outcome if isinstance(outcome, HttpResponse) else page_of(poll)

    words |= {"poll": poll, "crumbs": crumb(poll, title), "back": page_of(poll)}
    return form_page(request, form, run, title=title, template=template, **words)


def kept_from_caches(response: HttpResponse) -> HttpResponse:
    """What is shown once stays in no cache."""
    response["Cache-Control"] = "private, no-store"
    return response
