"""Printing slips: codes exist in the file that this page answers with, and nowhere else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from assessments.holding.forms import Issue
from assessments.holding.turnout import lines_of
from assessments.holding.views.reach import kept_from_caches, poll_for, verb_page
from assessments.polls import services
from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.guards import MOST_SLIPS
from assessments.voting import slips
from cadres.exporting.naming import safe


@login_required
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """So many slips of one category, as a PDF that cannot be had again."""
    poll = poll_for(request, pk, PollVerb.ISSUE)
    rows = poll.electorates.filter(mode=VotingMode.CODES).order_by("category")
    lacking = next((row for row in rows if row.issued < row.expected), rows.first())
    initial = {"seen": poll.version, "electorate": lacking}
    if lacking is not None:
        initial["number"] = min(max(lacking.expected - lacking.issued, 1), MOST_SLIPS)
    form = Issue(request.POST or None, electorates=rows, initial=initial)

    def run(data: dict) -> HttpResponse:
        electorate = data["electorate"]
        codes = services.issue(
            actor=request.user,
            electorate=electorate,
            number=data["number"],
            seen=data["seen"],
        )
        content = slips.pdf(poll, electorate, codes)
        name = safe(f"{timezone.localdate():%Y.%m.%d} 测评票 {poll} {electorate} {len(codes)}张")
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf")
        return kept_from_caches(response)

    return verb_page(
        request,
        poll,
        form,
        run,
        title="印制测评票",
        submit="生成测评票（PDF）",
        template="polls/issue.html",
        lines=lines_of(poll),
        votes_by_code=lacking is not None,
    )
