"""A new poll, and changing one before it is opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.holding.forms import PollFacts, initial_of
from assessments.holding.views.reach import crumb, page_of, poll_for
from assessments.polls import services
from assessments.polls.choices import Category, PollVerb
from assessments.polls.figures import PollFigures
from assessments.polls.models import Poll
from cadres.people.querysets import KEEPERS
from core.errors import NotAllowed, refuse_if
from core.pages import form_page
from core.scoping import roles_of
from policy.parameters.figures import in_force

USUAL_DAYS = 3
NO_RIGHT = "民主测评由市、县（区）委组织部统一组织，您的角色不能新建。"


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """The facts and the categories; its people come on the next page."""
    refuse_if(not KEEPERS & roles_of(request.user), NO_RIGHT, NotAllowed)
    on = timezone.localdate()
    figures = in_force(PollFigures, on)
    form = PollFacts(request.POST or None, viewer=request.user, initial=_usual(figures, on))

    def save(_data: dict[str, Any]) -> str:
        facts, rows = form.told()
        with transaction.atomic():
            poll = services.create(actor=request.user, on=on, **facts)
            services.set_electorates(actor=request.user, poll=poll, seen=poll.version, voters=rows)
        return reverse("polls:people", args=[poll.pk])

    return form_page(
        request,
        form,
        save,
        title="新建民主测评",
        back=reverse("polls:list"),
        submit="下一步：被测评人",
        done="已保存。下一步：选定被测评人。",
        template="polls/edit.html",
        crumbs=[{"label": "民主测评", "url": reverse("polls:list")}, {"label": "新建"}],
        figures=figures,
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form, of a poll that is being prepared."""
    poll = poll_for(request, pk, PollVerb.EDIT)
    form = PollFacts(request.POST or None, viewer=request.user, poll=poll, initial=_filled(poll))

    def save(_data: dict[str, Any]) -> str:
        facts, rows = form.told()
        with transaction.atomic():
            changed = services.edit(actor=request.user, poll=poll, **facts)
            services.set_electorates(
                actor=request.user, poll=changed, seen=changed.version, voters=rows
            )
        return page_of(poll)

    return form_page(
        request,
        form,
        save,
        title="修改民主测评",
        back=page_of(poll),
        template="polls/edit.html",
        crumbs=crumb(poll, "修改"),
        figures=poll,
        poll=poll,
    )


def _usual(figures: PollFigures, on: date) -> dict[str, Any]:
    """Weights by the figures, every category ticked, a few days from today."""
    values = _weights(figures)
    values |= {f"used_{one}": True for one in Category}
    values |= {"year": on.year, "title": f"{on.year}年度优秀年轻干部民主测评"}
    return values | {"opens_on": on, "closes_on": on + timedelta(days=USUAL_DAYS)}


def _weights(figures: PollFigures) -> dict[str, Any]:
    return {f"weight_{one}": getattr(figures, f"weight_{one.lower()}") for one in Category}


def _filled(poll: Poll) -> dict[str, Any]:
    """The poll's own values; the usual weights where a category does not vote yet."""
    return _weights(in_force(PollFigures, poll.opens_on, poll.unit)) | initial_of(poll)
