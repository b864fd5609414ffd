"""The two tables of the yearly rotation plan (clause 3.1.3): the life of a plan, and of a move.

    draft --> consulting --> decided --> closed;   decided --> consulting to correct it

A department proposes people and where they go, asks both units, decides one by one and then the
plan, and carries out what was decided. What is done stays done; a move whose posting was taken back
is open again, and so is the plan if it was closed.
"""

from django.db.models import TextChoices

from cadres.people.querysets import ASKERS, KEEPERS
from core.flows import Flow, Step
from rotation.choices import MoveState as M
from rotation.choices import PlanState as P


class PlanVerb(TextChoices):
    """What is done to a plan and within it."""

    EDIT = "edit", "修改说明"
    PROPOSE = "propose", "提出人选"
    ARRANGE = "arrange", "填写去向"
    REMOVE = "remove", "移出计划"
    CONSULT = "consult", "征求意见"
    ANSWER = "answer", "答复"
    APPROVE = "approve", "同意安排"
    DROP = "drop", "不安排"
    DECIDE = "decide", "决定计划"
    REOPEN = "reopen", "退回征求意见"
    CARRY_OUT = "carry_out", "登记到岗"
    RESTORE = "restore", "恢复待到岗"
    CLOSE = "close", "办结"
    DISCARD = "discard", "删除草稿"


class MoveVerb(TextChoices):
    """What is done to a move."""

    APPROVE = "approve", "同意安排"
    DROP = "drop", "不安排"
    CARRY_OUT = "carry_out", "登记到岗"
    RESTORE = "restore", "恢复待到岗"


def _kept(to: str) -> Step:
    return Step(to, KEEPERS)


PLAN_FLOW = Flow(
    noun="计划",
    states=P,
    verbs=PlanVerb,
    table={
        **{
            (state, verb): _kept(state)
            for state in (P.DRAFT, P.CONSULTING)
            for verb in (PlanVerb.EDIT, PlanVerb.PROPOSE, PlanVerb.ARRANGE, PlanVerb.REMOVE)
        },
        (P.DRAFT, PlanVerb.DISCARD): _kept(P.DRAFT),
        (P.DRAFT, PlanVerb.CONSULT): _kept(P.CONSULTING),
        (P.CONSULTING, PlanVerb.CONSULT): _kept(P.CONSULTING),
        (P.CONSULTING, PlanVerb.ANSWER): Step(P.CONSULTING, ASKERS | KEEPERS),
        (P.CONSULTING, PlanVerb.APPROVE): _kept(P.CONSULTING),
        (P.CONSULTING, PlanVerb.DROP): _kept(P.CONSULTING),
        (P.CONSULTING, PlanVerb.DECIDE): _kept(P.DECIDED),
        (P.DECIDED, PlanVerb.CARRY_OUT): _kept(P.DECIDED),
        **{(state, PlanVerb.RESTORE): _kept(P.DECIDED) for state in (P.DECIDED, P.CLOSED)},
        (P.DECIDED, PlanVerb.DROP): _kept(P.DECIDED),
        (P.DECIDED, PlanVerb.REOPEN): _kept(P.CONSULTING),
        (P.DECIDED, PlanVerb.CLOSE): _kept(P.CLOSED),
    },
)

MOVE_FLOW = Flow(
    noun="安排",
    states=M,
    verbs=MoveVerb,
    table={
        (M.PROPOSED, MoveVerb.APPROVE): _kept(M.APPROVED),
        (M.DROPPED, MoveVerb.APPROVE): _kept(M.APPROVED),
        (M.PROPOSED, MoveVerb.DROP): _kept(M.DROPPED),
        (M.APPROVED, MoveVerb.DROP): _kept(M.DROPPED),
        (M.APPROVED, MoveVerb.CARRY_OUT): _kept(M.DONE),
        (M.DONE, MoveVerb.RESTORE): _kept(M.APPROVED),
    },
)
