"""The verbs of talks at their edges."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from assessments.talks import services
from assessments.talks.guards import LONGEST
from assessments.talks.models import Talk, TalkRevision
from cadres.choices import ExitGround
from cadres.roster.services import release
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from policy.duties.models import Duty
from policy.duties.refreshing import refresh_people
from policy.periods import Quarter
from tests.world_people import TODAY

Q = Quarter.parse
DAY = timedelta(days=1)


def refused(field: str, words: str):
    """A refusal at a field with these words in it."""
    return pytest.raises(ValidationError, match=rf"'{field}': \[.*{words}")


def state(name: str, period: str) -> str:
    return Duty.objects.get(rule="talk.quarterly", cadre__name=name, period=period).state


def test_a_talk_closes_the_duty_of_its_quarter(record) -> None:
    assert state("陈思远", "2026Q4") == "open"
    talk = record()
    assert (talk.unit.short_name, talk.counts_for) == ("市交通运输局", date(2026, 10, 1))
    duty = Duty.objects.get(cadre=talk.cadre, period="2026Q4")
    assert (duty.state, duty.done_on, duty.evidence) == ("done", TODAY, talk.pk)


def test_the_day_of_a_talk(record, owing) -> None:
    with refused("held_on", "还没有到"):
        record(held_on=TODAY + DAY)
    with refused("held_on", "2024-03-01 才入库"):
        record(held_on=date(2024, 2, 29))
    # He left on 2025-01-15 and came back on 2026-04-01: the day of leaving is not on it.
    with refused("held_on", "2025-01-15 已出库"):
        record(held_on=date(2025, 1, 15), on=date(2025, 1, 20))
    with refused("held_on", "没有入库"):
        record("欧阳雪", actor=owing.city)
    assert record(held_on=TODAY).pk


def test_a_sealed_quarter_is_made_up_for(record) -> None:
    # The third quarter ends on 09-30 and is sealed 30 days later.
    assert record("周雨晴", date(2026, 9, 29), on=date(2026, 10, 30)).pk
    with refused("held_on", "已封存.*补谈"):
        record(held_on=date(2026, 9, 29), on=date(2026, 10, 31))
    assert state("陈思远", "2026Q3") == "open"
    talk = record(makes_up_for=Q("2026Q3"))
    assert state("陈思远", "2026Q3") == "done"
    assert state("陈思远", "2026Q4") == "open"
    assert talk.counts_for == date(2026, 7, 1)
    with refused("makes_up_for", "没有欠谈"):
        record(makes_up_for=Q("2026Q3"), kind="reminder")
    with refused("makes_up_for", "必须早于"):
        record(makes_up_for=Q("2026Q4"), kind="reminder")
    with refused("makes_up_for", "没有欠谈"):  # he was not there
        record(makes_up_for=Q("2025Q3"), kind="reminder")


def test_what_a_record_must_say(record) -> None:
    with refused("on_thought", "至少填写一项"):
        record(on_work=" \n")
    with refused("led_by", "本人"):
        record(led_by="陈 思远")
    with refused("ended_at", "必须晚于"):
        record(began_at=time(9, 0), ended_at=time(9, 0))
    with refused("began_at", "也要填开始时间"):
        record(ended_at=time(9, 0))
    with refused("on_work", "最多 4000 字"):
        record(on_work="长" * (LONGEST + 1))
    assert record(on_work="", on_life="家中老人住院。", began_at=time(9, 0), ended_at=time(9, 1)).pk


def test_two_of_a_kind_a_day_are_refused_by_the_database(record) -> None:
    record()
    with transaction.atomic(), pytest.raises(IntegrityError, match="one_talk_of_a_kind_a_day"):
        record()
    assert record(kind="reminder").pk


def test_a_form_sent_twice_is_recorded_once(record) -> None:
    key = uuid4()
    first = record(entry_key=key)
    assert record(entry_key=key) == first
    assert Talk.objects.count() == 1
    assert AuditEntry.objects.filter(subject_label__contains="谈心谈话").count() == 1


@pytest.mark.parametrize("who", ["cadre", "county", "auditor", "nobody"])
def test_who_may_not_record(record, owing, who: str) -> None:
    with pytest.raises(NotAllowed):
        record(actor=owing.users[who])
    assert not Talk.objects.exists()


def test_nobody_records_a_talk_with_himself(record, owing) -> None:
    owing.cadres["周雨晴"].account = owing.secretary
    owing.cadres["周雨晴"].save()
    with pytest.raises(NotAllowed):
        record("周雨晴")


def amend(talk: Talk, actor, *, on=TODAY, seen=None, **values) -> Talk:
    return services.amend(
        actor=actor, talk=talk, seen=seen or talk.version, on=on, reason="记错了", **values
    )


def test_an_amendment_keeps_what_was_said(record, owing) -> None:
    talk = record()
    amended = amend(
        talk, owing.clerk, on_work="项目提前完成。", place="二楼会议室", led_by="马建国"
    )
    assert (amended.version, amended.on_work) == (2, "项目提前完成。")
    row = TalkRevision.objects.get()
    assert row.changes == {
        "on_work": ["公路养护项目按期推进。", "项目提前完成。"],
        "place": ["局会议室", "二楼会议室"],
    }
    assert (row.version, row.reason, row.made_by) == (2, "记错了", owing.clerk)
    with pytest.raises(Stale):
        amend(talk, owing.secretary, seen=1, place="三楼")
    with pytest.raises(DomainError, match="没有需要修改的"):
        amend(amended, owing.secretary, place="二楼会议室")


def test_an_amendment_moves_the_duty(record, owing) -> None:
    talk = record("周雨晴", date(2026, 9, 30), on=date(2026, 10, 20))
    assert state("周雨晴", "2026Q3") == "done"
    talk = amend(talk, owing.secretary, on=date(2026, 10, 20), held_on=date(2026, 10, 9))
    assert state("周雨晴", "2026Q3") == "open"
    assert state("周雨晴", "2026Q4") == "done"
    with refused("held_on", "已封存"):
        amend(talk, owing.secretary, held_on=date(2026, 9, 30))


def test_a_make_up_talk_stays_one_when_its_words_change(record, owing) -> None:
    talk = record(makes_up_for=Q("2026Q3"))
    talk = amend(talk, owing.secretary, makes_up_for=Q("2026Q3"), place="三楼")
    assert state("陈思远", "2026Q3") == "done"
    talk = amend(talk, owing.secretary, makes_up_for=None)
    assert (state("陈思远", "2026Q3"), state("陈思远", "2026Q4")) == ("open", "done")


def test_a_sealed_record_stands(record, owing) -> None:
    talk = record(held_on=date(2026, 10, 9))
    last = date(2027, 1, 30)
    amend(talk, owing.secretary, on=last, place="三楼")
    talk.refresh_from_db()
    with pytest.raises(DomainError, match="已封存"):
        amend(talk, owing.secretary, on=last + DAY, place="四楼")
    with pytest.raises(NotAllowed, match="组织部门"):
        void(talk, owing.secretary, on=last + DAY)
    assert void(talk, owing.city, on=last + DAY).voided_on == last + DAY


def void(talk: Talk, actor, *, on=TODAY) -> Talk:
    return services.void(actor=actor, talk=talk, seen=talk.version, on=on, reason="记错了人")


def test_a_voided_record_counts_for_nothing(record, owing) -> None:
    talk = void(record(), owing.secretary)
    assert state("陈思远", "2026Q4") == "open"
    with pytest.raises(DomainError, match="已作废"):
        amend(talk, owing.secretary, place="三楼")
    with pytest.raises(DomainError, match="已作废"):
        void(talk, owing.secretary)
    assert record().pk  # the day is free again


def test_the_log_never_says_what_was_said(record, owing) -> None:
    secret = "父亲患病，情绪低落"
    talk = record(on_life=secret, topic=secret)
    talk = amend(talk, owing.secretary, on_life=f"{secret}。", advice=secret)
    assert TalkRevision.objects.count() == 1
    assert not [row for row in AuditEntry.objects.all() if secret[:4] in str(row.detail)]


def test_who_left_is_owed_no_more(record, owing) -> None:
    release(
        actor=None,
        entries=[owing.stay("周雨晴")],
        on=TODAY,
        today=TODAY,
        ground=ExitGround.OTHER,
    )
    refresh_people([owing.cadres["周雨晴"].pk], on=TODAY)
    assert state("周雨晴", "2026Q4") == "withdrawn"
    with refused("held_on", "已出库"):
        record("周雨晴")
