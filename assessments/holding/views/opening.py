"""Opening a poll, which makes its two keys, closing it, and giving it up."""

from __future__ import annotations

from base64 import b64encode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.fields import Seen
from assessments.holding.forms import Opening, Reason
from assessments.holding.turnout import lines_of
from assessments.holding.views.reach import crumb, kept_from_caches, poll_for, verb_page
from assessments.polls import services
from assessments.polls.choices import PollVerb
from assessments.polls.guards import warnings, why_not_open
from assessments.voting import key_sheets

CLOSE = "截止以后，没有用过的测评票作废，不能再投票，也不能重新开始。"
CANCEL = "作废以后不能恢复：已投的票不再计入，测评票全部失效。要重新测评，请另建一次。"


@login_required
def open_poll(request: HttpRequest, pk: int) -> HttpResponse:
    """The two halves of the key are shown in the answer, this once."""
    poll, on = poll_for(request, pk, PollVerb.OPEN), timezone.localdate()
    blocked = why_not_open(poll, list(poll.electorates.all()), poll.subjects.count(), on)
    form = Opening(request.POST or None, initial={"seen": poll.version})

    def run(data: dict) -> HttpResponse:
        halves = services.open_poll(actor=request.user, poll=poll, seen=data["seen"], on=on)
        poll.refresh_from_db()
        content = key_sheets.pdf(poll, halves)
        context = {
            "poll": poll,
            "crumbs": crumb(poll, "密钥"),
            "halves": list(zip(("监票人", "计票人"), halves, strict=True)),
            "file": f"data:application/pdf;base64,{b64encode(content).decode()}",
        }
        return kept_from_caches(render(request, "polls/opened.html", context))

    return verb_page(
        request,
        poll,
        form,
        run,
        title="开始投票",
        submit="开始投票，生成密钥",
        template="polls/open.html",
        lines=lines_of(poll),
        faults=warnings(poll),
        is_blocked=blocked,
    )


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """No more ballots."""
    poll, on = poll_for(request, pk, PollVerb.CLOSE), timezone.localdate()
    form = Seen(request.POST or None, initial={"seen": poll.version})
    intro = CLOSE
    if on <= poll.closes_on:
        intro = f"投票截止日期是 {poll.closes_on}，现在还没有过。{CLOSE}"
    return verb_page(
        request,
        poll,
        form,
        lambda data: services.close(actor=request.user, poll=poll, seen=data["seen"], on=on),
        title="截止投票",
        submit="截止投票",
        done="已截止投票。",
        intro=intro,
        is_danger=True,
        lines=lines_of(poll),
    )


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """The poll is given up, with a reason."""
    poll = poll_for(request, pk, PollVerb.CANCEL)
    form = Reason(request.POST or None, initial={"seen": poll.version})
    return verb_page(
        request,
        poll,
        form,
        lambda data: services.cancel(
            actor=request.user, poll=poll, seen=data["seen"], reason=data["reason"]
        ),
        title="作废测评",
        submit="作废",
        done="已作废测评。",
        intro=CANCEL,
        is_danger=True,
    )
