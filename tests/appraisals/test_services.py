"""A sheet goes from the person to the host, the sender and the department, and back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from rotation.appraisals import services
from rotation.appraisals.entities import APPRAISALS
from rotation.appraisals.flow import Side, offered, sides_of
from rotation.appraisals.models import Appraisal
from rotation.postings.models import Posting
from tests.appraisals.making import JUDGED, away, sheet
from tests.world_people import TODAY

SINCE, UNTIL = date(2025, 12, 1), date(2026, 12, 1)


@pytest.fixture
def posting(world):
    """陈思远 of the bureau, in a town of the county, soon back."""
    return away(world, "陈思远", "柳河镇", SINCE, UNTIL)


def test_sides(world, posting):
    found = {who: set(sides_of(posting, world.users[who])) for who in world.users}
    assert found == {
        "city": {Side.DEPARTMENT},
        "county": {Side.HOST},
        "secretary": {Side.UNIT},
        "clerk": {Side.UNIT},
        "cadre": {Side.PERSON},
        "auditor": set(),
        "sysadmin": set(),
        "secadmin": set(),
        "nobody": set(),
    }


def test_the_whole_way(world, posting):
    made = services.submit(
        actor=world.cadre, posting=posting, kind="final", seen=None, summary="总结", on=TODAY
    )
    assert made.state == "host"
    made = services.judge(actor=world.county, appraisal=made, seen=made.version, on=TODAY, **JUDGED)
    assert made.state == "sender"
    made = services.comment(
        actor=world.clerk,
        appraisal=made,
        seen=made.version,
        sender_opinion="同意。",
        sender_on=date(2026, 11, 21),
        on=TODAY,
    )
    made = services.conclude(
        actor=world.city,
        appraisal=made,
        seen=made.version,
        department_opinion="同意。",
        department_on=date(2026, 11, 22),
        on=TODAY,
    )
    assert made.state == "concluded"
    assert (
        AuditEntry.objects.filter(subject="cadre", subject_label__contains="期满鉴定").count() == 4
    )
    back = services.reopen(
        actor=world.city, appraisal=made, seen=made.version, reason="笔误", on=TODAY
    )
    assert (back.state, back.returned) == ("department", "笔误")


def test_nobody_takes_another_sides_step(world, posting):
    at_host = sheet(posting)
    with pytest.raises(NotAllowed, match="您不能作出鉴定"):
        services.judge(
            actor=world.secretary, appraisal=at_host, seen=at_host.version, on=TODAY, **JUDGED
        )
    with pytest.raises(NotAllowed):
        services.judge(
            actor=world.cadre, appraisal=at_host, seen=at_host.version, on=TODAY, **JUDGED
        )
    with pytest.raises(DomainError, match="要在“派出单位意见”时办理"):
        services.comment(
            actor=world.secretary,
            appraisal=at_host,
            seen=at_host.version,
            sender_opinion="同意",
            sender_on=TODAY,
            on=TODAY,
        )
    with pytest.raises(NotAllowed):
        services.submit(
            actor=world.nobody, posting=posting, kind="midterm", seen=None, summary="", on=TODAY
        )


def test_who_works_in_the_host_does_not_judge_himself(world):
    """The secretary of the host is the person's own account."""
    own = away(world, "陈思远", "柳河镇", SINCE, UNTIL)
    at_host = sheet(own)
    type(own.cadre).objects.filter(pk=own.cadre_id).update(account=world.county)
    with pytest.raises(NotAllowed):
        services.judge(
            actor=world.county, appraisal=at_host, seen=at_host.version, on=TODAY, **JUDGED
        )


def test_a_second_click_finds_it_done(world, posting):
    given = {"posting": posting, "kind": "final", "seen": None, "summary": "总结", "on": TODAY}
    first = services.submit(actor=world.cadre, **given)
    again = services.submit(actor=world.cadre, **given)
    assert first.pk == again.pk
    assert again.version == 1
    with pytest.raises(Stale):
        services.submit(actor=world.secretary, **given)


def test_it_goes_back_with_its_reason_and_keeps_what_was_written(world, posting):
    judged = sheet(posting, state="sender", **JUDGED)
    back = services.send_back(
        actor=world.secretary, appraisal=judged, seen=judged.version, reason="等次请再议", on=TODAY
    )
    assert (back.state, back.returned, back.host_grade) == ("host", "等次请再议", "1")
    again = services.judge(
        actor=world.county, appraisal=back, seen=back.version, on=TODAY, **JUDGED
    )
    assert again.returned == ""


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 24), "还没有到"),
        (date(2026, 9, 1), "早于可以鉴定的第一天 2026-09-02"),
    ],
)
def test_a_judgement_is_of_a_day_that_can_be(world, posting, day, sentence):
    at_host = sheet(posting)
    given = JUDGED | {"host_on": day}
    with pytest.raises(ValidationError) as refused:
        services.judge(actor=world.city, appraisal=at_host, seen=at_host.version, on=TODAY, **given)
    assert sentence in str(refused.value)


def test_opinions_follow_each_other(world, posting):
    judged = sheet(posting, state="sender", **JUDGED)
    with pytest.raises(ValidationError) as refused:
        services.comment(
            actor=world.city,
            appraisal=judged,
            seen=judged.version,
            sender_opinion="同意",
            sender_on=date(2026, 11, 19),
            on=TODAY,
        )
    assert "早于鉴定日期 2026-11-20" in str(refused.value)


@pytest.mark.parametrize(
    ("more", "kind", "sentence"),
    [
        ({"until": date(2026, 11, 30)}, "midterm", "周期不足 12 个月"),
        ({"kind": "task"}, "midterm", "是短期安排，不作中期考核"),
        ({"until": date(2027, 12, 1)}, "final", "期满鉴定从 2027-09-02 起填写"),
        ({"ended_on": SINCE, "end_reason": "other"}, "final", "已经撤回"),
        ({"kind": "appointment", "is_main": True, "until": None}, "final", "任职不作期满鉴定"),
    ],
)
def test_what_is_not_appraised(world, more, kind, sentence):
    posting = away(world, "陈思远", "柳河镇", **({"since": SINCE, "until": UNTIL} | more))
    with pytest.raises(DomainError, match=sentence):
        services.write(
            actor=world.city, posting=posting, kind=kind, seen=None, summary="总结", on=TODAY
        )
    assert not Appraisal.objects.exists()


def test_somebody_was_faster(world, posting):
    at_host = sheet(posting)
    services.judge(actor=world.county, appraisal=at_host, seen=at_host.version, on=TODAY, **JUDGED)
    with pytest.raises(Stale, match="韩志远"):
        services.judge(actor=world.city, appraisal=at_host, seen=1, on=TODAY, **JUDGED)


def test_a_sheet_of_what_was_taken_back_waits_for_nobody(world, posting):
    at_host = sheet(posting)
    assert APPRAISALS.rows(world.county).filter(is_mine=True).exists()
    Posting.objects.filter(pk=posting.pk).update(ended_on=SINCE, end_reason="other")
    assert not APPRAISALS.rows(world.county).exists()
    assert not Appraisal.objects.waiting_for(world.county).exists()
    with pytest.raises(DomainError, match="已经撤回"):
        services.judge(actor=world.county, appraisal=at_host, seen=1, on=TODAY, **JUDGED)
    assert not offered(Appraisal.objects.get(), [Side.HOST, Side.DEPARTMENT])
