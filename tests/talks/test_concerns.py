"""Concerns: the table, the days, the duties of each round."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assessments.choices import ConcernState as S
from assessments.concerns import services
from assessments.concerns.models import Concern
from assessments.talks.services import void
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from tests.world_people import TODAY

FOUND = date(2026, 11, 2)


@pytest.fixture
def concern(record, owing) -> Concern:
    talk = record(held_on=FOUND)
    return services.raise_concern(
        actor=owing.secretary, talk=talk, on=TODAY, text="下乡次数少，作风飘浮"
    )


def duties(concern: Concern) -> dict[str, tuple]:
    """Rule and round to its state, and the days it is due and was done."""
    rows = Duty.objects.filter(rule__startswith="concern.", cadre=concern.cadre_id)
    return {
        f"{row.rule.partition('.')[2]} {row.period.partition('.')[2]}".strip(): (
            row.state,
            row.due_on,
            row.done_on,
        )
        for row in rows
    }


def step(verb, concern: Concern, actor, day: date, **more) -> Concern:
    words = more.pop("words", "已办理。")
    return verb(
        actor=actor, concern=concern, seen=concern.version, on=TODAY, day=day, words=words, **more
    )


def test_a_mistyped_year_of_a_correction_is_refused(concern, owing) -> None:
    far = {"correct_by": date(9999, 12, 31)}
    with pytest.raises(ValidationError, match="请核对年份"):
        step(services.remind, concern, owing.secretary, date(2026, 11, 5), **far)
    concern.refresh_from_db()
    assert concern.state == S.RAISED


def test_every_round_has_its_duties(concern, owing) -> None:
    secretary, city = owing.secretary, owing.city
    assert duties(concern) == {"remind": ("open", date(2026, 11, 9), None)}
    concern = step(services.remind, concern, secretary, date(2026, 11, 5))
    assert (concern.state, concern.correct_by) == (S.REMINDED, date(2026, 12, 5))  # 30 days
    assert duties(concern) == {
        "remind": ("done", date(2026, 11, 9), date(2026, 11, 5)),
        "correct 1": ("open", date(2026, 12, 5), None),
    }
    concern = step(services.report, concern, owing.clerk, date(2026, 11, 12))
    assert duties(concern)["close 1"] == ("open", date(2026, 11, 26), None)
    due = date(2026, 11, 30)
    concern = step(services.give_back, concern, city, date(2026, 11, 16), correct_by=due)
    assert (concern.state, concern.corrected_on, concern.correct_by) == (S.REMINDED, None, due)
    first = {
        "remind": ("done", date(2026, 11, 9), date(2026, 11, 5)),
        "correct 1": ("done", date(2026, 12, 5), date(2026, 11, 12)),
        "close 1": ("done", date(2026, 11, 26), date(2026, 11, 16)),
    }
    assert duties(concern) == first | {"correct 2": ("open", due, None)}
    concern = step(services.report, concern, secretary, date(2026, 11, 20))
    concern = step(services.close, concern, secretary, TODAY)
    assert concern.state == S.CLOSED
    assert duties(concern) == first | {
        "correct 2": ("done", due, date(2026, 11, 20)),
        "close 2": ("done", date(2026, 12, 4), TODAY),
    }
    assert [s.verb for s in concern.steps.order_by("pk")] == [
        *("remind", "report", "return", "report", "close"),
    ]
    assert all(tally.changes == 0 for tally in refresh(on=TODAY).values())


def test_a_reminder_in_the_talk_itself(record, owing) -> None:
    talk = services.record_talk(
        actor=owing.secretary,
        cadre=owing.cadres["周雨晴"],
        on=TODAY,
        concern={"text": "迟到", "demand": "按时到岗", "was_reminded": True, "correct_by": TODAY},
        held_on=FOUND,
        place="办公室",
        led_by="马建国",
        on_style="近期迟到较多。",
    )
    concern = Concern.objects.get(talk=talk)
    assert (concern.state, concern.reminded_on, concern.correct_by) == (S.REMINDED, FOUND, TODAY)
    assert duties(concern)["remind"][0] == "done"


def test_the_table_refuses_what_is_out_of_turn(concern, owing) -> None:
    with pytest.raises(DomainError, match="现在是“待提醒”，不能销号"):
        step(services.close, concern, owing.secretary, TODAY)
    concern = step(services.remind, concern, owing.clerk, FOUND)
    with pytest.raises(DomainError, match="不能提醒"):
        step(services.remind, concern, owing.clerk, TODAY)
    concern = step(services.report, concern, owing.clerk, TODAY)
    with pytest.raises(NotAllowed):  # a clerk writes down, the secretary judges
        step(services.close, concern, owing.clerk, TODAY)
    for who in ("cadre", "county", "auditor", "nobody"):
        with pytest.raises(NotAllowed):
            step(services.close, concern, owing.users[who], TODAY)


def test_days_follow_each_other(concern, owing) -> None:
    with pytest.raises(ValidationError, match="还没有到"):
        step(services.remind, concern, owing.secretary, date(2026, 11, 24))
    with pytest.raises(ValidationError, match="不能早于发现日期 2026-11-02"):
        step(services.remind, concern, owing.secretary, date(2026, 11, 1))
    with pytest.raises(ValidationError, match="改正期限 2026-11-04 不能早于提醒日期"):
        step(
            services.remind,
            concern,
            owing.secretary,
            date(2026, 11, 5),
            correct_by=date(2026, 11, 4),
        )
    with pytest.raises(ValidationError, match="请写明情况"):
        step(services.remind, concern, owing.secretary, date(2026, 11, 5), words=" ")
    concern = step(services.remind, concern, owing.secretary, date(2026, 11, 5))
    with pytest.raises(ValidationError, match="不能早于提醒"):
        step(services.report, concern, owing.secretary, date(2026, 11, 4))
    with pytest.raises(Stale):
        services.report(
            actor=owing.secretary, concern=concern, seen=1, on=TODAY, day=TODAY, words="好"
        )


def test_a_concern_of_a_voided_talk_is_owed_no_more(concern, owing) -> None:
    void(actor=owing.secretary, talk=concern.talk, seen=None, on=TODAY, reason="记错了人")
    assert duties(concern)["remind"][0] == "withdrawn"
    with pytest.raises(DomainError, match="已作废"):
        step(services.remind, concern, owing.secretary, TODAY)


def test_one_concern_for_a_talk(concern, owing) -> None:
    with pytest.raises(DomainError, match="已登记过"):
        services.raise_concern(actor=owing.secretary, talk=concern.talk, on=TODAY, text="又一个")


def test_the_log_does_not_say_what_the_concern_is(concern, owing) -> None:
    step(services.remind, concern, owing.secretary, TODAY, words="作风飘浮要改")
    assert not [row for row in AuditEntry.objects.all() if "飘浮" in str(row.detail)]
