"""The tables against expectations written by hand: every state × verb × who looks."""

import pytest

from cadres.intake.choices import ApplicantState as A
from cadres.intake.choices import ApplicantVerb as Do
from cadres.intake.choices import BatchState, BatchVerb
from cadres.intake.flow import APPLICANT_FLOW, BATCH_FLOW
from cadres.intake.models import IntakeBatch
from core.errors import DomainError, NotAllowed
from tests.intake.making import draft
from tests.world import World
from tests.world_people import TODAY

DEPARTMENT = {
    "draft": {"edit": "draft", "announce": "open", "cancel": "cancelled"},
    "open": {
        "propose": "open",
        "check": "open",
        "judge": "open",
        "withdraw": "open",
        "start_test": "testing",
        "start_inspection": "inspecting",
        "cancel": "cancelled",
    },
    "testing": {
        "mark": "testing",
        "withdraw": "testing",
        "start_inspection": "inspecting",
        "cancel": "cancelled",
    },
    "inspecting": {
        "inspect": "inspecting",
        "withdraw": "inspecting",
        "rank": "ranking",
        "return": "testing",
        "cancel": "cancelled",
    },
    "ranking": {
        "choose": "ranking",
        "admit": "ranking",
        "withdraw": "ranking",
        "return": "inspecting",
        "close": "closed",
        "cancel": "cancelled",
    },
    "closed": {},
    "cancelled": {},
}
UNIT = {"open": {"propose": "open", "withdraw": "open"}}
# Whose batch it is decides who keeps it; a county department is a unit to the city's.
EVERY_RIGHT = {
    ("清河市", "city"): DEPARTMENT,
    ("清河市", "county"): UNIT,
    ("清河市", "secretary"): UNIT,
    ("清河市", "clerk"): UNIT,
    ("青川县", "city"): DEPARTMENT,
    ("青川县", "county"): DEPARTMENT,
}
WHO = ("city", "county", "secretary", "clerk", "cadre", "auditor", "sysadmin", "secadmin", "nobody")


def at(world: World, unit: str, state: str) -> IntakeBatch:
    """A batch of that unit that stands at the state."""
    batch = draft(world, unit)
    announced = None if state == "draft" else TODAY
    IntakeBatch.objects.filter(pk=batch.pk).update(state=state, announced_on=announced)
    return IntakeBatch.objects.get(pk=batch.pk)


@pytest.mark.parametrize("state", BatchState.values)
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("unit", ["清河市", "青川县"])
def test_every_verb_of_a_batch_in_every_state_for_everybody(world, unit, who, state):
    batch, user = at(world, unit, state), world.users[who]
    rights = EVERY_RIGHT.get((unit, who), {})
    expected = rights.get(state, {})
    assert set(BATCH_FLOW.offered(batch, user)) == set(expected)
    ever = {verb for verbs in rights.values() for verb in verbs}
    for verb in BatchVerb:
        if verb in expected:
            assert BATCH_FLOW.permit(batch, verb, user).to == expected[verb]
            continue
        with pytest.raises(DomainError) as refused:
            BATCH_FLOW.permit(batch, verb, user)
        # Who keeps it is told the state; who never may is told so.
        may = verb in ever and (rights is DEPARTMENT or state != "draft")
        assert isinstance(refused.value, NotAllowed) is not (may and verb not in DEPARTMENT[state])


APPLICANT = {
    "applied": {"qualify": "qualified", "disqualify": "unqualified", "withdraw": "withdrawn"},
    "qualified": {
        "disqualify": "unqualified",
        "mark": "tested",
        "miss": "absent",
        "shortlist": "shortlisted",
        "withdraw": "withdrawn",
    },
    "unqualified": {"qualify": "qualified", "withdraw": "withdrawn"},
    "tested": {
        "mark": "tested",
        "unmark": "qualified",
        "shortlist": "shortlisted",
        "pass_over": "passed_over",
        "withdraw": "withdrawn",
    },
    "absent": {"retest": "qualified"},
    "shortlisted": {
        "pass": "inspected",
        "fail": "failed",
        "undo": "shortlisted",
        "retest": "tested",
        "withdraw": "withdrawn",
    },
    "inspected": {
        "pass": "inspected",
        "fail": "failed",
        "undo": "shortlisted",
        "retest": "tested",
        "choose": "chosen",
        "pass_over": "passed_over",
        "withdraw": "withdrawn",
    },
    "failed": {"pass": "inspected", "fail": "failed", "undo": "shortlisted", "retest": "tested"},
    "chosen": {"unchoose": "inspected", "admit": "admitted", "withdraw": "withdrawn"},
    "admitted": {},
    "passed_over": {"retest": "tested"},
    "withdrawn": {"apply": "applied"},
}


@pytest.mark.parametrize("state", A)
@pytest.mark.parametrize("verb", Do)
def test_every_verb_of_an_applicant_in_every_state(state, verb):
    to = APPLICANT[state].get(verb)
    if to is not None:
        assert APPLICANT_FLOW.step(state, verb).to == to
        return
    with pytest.raises(DomainError) as refused:
        APPLICANT_FLOW.step(state, verb)
    assert f"报名人选现在是“{state.label}”，不能{verb.label}" in str(refused.value)


def test_a_refusal_says_from_which_state(world):
    with pytest.raises(DomainError) as refused:
        BATCH_FLOW.permit(draft(world), BatchVerb.RANK, world.city)
    assert str(refused.value) == "批次现在是“草稿”，不能计算排名；计算排名要在“考察”时办理。"


def test_every_state_can_be_reached_and_left():
    for flow, first, last in (
        (BATCH_FLOW, "draft", {"closed", "cancelled"}),
        (APPLICANT_FLOW, "applied", {"admitted"}),
    ):
        reached, grown = set(), {first}
        while grown - reached:
            reached |= grown
            grown = {step.to for (state, _), step in flow.table.items() if state in reached}
        assert reached == set(flow.states.values)
        assert {s for s in flow.states if not any(k == s for k, _ in flow.table)} == last
