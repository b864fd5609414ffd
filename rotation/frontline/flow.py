"""The lives of programmes and batches (clause 3.1.4), as tables.

    draft --> announced --> selecting --> decided --> dispatched --> returned
              announced ----------------> decided     where people are assigned (组织选派)
    cancelled from any before dispatched

Departments keep batches; units put their own people forward while one is announced.
"""

from cadres.people.querysets import ASKERS, KEEPERS
from core.flows import Flow, Step
from rotation.choices import BatchState as B
from rotation.choices import ProgrammeState as P
from rotation.frontline.verbs import BatchVerb as V
from rotation.frontline.verbs import ProgrammeVerb as W

EVERY_OFFICE = KEEPERS | ASKERS
BEFORE_DISPATCH = (B.DRAFT, B.ANNOUNCED, B.SELECTING, B.DECIDED)


def _kept(to: str) -> Step:
    return Step(to, KEEPERS)


PROGRAMME_FLOW = Flow(
    noun="项目",
    states=P,
    verbs=W,
    table={
        (P.DRAFT, W.EDIT): _kept(P.DRAFT),
        (P.OPEN, W.EDIT): _kept(P.OPEN),
        (P.DRAFT, W.ADD_BATCH): _kept(P.DRAFT),
        (P.OPEN, W.ADD_BATCH): _kept(P.OPEN),
        (P.DRAFT, W.CLOSE): _kept(P.CLOSED),
        (P.OPEN, W.CLOSE): _kept(P.CLOSED),
        (P.CLOSED, W.REOPEN): _kept(P.OPEN),
    },
)

BATCH_FLOW = Flow(
    noun="批次",
    states=B,
    verbs=V,
    table={
        (B.DRAFT, V.EDIT): _kept(B.DRAFT),
        **{(state, V.POSTS): _kept(state) for state in BEFORE_DISPATCH},
        (B.DRAFT, V.ANNOUNCE): _kept(B.ANNOUNCED),
        (B.ANNOUNCED, V.NOMINATE): Step(B.ANNOUNCED, EVERY_OFFICE),
        (B.ANNOUNCED, V.CHECK): _kept(B.ANNOUNCED),
        (B.ANNOUNCED, V.JUDGE): _kept(B.ANNOUNCED),
        (B.ANNOUNCED, V.WITHDRAW): Step(B.ANNOUNCED, EVERY_OFFICE),
        (B.SELECTING, V.WITHDRAW): _kept(B.SELECTING),
        (B.DECIDED, V.WITHDRAW): _kept(B.DECIDED),
        (B.ANNOUNCED, V.SELECT): _kept(B.SELECTING),
        (B.SELECTING, V.SCORE): _kept(B.SELECTING),
        (B.ANNOUNCED, V.DECIDE): _kept(B.DECIDED),
        (B.SELECTING, V.DECIDE): _kept(B.DECIDED),
        (B.DECIDED, V.DECIDE): _kept(B.DECIDED),
        (B.DECIDED, V.ASSIGN): _kept(B.DECIDED),
        (B.DECIDED, V.DISPATCH): _kept(B.DISPATCHED),
        (B.DISPATCHED, V.BRING_BACK): _kept(B.RETURNED),
        (B.SELECTING, V.STEP_BACK): _kept(B.ANNOUNCED),
        (B.DECIDED, V.STEP_BACK): _kept(B.SELECTING),
        **{(state, V.CANCEL): _kept(B.CANCELLED) for state in BEFORE_DISPATCH},
    },
)
