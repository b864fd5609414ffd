"""A plan from its draft to its decision: propose, consult, decide, and back."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.errors import DomainError, NotAllowed, Stale
from rotation.choices import MoveKind, MoveState, Opinion, PlanState, Seat, Side
from rotation.moves.models import Consultation, PlannedMove
from rotation.moves.services import arranging, deciding, plans
from tests.moves.plans import (
    AFTER,
    ANSWER_BY,
    DOWN,
    LONG,
    PLACE,
    add,
    answered,
    asked,
    decided,
    drafted,
    placed,
    question,
    to,
)
from tests.world_people import TODAY


@pytest.fixture
def reasons(world, monkeypatch):
    """What the meter finds, by name."""
    found = {}

    def given(people, _on):
        return {pk: found[pk] for pk in people if pk in found}

    monkeypatch.setattr(arranging, "reasons_for", given)
    found[world.cadres["周雨晴"].pk] = [LONG, DOWN]
    found[world.cadres["李明朗"].pk] = [DOWN]
    return found


def propose(world, plan, *names):
    people = [world.cadres[name].pk for name in names]
    return arranging.propose(actor=world.city, plan=plan, people=people, on=TODAY)


def test_one_plan_a_region_and_year(world):
    drafted(world)
    with pytest.raises(ValidationError, match="当年已有轮岗交流计划"):
        drafted(world)
    drafted(world, who="county", place="青川县")
    with pytest.raises(DomainError, match="不是市或县"):
        drafted(world, place="市交通运输局")
    with pytest.raises(NotAllowed):
        drafted(world, who="county", place="清河市", year=2027)
    with pytest.raises(NotAllowed):
        drafted(world, who="secretary", place="市交通运输局", year=2027)


def test_whoever_is_proposed_has_his_reasons_as_they_stood(world, reasons):
    plan = drafted(world)
    made = propose(world, plan, "周雨晴", "李明朗")
    rain = next(move for move in made if move.cadre_id == world.cadres["周雨晴"].pk)
    assert (rain.kind, rain.to_unit_id) == (MoveKind.INTERNAL, rain.from_unit_id)
    assert rain.from_title == "清河市交通运输局综合规划科科长"
    assert [one["rule"] for one in rain.reasons] == ["rotation.internal", "rotation.down"]
    assert rain.reasons[0]["facts"] == ["任职 32 个月"]
    assert propose(world, plan, "周雨晴") == []  # a second click
    assert PlannedMove.objects.count() == 2


def test_nobody_is_proposed_without_a_reason(world, reasons):
    with pytest.raises(DomainError, match="赵文博现在没有轮岗交流的依据"):
        propose(world, drafted(world), "周雨晴", "赵文博")
    assert not PlannedMove.objects.exists()


def test_the_statements_of_a_proposal_do_not_depend_on_how_many(world, reasons):
    counts = []
    for year, names in ((2026, ["周雨晴"]), (2027, ["周雨晴", "李明朗"])):
        plan = drafted(world, year=year)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            propose(world, plan, *names)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_county_proposes_its_own(world, reasons):
    plan = drafted(world, who="county", place="青川县")
    pk = world.cadres["李明朗"].pk
    for actor in (world.county, world.city):
        with pytest.raises(NotAllowed, match="不在青川县范围内"):
            arranging.propose(actor=actor, plan=plan, people=[pk], on=TODAY)
    with pytest.raises(NotAllowed):  # the city's plan is no plan of the county
        add(world, drafted(world), "赵文博", actor=world.county)


def test_by_hand_with_a_reason_beside_those_there_are(world, reasons):
    plan = drafted(world)
    move = add(world, plan, "周雨晴")
    assert [one["sentence"] for one in move.reasons] == [
        "经历单一",
        "任现岗位满两年，只有一个岗位。",
        "长期在机关工作。",
    ]
    with pytest.raises(ValidationError, match="已在这个计划里"):
        add(world, plan, "周雨晴")
    with pytest.raises(IntegrityError, match="once_in_a_plan"), transaction.atomic():
        PlannedMove.objects.create(
            plan=plan, cadre=move.cadre, kind="down", from_unit=move.from_unit, from_title="x"
        )


def arrange(world, move, where, kind=None):
    move.refresh_from_db()
    given = {"seen": move.version, "kind": kind or move.kind, "to": where, "on": TODAY}
    return arranging.arrange(actor=world.city, move=move, **given)


@pytest.mark.parametrize(
    ("kind", "place", "seat", "field"),
    [
        ("internal", PLACE, Seat.OTHER, "unit"),
        ("exchange", "市交通运输局", Seat.OTHER, "unit"),
        ("principal", PLACE, Seat.DEPUTY, "seat"),
        ("exchange", None, Seat.OTHER, "unit"),
    ],
)
def test_a_destination_fits_its_kind(world, kind, place, seat, field):
    move = add(world, drafted(world), "周雨晴")
    where = to(world.named[place] if place else None)
    from dataclasses import replace

    with pytest.raises(ValidationError) as refused:
        arrange(world, move, replace(where, seat=seat), kind)
    assert set(refused.value.message_dict) == {field}


def test_both_units_are_asked_and_a_move_within_one_is_asked_once(world, reasons):
    plan = drafted(world)
    going = placed(world, plan, "周雨晴", PLACE)
    inside = add(world, plan, "李明朗", "internal")
    arrange(world, inside, to(world.named[PLACE]))
    asked(world, plan)
    sides = Consultation.objects.order_by("move", "side").values_list("move", "side", "unit")
    assert list(sides) == [
        (going.pk, Side.FROM, world.named["市交通运输局"].pk),
        (going.pk, Side.TO, world.named[PLACE].pk),
        (inside.pk, Side.FROM, world.named[PLACE].pk),
    ]
    with pytest.raises(DomainError, match="都已征求过"):
        asked(world, plan)


def test_nobody_is_asked_about_a_move_without_a_place(world):
    plan = drafted(world)
    with pytest.raises(DomainError, match="还没有人选"):
        asked(world, plan)
    add(world, plan, "周雨晴")
    with pytest.raises(DomainError, match="周雨晴还没有填写拟任单位"):
        asked(world, plan)


def test_another_place_is_asked_and_decided_about_anew(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    asked(world, plan)
    answered(world, move)
    deciding.approve(actor=world.city, plan=plan, moves=[move.pk], note="", on=TODAY)
    arrange(
        world,
        move,
        to(world.named["市财政局"] if "市财政局" in world.named else world.named["青川县"]),
    )
    move.refresh_from_db()
    assert move.state == MoveState.PROPOSED
    assert [one.side for one in move.consultations.all()] == [Side.FROM]
    plan.refresh_from_db()
    assert (
        plans.consult(actor=world.city, plan=plan, seen=plan.version, answer_by=ANSWER_BY, on=TODAY)
        == 1
    )


def test_a_unit_answers_for_itself_alone(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    asked(world, plan)
    given = {"seen": 1, "opinion": Opinion.AGREE, "words": "", "on": TODAY}
    deciding.answer(actor=world.secretary, consultation=question(move), **given)
    with pytest.raises(NotAllowed):
        deciding.answer(actor=world.secretary, consultation=question(move, Side.TO), **given)
    with pytest.raises(Stale):
        deciding.answer(actor=world.clerk, consultation=question(move), **given)
    with pytest.raises(ValidationError, match="要写明情况"):
        deciding.answer(
            actor=world.secretary,
            consultation=question(move),
            **given | {"seen": 2, "opinion": Opinion.DISAGREE},
        )


def test_who_says_no_says_why_in_the_database_too(world):
    move = placed(world, plan := drafted(world), "周雨晴", PLACE)
    asked(world, plan)
    with pytest.raises(IntegrityError, match="who_does_not_agree_says_why"), transaction.atomic():
        Consultation.objects.filter(move=move).update(opinion="disagree", answered_on=TODAY)


def approve(world, plan, move, on=TODAY, note=""):
    return deciding.approve(actor=world.city, plan=plan, moves=[move.pk], note=note, on=on)


def test_a_move_is_agreed_to_when_the_units_were_heard(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    with pytest.raises(DomainError, match="同意安排要在“征求意见”时办理"):
        approve(world, plan, move)
    asked(world, plan)
    with pytest.raises(DomainError, match="还有单位没有答复"):
        approve(world, plan, move, on=ANSWER_BY)
    late = add(world, plan, "李明朗")
    with pytest.raises(DomainError, match="李明朗还没有填写"):
        approve(world, plan, late)
    arrange(world, late, to(world.named["市交通运输局"]))
    with pytest.raises(DomainError, match="李明朗的安排还没有征求单位意见"):
        approve(world, plan, late)
    assert approve(world, plan, move, on=AFTER)[0].state == MoveState.APPROVED
    assert approve(world, plan, move, on=AFTER) == []  # a second click


def test_against_a_unit_the_department_says_why(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    asked(world, plan)
    answered(world, move, Opinion.DISAGREE, "骨干，暂不宜调出")
    with pytest.raises(ValidationError, match="有单位不同意周雨晴的安排"):
        approve(world, plan, move)
    assert approve(world, plan, move, note="工作需要")[0].decision_note == "工作需要"


def test_whoever_is_left_out_is_left_out_with_a_reason(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    asked(world, plan)
    with pytest.raises(ValidationError, match="要写明理由"):
        deciding.drop(actor=world.city, plan=plan, moves=[move.pk], note="")
    with pytest.raises(IntegrityError, match="a_dropped_move"), transaction.atomic():
        PlannedMove.objects.update(state=MoveState.DROPPED)
    with pytest.raises(IntegrityError, match="an_approved_move_has_a_place"), transaction.atomic():
        PlannedMove.objects.update(state=MoveState.APPROVED, to_unit=None)
    deciding.drop(actor=world.city, plan=plan, moves=[move.pk], note="拟另行使用")
    with pytest.raises(DomainError, match="不能移出"):
        arranging.remove(actor=world.city, plan=plan, moves=[move.pk])


def test_a_plan_is_decided_when_every_move_is(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    asked(world, plan)
    given = {"decided_on": TODAY, "document": "", "on": TODAY}
    with pytest.raises(DomainError, match="没有逐项决定"):
        plans.decide(actor=world.city, plan=plan, seen=plan.version, **given)
    answered(world, move)
    approve(world, plan, move)
    with pytest.raises(DomainError, match="还没有到"):
        plans.decide(
            actor=world.city, plan=plan, seen=plan.version, **given | {"decided_on": AFTER}
        )
    with pytest.raises(Stale):
        plans.decide(actor=world.city, plan=plan, seen=plan.version - 1, **given)
    assert plans.decide(actor=world.city, plan=plan, seen=plan.version, **given).state == "decided"


def test_back_to_consulting_and_a_draft_is_deleted(world):
    plan = drafted(world)
    move = placed(world, plan, "周雨晴", PLACE)
    plan = decided(world, plan, [move])
    with pytest.raises(DomainError, match="填写去向要在"):
        arrange(world, move, to(world.named["青川县"]))
    back = plans.reopen(actor=world.city, plan=plan, seen=plan.version, reason="添加人选")
    assert (back.state, back.decided_on) == (PlanState.CONSULTING, None)
    with pytest.raises(DomainError, match="不能删除草稿"):
        plans.discard(actor=world.city, plan=back, seen=back.version)
    other = drafted(world, year=2027)
    add(world, other, "周雨晴")
    plans.discard(actor=world.city, plan=other, seen=other.version)
    assert PlannedMove.objects.count() == 1
    with pytest.raises(DomainError, match="已被删除"):
        plans.discard(actor=world.city, plan=other, seen=1)
