"""The two tables of intake (clause 2.0): the life of a batch, and of an applicant within it.

    draft --> open --> testing --> inspecting --> ranking --> closed;  cancelled from any but closed
              open --------------> inspecting     where the examination has no weight

Departments run batches; units propose their own people while a batch is open.
"""

from cadres.intake.choices import ApplicantState as A
from cadres.intake.choices import ApplicantVerb as Do
from cadres.intake.choices import BatchState as B
from cadres.intake.choices import BatchVerb as V
from cadres.people.querysets import ASKERS, KEEPERS
from core.flows import Flow, Step

EVERY_OFFICE = KEEPERS | ASKERS


def _kept(to: str) -> Step:
    return Step(to, KEEPERS)


BATCH_FLOW = Flow(
    noun="批次",
    states=B,
    verbs=V,
    table={
        (B.DRAFT, V.EDIT): _kept(B.DRAFT),
        (B.DRAFT, V.ANNOUNCE): _kept(B.OPEN),
        (B.OPEN, V.PROPOSE): Step(B.OPEN, EVERY_OFFICE),
        (B.OPEN, V.CHECK): _kept(B.OPEN),
        (B.OPEN, V.JUDGE): _kept(B.OPEN),
        (B.OPEN, V.START_TEST): _kept(B.TESTING),
        (B.TESTING, V.MARK): _kept(B.TESTING),
        (B.OPEN, V.START_INSPECTION): _kept(B.INSPECTING),
        (B.TESTING, V.START_INSPECTION): _kept(B.INSPECTING),
        (B.INSPECTING, V.INSPECT): _kept(B.INSPECTING),
        (B.INSPECTING, V.RANK): _kept(B.RANKING),
        (B.RANKING, V.CHOOSE): _kept(B.RANKING),
        (B.RANKING, V.ADMIT): _kept(B.RANKING),
        (B.RANKING, V.CLOSE): _kept(B.CLOSED),
        (B.OPEN, V.WITHDRAW): Step(B.OPEN, EVERY_OFFICE),
        **{(state, V.WITHDRAW): _kept(state) for state in (B.TESTING, B.INSPECTING, B.RANKING)},
        (B.INSPECTING, V.RETURN): _kept(B.TESTING),
        (B.RANKING, V.RETURN): _kept(B.INSPECTING),
        **{
            (state, V.CANCEL): _kept(B.CANCELLED)
            for state in (B.DRAFT, B.OPEN, B.TESTING, B.INSPECTING, B.RANKING)
        },
    },
)

APPLICANT_FLOW = Flow(
    noun="报名人选",
    states=A,
    verbs=Do,
    table={
        (A.WITHDRAWN, Do.APPLY): Step(A.APPLIED, EVERY_OFFICE),
        (A.APPLIED, Do.QUALIFY): _kept(A.QUALIFIED),
        (A.APPLIED, Do.DISQUALIFY): _kept(A.UNQUALIFIED),
        (A.UNQUALIFIED, Do.QUALIFY): _kept(A.QUALIFIED),
        (A.QUALIFIED, Do.DISQUALIFY): _kept(A.UNQUALIFIED),
        (A.QUALIFIED, Do.MARK): _kept(A.TESTED),
        (A.TESTED, Do.MARK): _kept(A.TESTED),
        (A.TESTED, Do.UNMARK): _kept(A.QUALIFIED),
        (A.QUALIFIED, Do.MISS): _kept(A.ABSENT),
        (A.QUALIFIED, Do.SHORTLIST): _kept(A.SHORTLISTED),
        (A.TESTED, Do.SHORTLIST): _kept(A.SHORTLISTED),
        (A.TESTED, Do.PASS_OVER): _kept(A.PASSED_OVER),
        **{
            (state, verb): _kept(to)
            for state in (A.SHORTLISTED, A.INSPECTED, A.FAILED)
            for verb, to in ((Do.PASS, A.INSPECTED), (Do.FAIL, A.FAILED))
        },
        **{
            (state, Do.UNDO): _kept(A.SHORTLISTED)
            for state in (A.SHORTLISTED, A.INSPECTED, A.FAILED)
        },
        (A.ABSENT, Do.RETEST): _kept(A.QUALIFIED),
        **{
            (state, Do.RETEST): _kept(A.TESTED)
            for state in (A.SHORTLISTED, A.INSPECTED, A.FAILED, A.PASSED_OVER)
        },
        (A.INSPECTED, Do.CHOOSE): _kept(A.CHOSEN),
        (A.CHOSEN, Do.UNCHOOSE): _kept(A.INSPECTED),
        (A.CHOSEN, Do.ADMIT): _kept(A.ADMITTED),
        (A.INSPECTED, Do.PASS_OVER): _kept(A.PASSED_OVER),
        **{
            (state, Do.WITHDRAW): Step(A.WITHDRAWN, EVERY_OFFICE)
            for state in (A.APPLIED, A.QUALIFIED, A.UNQUALIFIED)
        },
        **{
            (state, Do.WITHDRAW): _kept(A.WITHDRAWN)
            for state in (A.TESTED, A.SHORTLISTED, A.INSPECTED, A.CHOSEN)
        },
    },
)
