"""Polls that wait for the viewer: a department's next step, a unit's paper to be entered."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from assessments.polls.choices import PollState, VotingMode
from assessments.polls.models import Electorate, Poll
from assessments.polls.querysets import UNITS
from cadres.people.querysets import KEEPERS
from core.scoping import Viewer, roles_of
from core.shell.pending import Waiting

COUNTERS = 2


def steps(viewer: Viewer) -> Waiting | None:
    """Polls that a department has to open, close or count by now."""
    if not roles_of(viewer) & KEEPERS:
        return None
    on = timezone.localdate()
    rows = Poll.objects.visible_to(viewer, acting_as=KEEPERS).filter(
        Q(state=PollState.DRAFT, opens_on__lte=on)
        | Q(state=PollState.OPEN, closes_on__lt=on)
        | Q(state=PollState.CLOSED)
    )
    return _line(list(rows.values_list("pk", flat=True)), "次待办理", "polls:detail")


def papers(viewer: Viewer) -> Waiting | None:
    """Polls of the unit with paper ballots that the viewer may still enter."""
    if not roles_of(viewer) & UNITS:
        return None
    counter = Count("paper_counts__counted_by", distinct=True)
    lacking = Electorate.objects.filter(
        mode=VotingMode.PAPER, poll__state__in=(PollState.OPEN, PollState.CLOSED)
    ).exclude(paper_counts__counted_by=viewer.pk)
    lacking = lacking.annotate(counters=counter).filter(counters__lt=COUNTERS)
    rows = Poll.objects.visible_to(viewer, acting_as=UNITS).filter(pk__in=lacking.values("poll"))
    rows = rows.exclude(subjects__cadre__account=viewer.pk)
    return _line(list(rows.values_list("pk", flat=True)), "次有纸质票待录入", "polls:paper")


def _line(found: list[int], measure: str, page: str) -> Waiting | None:
    if not found:
        return None
    url = reverse(page, args=found) if len(found) == 1 else reverse("polls:list")
    return Waiting("民主测评", len(found), measure, url)
