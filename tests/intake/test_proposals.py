"""Putting people forward, the check, the department's own decisions, and dropping out."""

from datetime import date

import pytest

from cadres.intake.models import IntakeStep
from cadres.intake.services import batches, proposals, qualification
from cadres.people.models import Cadre
from cadres.roster import services as roster
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from tests.intake.making import applicant, draft, newcomer, opened, states
from tests.world_people import TODAY


def propose(world, batch, *names, who="city", note=""):
    people = [world.cadres[name] for name in names]
    return proposals.propose(actor=world.users[who], batch=batch, people=people, note=note)


def test_whoever_is_proposed_is_checked_at_once(world):
    batch = opened(world)
    propose(world, batch, "单文静", "欧阳雪", "周雨晴")
    assert states(batch) == {
        "单文静": "qualified",
        "欧阳雪": "unqualified",
        "周雨晴": "unqualified",
    }
    assert [m["limit"] for m in applicant(batch, world.cadres["周雨晴"]).missed] == ["roster"]


def test_every_step_is_written_down(world):
    batch = opened(world)
    propose(world, batch, "欧阳雪", note="表现突出")
    steps = IntakeStep.objects.filter(applicant__isnull=False).order_by("pk")
    assert [(s.verb, s.from_state, s.to_state, s.note[:6]) for s in steps] == [
        ("apply", "", "applied", "表现突出"),
        ("disqualify", "applied", "unqualified", "审查：要求 "),
    ]
    assert {s.done_by for s in steps} == {world.city}
    logged = AuditEntry.objects.filter(subject="cadre", subject_label__startswith="欧阳雪 ")
    assert logged.count() == 2


def test_nobody_is_in_a_batch_twice(world):
    batch = opened(world)
    propose(world, batch, "单文静")
    with pytest.raises(DomainError, match="单文静已在本批次报名，不能重复报名"):
        propose(world, batch, "欧阳雪", "单文静")
    assert set(states(batch)) == {"单文静"}  # all or nothing


def test_a_unit_proposes_its_own_people(world):
    batch = opened(world)
    assert propose(world, batch, "曾可欣", who="clerk")[0].state == "qualified"
    for stranger in ("单文静", "赵文博"):
        with pytest.raises(NotAllowed, match="只能推荐本单位及下属单位的人选") as refused:
            propose(world, batch, stranger, who="clerk")
        assert stranger not in str(refused.value)


def test_a_county_proposes_for_the_city_and_keeps_its_own(world):
    assert propose(world, opened(world), "艾力·买买提", who="county")[0].state == "qualified"
    own = opened(world, "青川县", "county", name="青川县选拔")
    assert propose(world, own, "艾力·买买提", who="county")
    with pytest.raises(DomainError, match="单文静不在“青川县”，不能报名本批次"):
        propose(world, own, "单文静")


@pytest.mark.parametrize("who", ["cadre", "auditor", "sysadmin", "nobody"])
def test_others_propose_nobody(world, who):
    batch = opened(world)
    with pytest.raises(NotAllowed):
        propose(world, batch, "陈思远", who=who)


def test_a_county_keeps_no_batch_of_the_city(world):
    for unit in ("清河市", "青川县"):
        batch = draft(world, unit)
        announce = {"batch": batch, "seen": batch.version, "on": TODAY, "today": TODAY}
        if unit == "清河市":
            with pytest.raises(NotAllowed):
                batches.announce(actor=world.county, **announce)
        else:
            assert batches.announce(actor=world.county, **announce).state == "open"


def test_a_draft_and_a_closed_registration_take_nobody(world):
    batch = draft(world)
    with pytest.raises(DomainError, match="现在是“草稿”，不能推荐人选"):
        propose(world, batch, "单文静")
    batch = batches.announce(actor=world.city, batch=batch, seen=1, on=TODAY, today=TODAY)
    propose(world, batch, "单文静")
    batch = batches.start_test(actor=world.city, batch=batch, seen=batch.version)
    with pytest.raises(DomainError, match="现在是“考试”，不能推荐人选"):
        propose(world, batch, "曾可欣")


def test_the_check_follows_the_files(world):
    batch = opened(world)
    propose(world, batch, "单文静", "欧阳雪")
    Cadre.objects.filter(name="单文静").update(fulltime_education="31")
    Cadre.objects.filter(name="欧阳雪").update(birth=date(1991, 1, 1))
    assert qualification.check(actor=world.city, batch=batch) == 2
    assert states(batch) == {"单文静": "unqualified", "欧阳雪": "qualified"}
    assert qualification.check(actor=world.city, batch=batch) == 0


