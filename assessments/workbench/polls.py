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
from core.shell.pending import Work

COUNTERS = 2


def steps(viewer: Viewer) -> Work | None:
    """Polls that a department has to open, close or count by now."""
    if not roles_of(viewer) & KEEPERS:
        return None
    on = timezone.localdate()
    rows = Poll.objects.visible_to(viewer, acting_as=KEEPERS).filter(
        Q(state=PollState.DRAFT, opens_on__lte=on)
        | Q(state=PollState.OPEN, closes_on__lt=on)
        | Q(state=PollState.CLOSED)
    )
    return Work(rows, "民主测评", "次待办理", reverse("polls:list"), "polls:detail")


def papers(viewer: Viewer) -> Work | None:
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
    return Work(rows, "民主测评", "次有纸质票待录入", reverse("polls:list"), "polls:paper")
