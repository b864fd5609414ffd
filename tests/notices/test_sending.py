"""Digests by e-mail: to a mail server that takes, refuses, hangs up, or is not there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.accounts.models import Grant, User
from core.choices import Role
from policy.notices import marks
from policy.notices.making import remind
from policy.notices.models import Digest, DigestState, Notice
from policy.notices.sending import deliver
from tests.notices.conftest import TODAY, holder, owe
from tests.notices.sink import Sink
from tests.notices.test_making import LATE, SOON


@pytest.fixture
def through(settings):
    """Mail goes to a sink."""

    def use(sink: Sink) -> Sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = ""
        settings.EMAIL_TIMEOUT = 5
        return sink

    return use


def clerks(world, count: int) -> list[str]:
    """More clerks of the bureau, with addresses."""
    names = [f"clerk{number:03d}" for number in range(count)]
    for name in names:
        user = holder(world, name, Role.UNIT_CLERK, "市交通运输局")
        User.objects.filter(pk=user.pk).update(email=f"{name}@qinghe.test")
    return names


def states() -> dict[str, str]:
    return dict(Digest.objects.values_list("recipient__username", "state"))


def test_a_digest_says_who_how_many_days_clause_and_address(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    owe(addressed, "陈思远", LATE, period="2026Q3")
    remind(on=TODAY)
    assert deliver(on=TODAY).sent == 2
    found = next(one for one in mail.outbox if one.to == ["secretary@qinghe.test"])
    assert found.subject == "提醒：逾期 1 项，将到期 1 项"
    text = found.body
    assert text.startswith("马建国同志：\n")
    assert "截至 2026年11月23日（星期一），需要办理的事项有 2 项：逾期 1 项，将到期 1 项。" in text
    late = Notice.objects.get(recipient=addressed.secretary, duty__due_on=LATE)
    assert "1. 陈思远　2026年三季度谈心谈话\n   逾期 54 天（期限 2026-09-30），条款 3.3.2\n" in text
    assert f"http://qinglan.test/notices/{late.pk}/\n" in text
    assert "还有 7 天（期限 2026-11-30）" in text
    assert "http://qinglan.test/notices/mail/" in text
    digest = Digest.objects.get(recipient=addressed.secretary)
    assert found.extra_headers["Message-ID"] == f"<digest-{digest.pk}@qinglan.test>"
    assert (digest.state, digest.address) == (DigestState.SENT, "secretary@qinghe.test")
    assert digest.sent_at is not None


def test_a_day_is_sent_once(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    for _ in range(3):
        remind(on=TODAY)
        deliver(on=TODAY)
    assert sorted(one.to[0] for one in mail.outbox) == [
        "clerk@qinghe.test",
        "secretary@qinghe.test",
    ]


def test_statements_do_not_grow_with_people(addressed) -> None:
    def count() -> tuple[int, int]:
        Notice.objects.all().delete()
        Digest.objects.all().delete()
        remind(on=TODAY)
        with CaptureQueriesContext(connection) as queries:
            sent = deliver(on=TODAY)
        return sent.sent, len(queries)

    owe(addressed, "周雨晴", SOON)
    few, statements = count()
    clerks(addressed, 60)
    assert count() == (few + 60, statements)


def test_what_is_no_longer_needed_is_not_sent(addressed) -> None:
    duty = owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    duty.state, duty.done_on = "done", TODAY
    duty.save()
    assert deliver(on=TODAY).kept == 2
    assert mail.outbox == []


def test_a_grant_that_ended_before_sending_ends_the_message(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    Grant.objects.filter(user=addressed.secretary).update(during=("2026-01-01", TODAY))
    User.objects.filter(username="clerk").update(is_active=False)
    deliver(on=TODAY)
    assert mail.outbox == []
    assert states() == {"secretary": "kept", "clerk": "kept"}


def test_who_wants_no_mail_reads_in_the_inbox(addressed) -> None:
    User.objects.filter(username="clerk").update(wants_mail=False)
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    assert states() == {"secretary": "queued", "clerk": "kept"}
    deliver(on=TODAY)
    assert [one.to for one in mail.outbox] == [["secretary@qinghe.test"]]
    assert Notice.objects.visible_to(addressed.clerk).waiting().count() == 1


def test_a_bad_address_does_not_stop_the_rest(addressed, through) -> None:
    clerks(addressed, 5)
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    refuse = {"clerk001@qinghe.test": 550, "clerk003@qinghe.test": 451}
    with through(Sink(refuse=refuse)) as sink:
        sent = deliver(on=TODAY)
        assert (sent.sent, sent.failed) == (5, 2)
        assert sink.connections == 1
        for_good = Digest.objects.get(recipient__username="clerk001")
        assert (for_good.state, for_good.retry_at) == (DigestState.FAILED, None)
        assert "550" in for_good.fault
        assert "no such mailbox" in for_good.fault
        again = Digest.objects.get(recipient__username="clerk003")
        assert again.retry_at is not None
        sink.refuse.clear()
        assert deliver(on=TODAY).sent == 0  # not before its time
        Digest.objects.filter(pk=again.pk).update(retry_at=timezone.now())
        assert deliver(on=TODAY).sent == 1
    assert sorted(sink.recipients()) == sorted(set(sink.recipients()))
    assert "clerk001@qinghe.test" not in sink.recipients()


def test_tries_come_to_an_end(addressed, through) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    with through(Sink(refuse={"clerk@qinghe.test": 451})):
        for _ in range(10):
            Digest.objects.filter(retry_at__isnull=False).update(retry_at=timezone.now())
            deliver(on=TODAY)
    digest = Digest.objects.get(recipient=addressed.clerk)
    assert (digest.state, digest.attempts, digest.retry_at) == (DigestState.FAILED, 4, None)


def test_without_a_mail_server_it_fails_with_the_reason_and_is_tried_again(
    addressed, through
) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    with Sink() as gone:
        through(gone)
    sent = deliver(on=TODAY)
    assert (sent.sent, sent.failed, sent.batches) == (0, 2, 1)
    digest = Digest.objects.get(recipient=addressed.clerk)
    assert digest.fault.startswith("连不上邮件服务器")
    assert timedelta(minutes=9) < digest.retry_at - timezone.now() <= timedelta(minutes=10)
    assert Notice.objects.visible_to(addressed.clerk).waiting().count() == 1  # the inbox has it
    Digest.objects.update(retry_at=timezone.now())
    with through(Sink()) as sink:
        assert deliver(on=TODAY).sent == 2
    ids = {str(one["Message-ID"]).split("@")[0] for one in sink.messages}
    assert ids == {f"<digest-{pk}" for pk in Digest.objects.values_list("pk", flat=True)}


def test_a_server_that_hangs_up_in_the_middle_leaves_one_unsure(addressed, through) -> None:
    clerks(addressed, 6)
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    with through(Sink(hang_up_at=4)) as sink:
        sent = deliver(on=TODAY)
        assert (sent.sent, sent.unsure, sent.failed) == (7, 1, 0)
        assert sink.connections == 2
        assert deliver(on=TODAY).sent == 0
    assert len(sink.recipients()) == len(set(sink.recipients())) == 7
    unsure = Digest.objects.get(state=DigestState.UNSURE)
    assert unsure.recipient.email not in sink.recipients()


def test_a_batch_whose_marks_are_lost_is_unsure_as_a_whole(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    Digest.objects.update(state=DigestState.SENDING, batch=7, attempts=1)
    cache.clear()
    assert deliver(on=TODAY).unsure == 2
    assert mail.outbox == []


def test_marks_tell_sent_begun_and_untouched_apart(addressed) -> None:
    clerks(addressed, 3)
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    first, second, *rest = Digest.objects.order_by("pk").values_list("pk", flat=True)
    Digest.objects.update(state=DigestState.SENDING, batch=7, attempts=1)
    marks.open_batch(7)
    marks.mark(7, sent=first, begun=second)
    sent = deliver(on=TODAY)
    assert (sent.unsure, sent.queued) == (1, len(rest))
    assert Digest.objects.get(pk=first).state == DigestState.SENT
    assert Digest.objects.get(pk=second).state == DigestState.UNSURE
    assert len(mail.outbox) == len(rest)
    assert set(Digest.objects.filter(pk__in=rest).values_list("attempts", flat=True)) == {1}


def test_old_ones_are_given_up(addressed) -> None:
    owe(addressed, "周雨晴", SOON)
    remind(on=TODAY)
    deliver(on=TODAY + timedelta(days=7))
    assert mail.outbox == []
    assert set(Digest.objects.values_list("state", flat=True)) == {DigestState.FAILED}
    assert deliver(on=TODAY + timedelta(days=8)).failed == 0


def test_days_without_a_mail_server_end_in_one_message(addressed, through) -> None:
    owe(addressed, "周雨晴", SOON)  # 7 days on
    owe(addressed, "陈思远", SOON + timedelta(days=1))
    with Sink() as gone:
        through(gone)
    remind(on=TODAY)
    deliver(on=TODAY)
    with through(Sink()) as sink:
        remind(on=TODAY + timedelta(days=1))
        assert deliver(on=TODAY + timedelta(days=1)).sent == 2
        Digest.objects.update(retry_at=None)
        assert deliver(on=TODAY + timedelta(days=1)).sent == 0
    assert len(sink.recipients()) == 2
    for text in (one.get_content() for one in sink.messages):
        assert "周雨晴" in text
        assert "陈思远" in text
