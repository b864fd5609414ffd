"""Printing slips: codes exist in the file that this page answers with, and nowhere else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.holding.forms import Issue
from assessments.holding.views.reach import crumb, kept_from_caches, poll_for
from assessments.polls import services
from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.guards import MOST_SLIPS
from assessments.polls.models import Electorate, Poll
from assessments.voting import slips
from cadres.exporting.answering import file_response
from core.errors import refuse_if
from core.pages import bind

UNKNOWN = "没有这个投票人类别，没有印制。请重新打开印制测评票的页面。"


@login_required
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """A line per category, each with a button of its own; the answer is a PDF."""
    poll, status = poll_for(request, pk, PollVerb.ISSUE), 200
    rows = list(poll.electorates.filter(mode=VotingMode.CODES).order_by("category"))
    forms = {str(row.pk): Issue(electorate=row) for row in rows}
    if request.method == "POST":
        asked = request.POST.get("electorate", "")
        refuse_if(asked not in forms, UNKNOWN)
        form = forms[asked] = Issue(request.POST, electorate=forms[asked].row)
        status, outcome = bind(form, lambda data: _slips(request, poll, form.row, data))
        if status == 200:
            return outcome
    context = {
        "poll": poll,
        "crumbs": crumb(poll, "印制测评票"),
        "forms": list(forms.values()),
        "most": MOST_SLIPS,
        "nowhere": slips.address() if slips.leads_nowhere() else "",
    }
    answer = render(request, "polls/issue.html", context, status=status)
    return kept_from_caches(answer)


def _slips(
    request: HttpRequest, poll: Poll, electorate: Electorate, data: dict[str, Any]
) -> HttpResponse:
    """The slips, which cannot be had again."""
    codes = services.issue(
        actor=request.user, electorate=electorate, number=data["number"], seen=poll.version
    )
    content = slips.pdf(poll, electorate, codes)
    name = f"测评票 {poll} {electorate} {len(codes)}张"
    return file_response(content, "pdf", name, timezone.localdate())
