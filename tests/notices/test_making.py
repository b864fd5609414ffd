"""The reminders of a day: who is told, once, and nobody who should not be."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.choices import Role
from policy.notices.making import remind, without_recipient
from policy.notices.models import Digest, DigestState, Notice
from policy.parameters.models import ParameterValue
from tests.notices.conftest import TODAY, holder, owe

SOON = date(2026, 11, 30)  # seven days on
LATE = date(2026, 9, 30)


def told() -> dict[tuple[str, str], int]:
    """(recipient, cadre) to step."""
    rows = Notice.objects.values_list("recipient__username", "duty__cadre__name", "step")
    return {(user, cadre): step for user, cadre, step in rows}


def test_secretary_and_clerk_are_told_of_the_step_that_has_come(world) -> None:
    owe(world, "周雨晴", SOON)
    owe(world, "陈思远", LATE, period="2026Q3")
    owe(world, "曾可欣", date(2027, 3, 31), period="2027Q1")
    made = remind(on=TODAY)
    assert told() == {
        ("secretary", "周雨晴"): 7,
        ("clerk", "周雨晴"): 7,
        ("secretary", "陈思远"): -49,
        ("clerk", "陈思远"): -49,
    }
    assert (made.duties, made.notices, made.people, made.digests) == (2, 4, 2, 2)
    assert Digest.objects.count() == 2
    assert set(Digest.objects.values_list("state", flat=True)) == {DigestState.KEPT}


def test_a_second_run_of_the_day_changes_nothing(world) -> None:
    owe(world, "周雨晴", SOON)
    remind(on=TODAY)
    before = list(Notice.objects.order_by("pk").values()), list(Digest.objects.values())
    again = remind(on=TODAY)
    assert (again.notices, again.digests) == (0, 0)
    assert before == (list(Notice.objects.order_by("pk").values()), list(Digest.objects.values()))


def test_months_of_daily_runs_tells_each_step_once(world) -> None:
    duty = owe(world, "周雨晴", date(2026, 6, 30), period="2026Q2", opened_on=date(2026, 4, 1))
    day = date(2026, 4, 1)
    while day < date(2026, 8, 15):
        remind(on=day)
        day += timedelta(days=1)
    steps = Notice.objects.filter(duty=duty, recipient=world.secretary).order_by("pk")
    assert list(steps.values_list("step", flat=True)) == [30, 7, 1, 0, -7, -14, -21, -28, -35, -42]
    # 30 days before is Sunday 31 May: the Friday before it.
    assert steps[0].on == date(2026, 5, 29)


def test_a_missed_week_is_made_up_for_by_one_notice(world) -> None:
    owe(world, "周雨晴", date(2026, 11, 24))
    remind(on=date(2026, 10, 23))
    remind(on=date(2026, 11, 25))
    mine = Notice.objects.filter(recipient=world.clerk).order_by("pk")
    assert list(mine.values_list("step", flat=True)) == [30, 0]


def test_what_is_done_waived_or_not_open_yet_is_not_told(world) -> None:
    owe(world, "周雨晴", SOON, state="done", done_on=TODAY)
    owe(
        world, "陈思远", SOON, state="waived", waived_on=TODAY, waived_by=world.city,
        waive_reason="援藏",
    )  # fmt: skip
    owe(world, "曾可欣", SOON, opened_on=TODAY + timedelta(days=1))
    assert remind(on=TODAY).notices == 0


def test_the_nearest_unit_above_with_a_holder_is_told(world) -> None:
    owe(world, "赵文博", SOON)  # 柳河镇 has no account of its own
    made = remind(on=TODAY)
    assert not Notice.objects.exists()
    assert [(name, count) for _, name, count in made.nobody] == [("青川县柳河镇", 1)]
    assert "没有可以提醒的人" in made.sentence()
    assert [name for _, name, _ in without_recipient(TODAY)] == ["青川县柳河镇"]
    holder(world, "top", Role.UNIT_SECRETARY, "清河市")
    holder(world, "upper", Role.UNIT_SECRETARY, "青川县")
    remind(on=TODAY)
    assert told() == {("upper", "赵文博"): 7}
    holder(world, "own", Role.UNIT_CLERK, "柳河镇")
    remind(on=TODAY)
    assert told() == {("upper", "赵文博"): 7, ("own", "赵文博"): 7}
    assert without_recipient(TODAY) == []


def test_nobody_whose_grant_ended_or_account_is_closed(world) -> None:
    owe(world, "周雨晴", SOON)
    Grant.objects.filter(user=world.secretary).update(during=(date(2026, 1, 1), TODAY))
    User.objects.filter(pk=world.clerk.pk).update(is_active=False)
    holder(world, "coming", Role.UNIT_CLERK, "市交通运输局", since=TODAY + timedelta(days=1))
    holder(world, "last", Role.UNIT_CLERK, "市交通运输局", until=TODAY + timedelta(days=1))
    remind(on=TODAY)
    assert told() == {("last", "周雨晴"): 7}


def test_a_day_made_up_for_tells_nobody_who_lost_his_grant_in_between(world) -> None:
    owe(world, "周雨晴", SOON)
    Grant.objects.filter(user=world.secretary).update(during=(date(2026, 1, 1), TODAY))
    remind(on=TODAY - timedelta(days=3), today=TODAY)
    assert set(told()) == {("clerk", "周雨晴")}


def test_figures_decide_the_steps(world) -> None:
    ParameterValue.objects.filter(parameter__key="notice.lead_days").update(value=[60, 10])
    ParameterValue.objects.filter(parameter__key="notice.overdue_every").update(value=30)
    owe(world, "周雨晴", SOON)
    owe(world, "陈思远", LATE, period="2026Q3")
    remind(on=TODAY)
    assert told()["clerk", "周雨晴"] == 10
    assert told()["clerk", "陈思远"] == -30


def test_a_dry_run_counts_and_writes_nothing(world) -> None:
    owe(world, "周雨晴", SOON)
    logged = AuditEntry.objects.count()
    assert remind(on=TODAY, dry=True).notices == 2
    assert not Notice.objects.exists()
    assert not Digest.objects.exists()
    assert AuditEntry.objects.count() == logged


def test_what_comes_up_later_in_the_day_goes_with_the_next_digest(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    Digest.objects.update(state=DigestState.SENT, attempts=1)
    late = owe(addressed, "陈思远", SOON)
    remind(on=TODAY)
    assert Notice.objects.filter(duty=late, digest=None).count() == 2
    remind(on=TODAY + timedelta(days=1))
    assert set(Notice.objects.filter(duty=late).values_list("digest__on", flat=True)) == {
        TODAY + timedelta(days=1)
    }


def test_statements_do_not_grow_with_duties(world) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            remind(on=TODAY)
        return len(queries)

    owe(world, "周雨晴", SOON)
    one = count()
    for number in range(30):
        owe(world, "陈思远", SOON - timedelta(days=number % 5), period=f"p{number}")
    assert count() == one


def test_a_run_is_in_the_log(world) -> None:
    owe(world, "周雨晴", SOON)
    remind(on=TODAY)
    entry = AuditEntry.objects.filter(subject="notice").latest("pk")
    assert (entry.action, entry.rows, entry.detail["people"]) == ("run", 2, 2)
