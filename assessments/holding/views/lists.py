"""The list of polls, one poll with what is next, its turnout, and the list of all results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.holding.entities import POLL_RESULTS, POLLS
from assessments.holding.shown import shown_poll, shown_turnout
from assessments.holding.tabs import tabs
from assessments.holding.views.reach import crumb, seen_poll
from cadres.people.querysets import KEEPERS
from core.listing.nothing import filled_by
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import roles_of

FIRST = "新建测评：选定被测评人和投票人类别，印制测评票，再开始投票。"
TOLD = "组织部在您的单位举行民主测评以后，会列在这里。"


@login_required
def polls(request: HttpRequest) -> HttpResponse:
    """Polls by where they stand; the departments can begin one."""
    keeps = bool(roles_of(request.user) & KEEPERS)
    nothing = {"title": "没有民主测评", "text": FIRST if keeps else TOLD}
    nothing = filled_by(nothing, "polls:create", "新建测评", may=keeps)
    return list_page(
        request,
        POLLS,
        template="polls/list.html",
        above="polls/tabs.html",
        tabs=tabs(Listing(POLLS, request.user, request.GET)),
        keeps=keeps,
        nothing=nothing,
    )


@login_required
def results(request: HttpRequest) -> HttpResponse:
    """The totals about every person, poll by poll."""
    return list_page(
        request,
        POLL_RESULTS,
        template="polls/results.html",
        nothing={
            "title": "没有测评结果",
            "text": "测评计票封存以后，组织部可以看到；反馈以后，单位可以看到。",
        },
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One poll: where it stands, what comes next, who is appraised, how many have voted."""
    poll = seen_poll(request, pk)
    context = shown_poll(poll, request.user, timezone.localdate())
    context["crumbs"] = [*crumb(poll)[:1], {"label": poll.title}]
    return render(request, "polls/detail.html", context)


@login_required
def turnout(request: HttpRequest, pk: int) -> HttpResponse:
    """The turnout alone, which the page asks for again while people vote."""
    poll = seen_poll(request, pk)
    return render(request, "polls/turnout.html", shown_turnout(poll, timezone.localdate()))
