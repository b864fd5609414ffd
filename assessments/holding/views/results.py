"""What was counted: everybody in a table, one person in full, the summary on paper."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from assessments.holding.results import Result, result_for
from assessments.holding.sheet.content import summary_of
from assessments.holding.sheet.pdf import summary_pdf
from assessments.holding.shown import abstain_rule
from assessments.holding.turnout import lines_of
from assessments.holding.views.reach import crumb, kept_from_caches, seen_poll
from assessments.polls.choices import PollState, PollVerb
from assessments.polls.flow import POLL_FLOW
from assessments.polls.models import Poll, PollResult, Remark
from cadres.exporting.answering import file_response
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.flows import acts_on


@login_required
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody whom the viewer may read, with groups for the departments."""
    poll, found, readable, keeps = _read(request, pk)
    record(Action.READ, actor=request.user, target=poll, rows=len(found.people))
    context = {
        "poll": poll,
        "result": found,
        "rows": [
            {
                "name": one.name,
                "url": reverse("polls:person", args=[readable[one.subject]]),
                "tallies": one.rows(with_groups=keeps),
            }
            for one in found.people
        ],
        "keeps": keeps,
        "lines": lines_of(poll),
        "abstain": abstain_rule(poll),
        "may_share": keeps
        and poll.shared_on is None
        and PollVerb.SHARE in POLL_FLOW.offered(poll, request.user),
        "crumbs": crumb(poll, "结果"),
    }
    return kept_from_caches(render(request, "polls/result.html", context))


@login_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person of one poll; groups and remarks for the departments alone."""
    rows = PollResult.objects.visible_to(request.user).counted()
    row = get_object_or_404(rows.select_related("poll__unit", "subject__cadre"), pk=pk)
    poll = row.poll
    keeps = acts_on(poll, request.user, KEEPERS)
    (one,) = result_for(poll, {row.subject_id: row.pk}).people
    # Random keys: an order that says nothing of who wrote first.
    remarks = Remark.objects.filter(subject=row.subject).order_by("id") if keeps else []
    record(Action.READ, actor=request.user, target=row.cadre, label=f"{row.cadre} 民主测评结果")
    context = {
        "poll": poll,
        "one": one,
        "tallies": one.rows(with_groups=keeps),
        "keeps": keeps,
        "remarks": [remark.text for remark in remarks],
        "abstain": abstain_rule(poll),
        "sees_poll": Poll.objects.visible_to(request.user).filter(pk=poll.pk).exists(),
        "crumbs": crumb(poll, one.name),
    }
    return kept_from_caches(render(request, "polls/person.html", context))


@login_required
def sheet(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """民主测评结果汇总表; `?inline=1` shows it instead of keeping it."""
    if fmt != "pdf":
        raise Http404
    poll, found, _readable, keeps = _read(request, pk)
    content = summary_pdf(summary_of(poll, found, with_groups=keeps))
    is_shown = request.GET.get("inline") == "1"
    record(
        Action.PRINT if is_shown else Action.EXPORT,
        actor=request.user,
        target=poll,
        detail={"格式": fmt},
        rows=len(found.people),
    )
    name = f"民主测评结果汇总表 {poll.unit.short_name}"
    return file_response(content, "pdf", name, timezone.localdate(), is_shown=is_shown)


def counted_poll(request: HttpRequest, pk: int) -> Poll:
    """A counted poll that the viewer keeps; 404 for any other."""
    poll = seen_poll(request, pk)
    if poll.state != PollState.COUNTED or not acts_on(poll, request.user, KEEPERS):
        raise Http404
    return poll


def _read(request: HttpRequest, pk: int) -> tuple[Poll, Result, dict[int, int], bool]:
    """The poll, what may be read of its result, subject to row, and whether he keeps it.

    404 where nothing of it may be read: to him there is no result.
    """
    poll = seen_poll(request, pk)
    rows = PollResult.objects.visible_to(request.user).counted().filter(poll=poll)
    readable: dict[Any, int] = dict(rows.values_list("subject", "pk"))
    keeps = acts_on(poll, request.user, KEEPERS)
    if not readable:
        raise Http404
    return poll, result_for(poll, readable), readable, keeps
