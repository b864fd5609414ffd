"""Which verbs a viewer has on a batch and on its applicants: what pages draw as buttons."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchState, BatchVerb
from cadres.intake.flow import APPLICANT_FLOW, BATCH_FLOW
from cadres.intake.models import Applicant, IntakeBatch
from core.choices import Role

# What is done to single applicants, and the stage of the batch that it needs.
NEEDS = {
    ApplicantVerb.QUALIFY: BatchVerb.JUDGE,
    ApplicantVerb.DISQUALIFY: BatchVerb.JUDGE,
    ApplicantVerb.WITHDRAW: BatchVerb.WITHDRAW,
}

# What waits for each verb: applicants in this state. Then what ends a stage, or begins the first.
WORK = {
    BatchVerb.MARK: ApplicantState.QUALIFIED,
    BatchVerb.INSPECT: ApplicantState.SHORTLISTED,
    BatchVerb.ADMIT: ApplicantState.CHOSEN,
    BatchVerb.CHOOSE: ApplicantState.INSPECTED,
}
ENDS = (
    *(BatchVerb.ANNOUNCE, BatchVerb.START_TEST, BatchVerb.START_INSPECTION),
    *(BatchVerb.RANK, BatchVerb.CLOSE, BatchVerb.PROPOSE),
)


def offered(batch: IntakeBatch, viewer: Any) -> list[str]:
    """The verbs of the table, without the stages that a weight of 0 leaves out."""
    verbs = BATCH_FLOW.offered(batch, viewer)
    left_out = {
        BatchVerb.START_TEST: not batch.tests,
        BatchVerb.START_INSPECTION: batch.tests and batch.state == BatchState.OPEN,
        BatchVerb.RETURN: not batch.tests and batch.state == BatchState.INSPECTING,
    }
    return [verb for verb in verbs if not left_out.get(BatchVerb(verb))]


def next_step(verbs: Collection[str], present: Collection[str]) -> str:
    """The offered verb that comes next, given the states applicants are in; "" when none does."""
    running = set(present) - {ApplicantState.WITHDRAWN}
    if not running and BatchVerb.PROPOSE in verbs:
        return BatchVerb.PROPOSE
    if ApplicantState.ADMITTED in running and ApplicantState.CHOSEN not in running:
        return BatchVerb.CLOSE if BatchVerb.CLOSE in verbs else ""  # the rest were not chosen
    waiting = (verb for verb, state in WORK.items() if state in running)
    return next((verb for verb in (*waiting, *ENDS) if verb in verbs), "")


def open_to(viewer: Any, verb: ApplicantVerb) -> QuerySet[Applicant]:
    """Applicants to whom the viewer may do the verb now: reach, batch and state by the tables."""
    stages: dict[frozenset[Role], list[str]] = defaultdict(list)
    for state in BATCH_FLOW.sources(NEEDS[verb]):
        stages[BATCH_FLOW.step(state, NEEDS[verb]).roles].append(state)
    reach = Q(pk__in=())
    for roles, states in stages.items():
        rows = Applicant.objects.visible_to(viewer, acting_as=roles)
        reach |= Q(pk__in=rows.filter(batch__state__in=states))
    return Applicant.objects.filter(reach, state__in=APPLICANT_FLOW.sources(verb))
