"""Why a case was opened, as one viewer may know it: read from the snapshot, never judged again."""

from __future__ import annotations

from dataclasses import replace

from assessments.cases.models import RosterCase
from assessments.findings.models import ConductFinding
from assessments.polls.models import Poll
from assessments.rounds.models import Assessment
from core.scoping import Viewer
from policy.judgements import Fact, Judgement

# The rows that facts were read from, by the page that shows one.
SOURCES = {
    "findings:detail": ConductFinding,
    "polls:detail": Poll,
    "rounds:sheet": Assessment,
}


def why_of(case: RosterCase, viewer: Viewer, *, is_keeper: bool, is_office: bool) -> Judgement:
    """The judgement of the day: departments read all of it, the others what they are told.

    A source is linked where the viewer has its row; the person himself reads words alone.
    """
    kept = Judgement.from_json(case.snapshot)
    judgement = kept if is_keeper else kept.told()
    facts = tuple(
        one if is_office and _may_follow(one, viewer) else replace(one, view="", pk=None)
        for one in judgement.facts
    )
    return replace(judgement, facts=facts)


def _may_follow(fact: Fact, viewer: Viewer) -> bool:
    model = SOURCES.get(fact.view)
    if model is None:  # pages of the person's own file have their own door
        return bool(fact.view)
    return model.objects.visible_to(viewer).filter(pk=fact.pk).exists()
