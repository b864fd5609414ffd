"""Paper ballots: who has entered what, and entering it, each of two people for himself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from assessments.holding.paper_forms import PaperCounts, initial_of
from assessments.holding.papers import is_appraised, lines_for
from assessments.holding.views.reach import crumb, kept_from_caches, poll_for
from assessments.polls import services
from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.models import Poll
from core.errors import NotAllowed, refuse_if
from core.pages import form_page

HIMSELF = "您是被测评人，不能录入这次测评的票数，请由其他同志录入。"


@login_required
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """A line per category; what differs is shown to the two who counted it."""
    poll = _poll(request, pk)
    context = {
        "poll": poll,
        "lines": lines_for(poll, request.user),
        "crumbs": crumb(poll, "录入纸质票"),
    }
    return kept_from_caches(render(request, "polls/paper.html", context))


@login_required
def enter(request: HttpRequest, pk: int, electorate: int) -> HttpResponse:
    """All numbers of one category at once; entered again, they are corrected."""
    poll = _poll(request, pk)
    rows = poll.electorates.filter(mode=VotingMode.PAPER)
    one = get_object_or_404(rows, pk=electorate)
    (line,) = (row for row in lines_for(poll, request.user) if row.electorate == one)
    own = one.paper_counts.filter(counted_by=request.user)
    form = PaperCounts(
        request.POST or None,
        electorate=one,
        subjects=list(poll.subjects.select_related("cadre").order_by("position")),
        asks_fit=poll.asks_fit,
        differences=line.differences,
        initial=initial_of(dict(own.values_list("subject", "numbers"))),
    )

    def save(_data: dict) -> str:
        services.enter_paper(actor=request.user, electorate=one, numbers=form.numbers())
        return reverse("polls:paper", args=[pk])

    return kept_from_caches(
        form_page(
            request,
            form,
            save,
            title=f"{one}：录入纸质票",
            back=reverse("polls:paper", args=[pk]),
            done="已保存。",
            template="polls/enter.html",
            crumbs=crumb(poll, "录入纸质票"),
            poll=poll,
            electorate=one,
            line=line,
        )
    )


def _poll(request: HttpRequest, pk: int) -> Poll:
    """The poll, for who may count its paper; not for somebody on the ballot."""
    poll = poll_for(request, pk, PollVerb.ENTER)
    refuse_if(is_appraised(poll, request.user), HIMSELF, NotAllowed)
    return poll
