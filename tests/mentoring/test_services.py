"""The verbs of a round: what they refuse, what they ask a reason for, and what they leave."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.errors import DomainError, Stale
from policy.parameters.models import ParameterValue
from tests.mentoring.pairs import POINTS, order, pair
from tests.roster.test_races import at_once
from tests.world_people import TODAY
from training.mentoring import recording, services
from training.mentoring.models import MentoringReview, MentoringSession, Mentorship

ENTERED = date(2026, 4, 1)  # 陈思远 came back


def refused(field: str, call) -> str:
    """The sentence at a field."""
    with pytest.raises(ValidationError) as told:
        call()
    return " ".join(told.value.message_dict[field])


def end(world, made: Mentorship, ended_on: date, **more):
    given = {"reason": "mentor_moved", "on": TODAY, "seen": made.version} | more
    return services.end(actor=world.secretary, mentorship=made, ended_on=ended_on, **given)


def test_a_round_has_its_length_its_points_and_its_trace(world):
    made = pair(world, "陈思远", "周雨晴", date(2026, 8, 31), exception="本人在名册，经验丰富")
    assert (made.until, made.rhythm) == (date(2028, 8, 31), POINTS["rhythm"])
    log = AuditEntry.objects.filter(subject="cadre", subject_id=str(made.cadre_id)).latest("pk")
    assert log.detail["帮带人"] == "周雨晴"
    assert log.detail["例外理由"] == "本人在名册，经验丰富"


def test_a_county_may_have_longer_or_shorter_rounds(world):
    ParameterValue.objects.filter(parameter__key="mentoring.round_months").update(value="6")
    made = pair(world, "罗天翊", "赵文博", date(2026, 8, 31), exception="在名册")
    assert made.until == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("cadre", "mentor", "since", "field", "said"),
    [
        ("陈思远", "陈思远", TODAY, "mentor", "就是本人"),
        ("陈思远", "周雨晴", date(2026, 11, 24), "since", "还没有到"),
        ("陈思远", "周雨晴", date(2026, 3, 31), "since", "在 2026-04-01 才入库"),
        ("曾可欣", "周雨晴", date(2026, 5, 20), "since", "已于 2026-05-20 出库"),
        ("单文静", "李明朗", TODAY, "since", "不在名册上"),
    ],
)
def test_what_is_refused(world, cadre, mentor, since, field, said):
    assert said in refused(field, lambda: pair(world, cadre, mentor, since, exception="有理由"))
    assert not Mentorship.objects.exists()


def test_a_mentor_serves(world):
    Cadre.objects.filter(name="周雨晴").update(status="21")
    said = refused("mentor", lambda: pair(world, "陈思远", "周雨晴", ENTERED, exception="有理由"))
    assert "不是现职人员" in said


@pytest.mark.parametrize(
    ("cadre", "mentor", "said"),
    [
        ("陈思远", "周雨晴", "名册"),  # outranks him, and is on the roster
        ("周雨晴", "曾可欣", "职务层次不高于"),  # of one level, and not of the bureau's leadership
        ("陈思远", "李明朗", "不在陈思远的单位"),
        ("罗天翊", "马晓东", "不在罗天翊的单位"),
    ],
)
def test_what_needs_a_reason(world, cadre, mentor, said):
    on = max(ENTERED, world.stay(cadre).entered_on)
    assert said in refused("exception", lambda: pair(world, cadre, mentor, on))
    pair(world, cadre, mentor, on, exception="工作需要")


def test_whom_nothing_is_to_be_said_of(world):
    pair(world, "陈思远", "曾可欣", ENTERED)  # 乡科正 over 乡科副, off the roster, of one unit
    Cadre.objects.filter(name="艾力·买买提").update(unit=world.named["柳河镇"])
    pair(world, "罗天翊", "艾力·买买提", date(2025, 6, 10))  # a deputy of the town: of its leaders


def test_one_mentor_at_a_time_and_who_stands_in_the_way(world):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    said = refused("__all__", lambda: pair(world, "陈思远", "周雨晴", TODAY, exception="有理由"))
    assert "已由曾可欣帮带（马建国登记）" in said
    assert pair(world, "陈思远", "曾可欣", ENTERED).pk == made.pk  # clicked twice
    with pytest.raises(IntegrityError), transaction.atomic():
        Mentorship.objects.create(
            cadre=made.cadre, mentor=made.mentor, since=TODAY, until=date(2028, 1, 1), **POINTS
        )
    end(world, made, date(2026, 9, 1))
    said = refused("__all__", lambda: pair(world, "陈思远", "曾可欣", date(2026, 8, 31)))
    assert "上一轮帮带到 2026-09-01 才结束" in said
    pair(world, "陈思远", "曾可欣", date(2026, 9, 1))
    assert Mentorship.objects.count() == 2


def test_the_next_round_ends_the_one_before(world):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    old = (made.pk, made.version)
    again = pair(world, "陈思远", "周雨晴", TODAY, replaces=old, exception="换人")
    made.refresh_from_db()
    assert (made.ended_on, made.end_reason, made.end_note) == (TODAY, "other", "提前续定")
    late = date(2028, 12, 1)
    last = (again.pk, again.version)
    pair(world, "陈思远", "曾可欣", late, on=late, replaces=last)
    again.refresh_from_db()
    assert (again.ended_on, again.end_reason) == (late, "completed")
    said = refused(
        "__all__",
        lambda: pair(world, "陈思远", "周雨晴", late, on=late, replaces=last, exception="换"),
    )
    assert "已由马建国续定" in said


def test_a_stale_renewal_writes_nothing(world):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    services.correct(
        actor=world.clerk, mentorship=made, seen=1, since=ENTERED, on=TODAY, goals="另一个目标"
    )
    with pytest.raises(Stale, match="方晓彤"):
        pair(world, "陈思远", "周雨晴", TODAY, replaces=(made.pk, 1), exception="换人")
    assert Mentorship.objects.get().ended_on is None


def test_a_full_mentor_needs_a_reason(world):
    pair(world, "陈思远", "曾可欣", ENTERED)
    said = refused("exception", lambda: pair(world, "周雨晴", "曾可欣", TODAY))
    assert "将同时帮带 2 人，超过 1 人" in said
    pair(world, "周雨晴", "曾可欣", TODAY, exception="单位只有一名合适的")


def test_two_clerks_at_once_do_not_overfill_a_mentor(committed_world):
    world = committed_world
    Cadre.objects.filter(name="罗天翊").update(unit=world.named["市交通运输局"])
    found = at_once(
        *(
            lambda name=name: services.pair_many(
                actor=world.secretary, orders=[order(world, name, "曾可欣", TODAY)], on=TODAY
            )
            for name in ("陈思远", "罗天翊")
        )
    )
    refusals = [one for one in found if isinstance(one, DomainError)]
    assert len(refusals) == 1
    assert "将同时帮带 2 人" in str(refusals[0])
    assert Mentorship.objects.count() == 1


def test_two_clerks_at_once_give_one_cadre_one_mentor(committed_world):
    world = committed_world
    found = at_once(
        *(
            lambda who=who, name=name: services.pair_many(
                actor=who,
                orders=[order(world, "陈思远", name, TODAY, exception="有理由")],
                on=TODAY,
            )
            for who, name in ((world.secretary, "曾可欣"), (world.clerk, "周雨晴"))
        )
    )
    (refusal,) = [one for one in found if isinstance(one, DomainError)]
    assert "登记）" in str(refusal)
    assert Mentorship.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "reason", "note", "field", "said"),
    [
        (date(2026, 11, 24), "mentor_moved", "", "ended_on", "还没有到"),
        (date(2026, 3, 31), "mentor_moved", "", "ended_on", "早于本轮起始日期"),
        (date(2026, 6, 1), "mentor_moved", "", "ended_on", "在 2026-06-01 还有活动"),
        (TODAY, "completed", "", "reason", "才期满"),
        (TODAY, "other", "", "note", "要写明情况"),
    ],
)
def test_when_a_round_cannot_end(world, day, reason, note, field, said):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    recording.log_session(
        actor=world.clerk, mentorship=made, held_on=date(2026, 6, 1), content="下乡", on=TODAY
    )
    assert said in refused(field, lambda: end(world, made, day, reason=reason, note=note))
    end(world, made, date(2026, 6, 2))
    with pytest.raises(Stale):
        end(world, made, date(2026, 6, 3), seen=1)
    made.refresh_from_db()
    assert "不能再次结束" in refused("ended_on", lambda: end(world, made, date(2026, 6, 3)))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 31), "早于本轮起始日期"),
        (date(2026, 9, 1), "不在本轮期间"),
        (date(2026, 11, 24), "还没有到"),
    ],
)
def test_a_session_is_within_the_round(world, day, said):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    end(world, made, date(2026, 9, 1))
    call = {"actor": world.clerk, "mentorship": made, "content": "谈话", "on": TODAY}
    assert said in refused("held_on", lambda: recording.log_session(held_on=day, **call))
    session = recording.log_session(held_on=date(2026, 8, 31), **call)
    assert recording.log_session(held_on=date(2026, 8, 31), **call).pk == session.pk
    values = {"held_on": ENTERED, "place": "镇上", "content": "走访"}
    recording.amend_session(actor=world.clerk, session=session, on=TODAY, **values)
    assert MentoringSession.objects.get().content == "走访"
    recording.remove_session(actor=world.clerk, session=MentoringSession.objects.get())
    log = AuditEntry.objects.filter(action="delete", subject="cadre").latest("pk")
    assert "走访" in log.detail["删除帮带活动"]


def test_reviews_are_one_of_a_kind_and_in_their_time(world):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    usual = {"actor": world.secretary, "grade": "good", "opinion": "进步明显"}

    def review(kind, day, on=TODAY):
        made.refresh_from_db()
        return recording.review(
            mentorship=made, seen=made.version, kind=kind, held_on=day, on=on, **usual
        )

    assert "不能早于本轮过半之日 2027-04-01" in refused("held_on", lambda: review("final", TODAY))
    first = review("midterm", TODAY)
    usual["grade"] = "poor"
    assert review("midterm", TODAY).pk == first.pk
    assert MentoringReview.objects.get().grade == "poor"
    with pytest.raises(Stale):
        recording.review(mentorship=made, seen=1, kind="midterm", held_on=TODAY, on=TODAY, **usual)
    review("final", date(2028, 4, 2), on=date(2028, 4, 2))


def test_correcting_the_first_day_moves_the_last(world):
    made = pair(world, "陈思远", "曾可欣", ENTERED)
    move = {"actor": world.clerk, "mentorship": made, "on": TODAY}
    said = refused("since", lambda: services.correct(seen=1, since=date(2026, 3, 31), **move))
    assert "不在名册上" in said
    services.correct(seen=1, since=date(2026, 4, 30), **move)
    made.refresh_from_db()
    assert (made.since, made.until, made.version) == (date(2026, 4, 30), date(2028, 4, 30), 2)


def test_many_at_once_are_all_or_none_in_as_many_statements(world):
    def many(*names: str) -> int:
        orders = [order(world, name, "曾可欣", TODAY, exception="集体帮带") for name in names]
        with CaptureQueriesContext(connection) as said:
            services.pair_many(actor=world.city, orders=orders, on=TODAY)
        return len(said)

    names = ("陈思远", "周雨晴", "李明朗")
    with pytest.raises(DomainError, match=r"单文静.*不在名册上"):
        many(*names, "单文静")
    assert not Mentorship.objects.exists()
    one, three = many("赵文博"), many(*names)
    assert one == three
    assert many(*names) < three  # clicked twice
    assert Mentorship.objects.count() == 4