def test_the_departments_decision_stands(world):
    batch = opened(world)
    propose(world, batch, "单文静", "欧阳雪")
    young, old = (applicant(batch, world.cadres[name]) for name in ("单文静", "欧阳雪"))
    qualification.qualify(actor=world.city, people=[old], reason="急需专业，放宽一岁")
    qualification.disqualify(actor=world.city, people=[young], reason="正在接受审查")
    assert qualification.check(actor=world.city, batch=batch) == 0
    assert states(batch) == {"单文静": "unqualified", "欧阳雪": "qualified"}
    assert applicant(batch, old.cadre).judged_reason == "急需专业，放宽一岁"


def test_no_decision_takes_in_who_is_on_the_roster(world):
    batch = opened(world)
    propose(world, batch, "周雨晴", "欧阳雪")
    twice, old = (applicant(batch, world.cadres[name]) for name in ("周雨晴", "欧阳雪"))
    with pytest.raises(DomainError, match="周雨晴已在名册上，不能认定合格"):
        qualification.qualify(actor=world.city, people=[twice], reason="无")
    qualification.qualify(actor=world.city, people=[old], reason="放宽")
    roster.admit(actor=None, people=[old.cadre], on=TODAY, today=TODAY)
    assert qualification.check(actor=world.city, batch=batch) == 1
    assert states(batch)["欧阳雪"] == "unqualified"


def test_a_unit_decides_nothing(world):
    batch = opened(world)
    (own,) = propose(world, batch, "曾可欣", who="clerk")
    with pytest.raises(NotAllowed):
        qualification.disqualify(actor=world.clerk, people=[own], reason="x")
    with pytest.raises(NotAllowed):
        qualification.check(actor=world.clerk, batch=batch)


def test_a_unit_withdraws_its_own_people_while_registration_is_open(world):
    batch = opened(world)
    propose(world, batch, "曾可欣", "单文静")
    own, other = (applicant(batch, world.cadres[name]) for name in ("曾可欣", "单文静"))
    with pytest.raises(NotAllowed, match="不属于您办理范围"):
        proposals.withdraw(actor=world.clerk, people=[own, other], reason="本人放弃")
    proposals.withdraw(actor=world.clerk, people=[own], reason="本人放弃")
    assert states(batch) == {"曾可欣": "withdrawn", "单文静": "qualified"}
    propose(world, batch, "曾可欣", who="clerk")  # and may come again
    assert states(batch)["曾可欣"] == "qualified"
    batches.start_test(actor=world.city, batch=batch, seen=batch.version)
    with pytest.raises(NotAllowed):
        proposals.withdraw(actor=world.clerk, people=[own], reason="本人放弃")
    proposals.withdraw(actor=world.city, people=[own], reason="本人放弃")
    assert states(batch)["曾可欣"] == "withdrawn"


def test_registration_does_not_end_with_nobody(world):
    batch = opened(world)
    propose(world, batch, "欧阳雪")
    with pytest.raises(DomainError, match="还没有资格合格的人选"):
        batches.start_test(actor=world.city, batch=batch, seen=batch.version)


def test_a_stale_batch_is_refused(world):
    batch = draft(world)
    batches.edit(actor=world.city, batch=batch, seen=1, quota=5)
    with pytest.raises(Stale, match="已由林静文在"):
        batches.edit(actor=world.city, batch=batch, seen=1, quota=6)
    with pytest.raises(Stale):
        batches.announce(actor=world.city, batch=batch, seen=1, on=TODAY, today=TODAY)


def test_limits_are_fixed_once_announced(world):
    batch = opened(world)
    with pytest.raises(DomainError, match="现在是“报名”，不能修改批次"):
        batches.edit(actor=world.city, batch=batch, seen=batch.version, quota=5)


def test_a_batch_is_a_citys_or_a_countys(world):
    with pytest.raises(DomainError, match="“市科技局”不是市或县"):
        draft(world, "市科技局")


def test_somebody_moved_away_is_out_of_the_units_sight(world):
    batch = opened(world)
    person = newcomer(world, "游动", "市交通运输局")
    (row,) = proposals.propose(actor=world.clerk, batch=batch, people=[person])
    person.unit = world.named["市科技局"]
    person.save()
    seen = type(row).objects.visible_to(world.clerk)
    assert not seen.filter(pk=row.pk).exists()


def test_a_crowd_is_refused_before_anything_is_done(world):
    batch = opened(world)
    people = [world.cadres["单文静"]] * 501
    with pytest.raises(DomainError, match="一次最多办理 500 人，现在选了 501 人"):
        proposals.propose(actor=world.city, batch=batch, people=people)
    assert states(batch) == {}


def test_a_proposal_is_about_nobody_else(world):
    batch = opened(world)
    propose(world, batch, "单文静")
    Cadre.objects.filter(name="单文静").update(fulltime_education="31")
    propose(world, batch, "曾可欣", who="clerk")
    assert states(batch) == {"单文静": "qualified", "曾可欣": "qualified"}
    assert not IntakeStep.objects.filter(applicant__cadre__name="单文静", done_by=world.clerk)
