"""A decided plan is carried out: what is written, linked, taken back and closed."""

import pytest
from django.core.exceptions import ValidationError

from cadres.people.models import Cadre
from core.errors import DomainError
from rotation.choices import MoveState, PlanState, Seat
from rotation.moves.models import PlannedMove
from rotation.moves.services import carrying_out, plans
from rotation.postings import services as postings
from rotation.postings.models import Posting
from tests.moves.plans import (
    PLACE,
    decided,
    drafted,
    placed,
)
from tests.world_people import TODAY


def carry_out(world, move, **more):
    move.refresh_from_db()
    given = {"actor": world.city, "seen": move.version, "since": TODAY, "document": ""}
    return carrying_out.carry_out(move=move, on=TODAY, **given | more)


def test_carrying_out_writes_the_posting_once(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    plan = decided(world, plan, [move])
    with pytest.raises(ValidationError, match="早于计划的决定日期"):
        carry_out(world, move, since=TODAY.replace(day=1))
    with pytest.raises(DomainError, match="没有到岗"):
        plans.close(actor=world.city, plan=plan, seen=plan.version)
    done = carry_out(world, move)
    posting = done.posting
    assert (posting.kind, posting.unit_id, posting.title, posting.since) == (
        "rotation",
        world.named[PLACE].pk,
        "办公室主任",
        TODAY,
    )
    assert (posting.level, posting.seat, posting.is_leading, posting.is_main) == (
        "1A41",
        Seat.PRINCIPAL,
        True,
        True,
    )
    assert posting.document == "清组〔2026〕9号"
    assert carry_out(world, move).posting_id == posting.pk  # a second click
    assert Posting.objects.filter(cadre=move.cadre, kind="rotation").count() == 1
    plan.refresh_from_db()
    closed = plans.close(actor=world.city, plan=plan, seen=plan.version)
    assert closed.state == PlanState.CLOSED


def test_what_was_entered_elsewhere_is_linked(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    decided(world, plan, [move])
    entered = {"cadre": move.cadre, "unit": world.named[PLACE], "kind": "rotation"}
    early = Posting.objects.create(
        since="2025-01-01", ended_on="2026-01-01", end_reason="moved", title="科员", **entered
    )
    right = Posting.objects.create(since=TODAY, title="办公室主任", **entered)
    move = PlannedMove.objects.select_related("plan").get(pk=move.pk)
    assert list(carrying_out.outcomes(move)) == [right]
    with pytest.raises(ValidationError, match="没有这条任职"):
        carrying_out.link(actor=world.city, move=move, seen=move.version, posting=early.pk)
    carrying_out.link(actor=world.city, move=move, seen=move.version, posting=right.pk)
    move.refresh_from_db()
    assert (move.state, move.posting_id) == (MoveState.DONE, right.pk)


def test_a_posting_that_was_taken_back_opens_the_move_again(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    plan = decided(world, plan, [move])
    done = carry_out(world, move)
    with pytest.raises(DomainError, match="任职还在"):
        carrying_out.restore(actor=world.city, move=done, seen=done.version)
    Posting.objects.filter(pk=done.posting_id).update(ended_on=TODAY, end_reason="other")
    plan.refresh_from_db()
    with pytest.raises(DomainError, match="没有到岗"):
        plans.close(actor=world.city, plan=plan, seen=plan.version)
    again = carrying_out.restore(actor=world.city, move=done, seen=done.version)
    assert (again.state, again.posting_id) == (MoveState.APPROVED, None)


def test_a_closed_plan_opens_again_with_a_posting_that_was_taken_back(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    plan = decided(world, plan, [move])
    done = carry_out(world, move)
    plan.refresh_from_db()
    closed = plans.close(actor=world.city, plan=plan, seen=plan.version)
    with pytest.raises(DomainError, match="任职还在"):
        carrying_out.restore(actor=world.city, move=done, seen=done.version)
    posting = done.posting
    postings.take_back(actor=world.city, posting=posting, seen=posting.version, on=TODAY)
    again = carrying_out.restore(actor=world.city, move=done, seen=done.version)
    closed.refresh_from_db()
    assert (again.state, closed.state) == (MoveState.APPROVED, PlanState.DECIDED)
    once_more = carry_out(world, again)
    assert once_more.posting_id != posting.pk
    closed.refresh_from_db()
    assert plans.close(actor=world.city, plan=closed, seen=closed.version).state == "closed"


def test_whoever_has_left_his_unit_is_not_rotated_within_it(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", "市交通运输局", kind="internal")
    decided(world, plan, [move])
    Cadre.objects.filter(pk=move.cadre_id).update(unit=world.named[PLACE])
    with pytest.raises(DomainError, match="已不在"):
        carry_out(world, move)
    assert not Posting.objects.exists()
