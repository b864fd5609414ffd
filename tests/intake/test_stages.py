"""Examination, inspection, ranking, admission and the end."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.services import admission, batches, proposals, results
from cadres.intake.services.results import Finding, Mark
from cadres.roster import services as roster
from cadres.roster.models import RosterEntry
from core.errors import DomainError, Stale
from tests.intake.making import (
    applicant,
    applicants,
    crowd,
    examined,
    inspecting,
    mark_all,
    opened,
    ranking,
    states,
)
from tests.world_people import TODAY


def names(batch: IntakeBatch) -> dict[str, int | None]:
    return {row.cadre.name: row.place for row in applicants(batch)}


def choose(world, batch, people, reason=""):
    keys = [applicant(batch, person).pk for person in people]
    return admission.choose(
        actor=world.city, batch=batch, seen=batch.version, chosen=keys, reason=reason
    )


def admit(world, batch, **more):
    return admission.admit(
        actor=world.city,
        batch=batch,
        seen=batch.version,
        on=TODAY,
        today=TODAY,
        document="清组发〔2026〕20号",
        **more,
    )


def test_a_whole_batch(world):
    one, two, three, four = crowd(world, 4)
    batch = ranking(
        world, [one, two, three, four], ["90", "80", "70", "60"], ["80", "90", "80", None]
    )
    assert names(batch) == {"赵新人": 1, "钱新人": 1, "孙新人": 3, "李新人": None}
    assert applicant(batch, three).score == Decimal("75.000")
    batch = choose(world, batch, [one, two])
    admitted = admit(world, batch, tier=1, direction="rural")
    assert [row.cadre for row in admitted] == [one, two]
    entry = RosterEntry.objects.get(cadre=one)
    assert (entry.entry_mode, entry.held_by, entry.tier) == ("intake", "city", 1)
    assert (entry.entered_on, entry.entry_document) == (TODAY, "清组发〔2026〕20号")
    assert applicant(batch, one).entry == entry
    batch.refresh_from_db()
    batch = batches.close(actor=world.city, batch=batch, seen=batch.version)
    assert batch.state == "closed"
    assert states(batch) == {
        "赵新人": "admitted",
        "钱新人": "admitted",
        "孙新人": "passed_over",
        "李新人": "failed",
    }


def test_a_countys_batch_fills_its_own_list(world):
    people = crowd(world, 1, "柳河镇")
    batch = ranking(world, people, ["90"], ["80"], unit="青川县")
    batch = choose(world, batch, people)
    admit(world, batch)
    assert RosterEntry.objects.get(cadre=people[0]).held_by == "county"


def test_who_has_no_mark_was_absent_and_equal_marks_go_on_together(world):
    people = crowd(world, 5)
    batch = inspecting(world, people, ["90", "80", "80", "70", None], shortlist=2)
    assert list(states(batch).values()) == [*["shortlisted"] * 3, "passed_over", "absent"]
    assert batch.shortlist == 3


def test_a_mark_taken_back(world):
    person, other = crowd(world, 2)
    batch = examined(world, [person, other], ["90", "0"])
    assert list(states(batch).values()) == ["tested", "tested"]  # 0 is a mark
    row = applicant(batch, person)
    results.enter_marks(actor=world.city, batch=batch, marks=[Mark(row.pk, row.version, None)])
    assert states(batch)["赵新人"] == "qualified"


def test_a_mark_that_somebody_else_changed(world):
    (person,) = crowd(world, 1)
    batch = examined(world, [person], ["90"])
    row = applicant(batch, person)
    stale = [Mark(row.pk, row.version - 1, Decimal(70))]
    with pytest.raises(Stale, match="“赵新人”已由林静文"):
        results.enter_marks(actor=world.city, batch=batch, marks=stale)
    same = [Mark(row.pk, row.version - 1, Decimal("90.00"))]  # nothing to write, nothing to refuse
    assert results.enter_marks(actor=world.city, batch=batch, marks=same) == 0


def test_marks_of_strangers_are_refused(world):
    (person,) = crowd(world, 1)
    batch = examined(world, [person], ["90"])
    other = opened(world, name="另一批")
    (row,) = proposals.propose(actor=world.city, batch=other, people=[world.cadres["单文静"]])
    with pytest.raises(DomainError, match="有的人选已不在本批次里"):
        results.enter_marks(actor=world.city, batch=batch, marks=[Mark(row.pk, 1, Decimal(1))])


@pytest.mark.parametrize("mark", ["-0.01", "100.01"])
def test_the_database_refuses_impossible_marks(world, mark):
    (person,) = crowd(world, 1)
    batch = examined(world, [person], ["90"])
    with pytest.raises(IntegrityError, match="test_mark_is_of_a_hundred"), transaction.atomic():
        Applicant.objects.filter(batch=batch).update(test_mark=mark)


def test_without_a_test_people_go_straight_to_inspection(world):
    people = crowd(world, 2)
    batch = opened(world, test_weight=Decimal(0))
    proposals.propose(actor=world.city, batch=batch, people=people)
    with pytest.raises(DomainError, match="不组织考试"):
        batches.start_test(actor=world.city, batch=batch, seen=batch.version)
    batch = batches.start_inspection(actor=world.city, batch=batch, seen=batch.version)
    assert set(states(batch).values()) == {"shortlisted"}
    with pytest.raises(DomainError, match="没有考试，不能退回考试"):
        batches.step_back(actor=world.city, batch=batch, seen=batch.version, reason="x")
    findings = [
        Finding(row.pk, row.version, True, Decimal(mark))
        for row, mark in zip(applicants(batch), (70, 80), strict=True)
    ]
    results.enter_findings(actor=world.city, batch=batch, findings=findings)
    batch = results.rank(actor=world.city, batch=batch, seen=batch.version)
    assert [(row.place, str(row.score)) for row in applicants(batch)] == [
        (2, "70.000"),
        (1, "80.000"),
    ]


def test_with_a_test_nobody_skips_it(world):
    batch = opened(world)
    proposals.propose(actor=world.city, batch=batch, people=crowd(world, 1))
    with pytest.raises(DomainError, match="本批次要考试"):
        batches.start_inspection(actor=world.city, batch=batch, seen=batch.version)


def test_where_the_test_is_all_the_inspection_needs_no_mark(world):
    people = crowd(world, 2)
    batch = inspecting(world, people, ["70", "80"], test_weight=Decimal(1))
    findings = [Finding(row.pk, row.version, True) for row in applicants(batch)]
    results.enter_findings(actor=world.city, batch=batch, findings=findings)
    batch = results.rank(actor=world.city, batch=batch, seen=batch.version)
    assert [row.place for row in applicants(batch)] == [2, 1]


def test_an_inspection_that_is_passed_has_a_mark(world):
    people = crowd(world, 1)
    batch = inspecting(world, people, ["70"])
    (row,) = applicants(batch)
    with pytest.raises(DomainError, match="赵新人考察合格，请填写考察得分"):
        results.enter_findings(
            actor=world.city, batch=batch, findings=[Finding(row.pk, row.version, True)]
        )
    with pytest.raises(DomainError, match="赵新人还没有考察结果"):
        results.rank(actor=world.city, batch=batch, seen=batch.version)


def test_nobody_passed(world):
    people = crowd(world, 1)
    batch = inspecting(world, people, ["70"])
    (row,) = applicants(batch)
    finding = Finding(row.pk, row.version, False, None, "群众反映较大")
    results.enter_findings(actor=world.city, batch=batch, findings=[finding])
    with pytest.raises(DomainError, match="没有考察合格的人选"):
        results.rank(actor=world.city, batch=batch, seen=batch.version)


def test_beyond_the_quota_or_out_of_order_only_with_a_reason(world):
    one, two, three, four = people = crowd(world, 4)
    batch = ranking(world, people, ["90", "80", "80", "60"], ["90", "80", "80", "60"])
    with pytest.raises(DomainError, match="拟定 3 人，超过名额 2 人。请填写说明"):
        choose(world, batch, [one, two, three])
    with pytest.raises(DomainError, match="孙新人、钱新人名次在前，没有列入"):
        choose(world, batch, [one, four])
    batch = choose(world, batch, [one, three])  # among equals people decide
    assert batch.choice_reason == ""
    batch = choose(world, batch, [one, two, three], "同分，一并列入")
    assert batch.choice_reason == "同分，一并列入"
    assert list(states(batch).values()) == ["chosen", "chosen", "chosen", "inspected"]


def test_a_tie_at_the_cut_is_pointed_out_and_not_decided(world):
    people = crowd(world, 3)
    batch = ranking(world, people, ["90", "80", "80"], ["90", "80", "80"])
    first = applicant(batch, people[0])
    assert admission.suggested(batch, admission.ranked(batch)) == {first.pk}


def test_nobody_is_admitted_twice(world):
    one, two = people = crowd(world, 2)
    batch = ranking(world, people, ["90", "80"], ["90", "80"])
    batch = choose(world, batch, people)
    roster.admit(actor=None, people=[two], on=TODAY, today=TODAY)
    with pytest.raises(DomainError, match="钱新人已在名册上"):
        admit(world, batch)
    assert set(states(batch).values()) == {"chosen"}  # all or nothing
    batch = choose(world, batch, [one])
    admit(world, batch)
    batch.refresh_from_db()
    with pytest.raises(DomainError, match="拟定名单里没有人"):
        admit(world, batch)
    assert RosterEntry.objects.filter(cadre=one).count() == 1


def test_a_batch_does_not_end_while_somebody_waits(world):
    people = crowd(world, 2)
    batch = ranking(world, people, ["90", "80"], ["90", "80"])
    batch = choose(world, batch, people[:1])
    with pytest.raises(DomainError, match="还有 1 人拟入库"):
        batches.close(actor=world.city, batch=batch, seen=batch.version)


def test_who_drops_out_of_a_ranking_makes_room(world):
    people = crowd(world, 3)
    batch = ranking(world, people, ["90", "80", "70"], ["90", "80", "70"])
    batch = choose(world, batch, people[:2])
    proposals.withdraw(actor=world.city, people=[applicant(batch, people[0])], reason="本人放弃")
    assert names(batch) == {"赵新人": None, "钱新人": 1, "孙新人": 2}


def test_back_to_correct_a_mark(world):
    one, two = people = crowd(world, 2)
    batch = ranking(world, people, ["90", "80"], ["80", "80"])
    batch = choose(world, batch, [one])
    back = {"actor": world.city, "reason": "成绩登记有误"}
    batch = batches.step_back(batch=batch, seen=batch.version, **back)
    assert (batch.state, names(batch)) == ("inspecting", {"赵新人": None, "钱新人": None})
    batch = batches.step_back(batch=batch, seen=batch.version, **back)
    assert (batch.state, set(states(batch).values())) == ("testing", {"tested"})
    mark_all(world, batch, {two: "95"})
    batch = batches.start_inspection(actor=world.city, batch=batch, seen=batch.version)
    findings = [
        Finding(row.pk, row.version, True, row.inspection_mark) for row in applicants(batch)
    ]
    results.enter_findings(actor=world.city, batch=batch, findings=findings)
    batch = results.rank(actor=world.city, batch=batch, seen=batch.version)
    assert names(batch) == {"赵新人": 2, "钱新人": 1}


def test_what_came_of_it_is_not_taken_back(world):
    people = crowd(world, 1)
    batch = ranking(world, people, ["90"], ["90"])
    batch = choose(world, batch, people)
    admit(world, batch)
    batch.refresh_from_db()
    for verb in (batches.step_back, batches.cancel):
        with pytest.raises(DomainError, match="本批次已有 1 人入库"):
            verb(actor=world.city, batch=batch, seen=batch.version, reason="x")


@pytest.mark.parametrize(
    "values",
    [
        {"test_weight": "1.01"},
        {"test_weight": "-0.01"},
        {"quota": 0},
        {"max_age": 17},
        {"max_age": 61},
        {"age_on": "1999-12-31"},
        {"state": "nowhere"},
        {"state": "open", "announced_on": None},
    ],
)
def test_the_database_refuses_impossible_batches(world, values):
    batch = opened(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeBatch.objects.filter(pk=batch.pk).update(**values)


def test_the_database_ties_admission_to_the_roster(world):
    (person,) = crowd(world, 1)
    batch = examined(world, [person], ["90"])
    for values in ({"state": "admitted"}, {"entry": world.stay("周雨晴")}, {"place": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Applicant.objects.filter(batch=batch).update(**values)
