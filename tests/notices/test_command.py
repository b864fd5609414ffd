"""`manage.py send_reminders`, and the job of the morning."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.jobs.models import Job, State
from core.jobs.services import enqueue_once, perform
from policy.notices.models import Notice
from policy.parameters.models import ParameterValue
from tests.notices.conftest import owe


@pytest.fixture
def due_today(addressed):
    ParameterValue.objects.filter(parameter__key="notice.on_holiday").update(value="as_is")
    owe(addressed, "周雨晴", timezone.localdate())
    owe(addressed, "赵文博", timezone.localdate())
    return addressed


def run(*args: str) -> str:
    out = StringIO()
    call_command("send_reminders", *args, stdout=out)
    return out.getvalue()


def test_it_says_what_it_did_and_does_it_once(due_today) -> None:
    said = run()
    assert "新发通知 2 条，涉及 2 人。1 个单位的 1 项事项没有可以提醒的人。" in said
    assert "没有人可以提醒：青川县柳河镇 1 项" in said
    assert "邮件发出 2 封。" in said
    again = run()
    assert "新发通知 0 条" in again
    assert "邮件发出 0 封。" in again
    assert len(mail.outbox) == 2


def test_a_dry_run_may_look_ahead_and_writes_nothing(due_today) -> None:
    ahead = (timezone.localdate() + timedelta(days=7)).isoformat()
    assert "只算不发" in run("--dry-run", "--on", ahead)
    assert not Notice.objects.exists()
    assert mail.outbox == []


def test_days_that_cannot_be_are_refused_in_a_sentence(due_today) -> None:
    with pytest.raises(CommandError, match="写法不对"):
        run("--on", "2026-02-30")
    ahead = (timezone.localdate() + timedelta(days=1)).isoformat()
    with pytest.raises(CommandError, match="还没有到"):
        run("--on", ahead)


def test_a_missing_figure_is_said(due_today) -> None:
    ParameterValue.objects.filter(parameter__key="notice.lead_days").delete()
    with pytest.raises(CommandError, match=r"notice\.lead_days"):
        run()


def test_the_job_of_a_slot_runs_once_and_says_what_it_did(due_today) -> None:
    made = enqueue_once(kind="policy.notices.remind", slot="policy.notices.remind:1")
    assert enqueue_once(kind="policy.notices.remind", slot="policy.notices.remind:1") is None
    assert perform(made.pk)
    job = Job.objects.get(pk=made.pk)
    assert job.state == State.SUCCEEDED
    assert job.outcome["sent"] == 2
    assert job.outcome["nobody"] == [{"unit": "青川县柳河镇", "duties": 1}]
    later = enqueue_once(kind="policy.notices.deliver", slot="policy.notices.deliver:1")
    perform(later.pk)
    assert Job.objects.get(pk=later.pk).outcome["sent"] == 0
    assert len(mail.outbox) == 2
