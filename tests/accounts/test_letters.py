"""Letters about one's account: each event, to the right address, once, whatever the mail server."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from core.accounts import letters, services
from core.accounts.letters import TRIES, write
from core.accounts.models import AccountLetter, Authenticator, Event, User
from core.jobs.models import Job
from core.jobs.progress import Progress
from tests.notices.sink import Sink
from tests.world import PASSWORD

ADDRESS = "lin.jingwen@qinghe.test"
WRONG = "Cuowu-Mima-1"


@pytest.fixture
def city(world, settings) -> User:
    """Somebody with an address, in a system that has a mail server."""
    settings.MAILS = True
    User.objects.filter(pk=world.city.pk).update(email=ADDRESS)
    world.city.refresh_from_db()
    return world.city


def run() -> dict[str, int]:
    """The job, at once."""
    return write(Job(), Progress(Job()))


def told() -> list[str]:
    """The events that somebody is written about, in order."""
    return list(AccountLetter.objects.order_by("pk").values_list("event", flat=True))


def test_each_change_of_credentials_is_written_about(city, world, device_of, enter):
    services.reset_password(actor=world.sysadmin, user=city)
    services.change_password(user=city, password=PASSWORD)
    device_of(city)
    services.remove_totp(actor=world.sysadmin, user=city)
    device_of(city)
    services.remove_totp(actor=city, user=city)
    services.recover(user=city, on=timezone.localdate())
    expected = [Event.RESET, Event.PASSWORD, Event.TOTP_REMOVED, Event.TOTP_OFF, Event.RECOVERED]
    assert told() == expected
    assert Job.objects.filter(kind="core.accounts.write").count() == len(expected)


def test_an_authenticator_that_is_begun(city, client_for, code_of):
    client = client_for(city)
    client.get("/totp/")
    device = Authenticator(key=client.session["totp_key"])
    client.post("/totp/", {"otp": code_of(device)})
    assert told() == [Event.TOTP_ON]


def test_a_letter_says_who_what_when_and_what_to_do(city, world, settings):
    services.reset_password(actor=world.sysadmin, user=city)
    assert run() == {"sent": 1, "failed": 0}
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    assert letter.subject == "账号通知：系统管理员重置了密码"
    at = timezone.localtime(AccountLetter.objects.get().at)
    moment = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    assert f"账号“city”：{moment}，系统管理员重置了密码。" in letter.body
    assert "马上联系系统管理员" in letter.body
    assert f"{settings.BASE_URL}/account/logins/" in letter.body
    assert run() == {"sent": 0, "failed": 0}
    assert len(mail.outbox) == 1


def test_a_new_address_is_told_to_the_former_one(city, world):
    services.edit_account(
        actor=world.sysadmin, user=city, seen=city.version, email="someone@else.test"
    )
    run()
    assert [one.to for one in mail.outbox] == [[ADDRESS]]
    assert "修改了电子邮箱" in mail.outbox[0].subject


@pytest.mark.parametrize("email", [ADDRESS, ""])
def test_an_address_that_stays_or_is_new_is_nothing_to_tell(world, settings, email):
    settings.MAILS = True
    User.objects.filter(pk=world.city.pk).update(email=email)
    world.city.refresh_from_db()
    services.edit_account(
        actor=world.sysadmin, user=world.city, seen=world.city.version, email=ADDRESS
    )
    assert told() == []


def test_whoever_wants_no_reminders_is_told_all_the_same(city, world):
    services.choose_mail(user=city, wanted=False)
    services.reset_password(actor=world.sysadmin, user=city)
    assert run()["sent"] == 1


def test_without_an_address_or_a_mail_server_nothing_waits(city, world, settings):
    services.reset_password(actor=world.sysadmin, user=world.county)
    settings.MAILS = False
    services.reset_password(actor=world.sysadmin, user=city)
    assert told() == []


def test_a_lock_is_told_once_a_day_and_of_existing_accounts_alone(city, enter):
    for _ in range(7):
        enter("city", WRONG)
        enter("no-such-name", WRONG)
    services.unlock(actor=city, user=city)
    for _ in range(5):
        enter("city", WRONG)
    assert told() == [Event.LOCKED]
    AccountLetter.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    services.unlock(actor=city, user=city)
    for _ in range(5):
        enter("city", WRONG)
    assert told() == [Event.LOCKED, Event.LOCKED]


def test_a_code_that_comes_again_with_the_right_password_is_told(
    city, enter, device_of, code_of, settings, log_of
):
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    code = code_of(device_of(city))
    assert enter("city", otp=code, client=Client()).status_code == 302
    assert enter("city", otp="000000").status_code == 400
    assert told() == []
    assert enter("city", otp=code).status_code == 400
    assert told() == [Event.CODE_AGAIN]
    assert log_of("city")[-1][1] == {"reason": "密码正确，动态口令已经用过"}


@pytest.fixture
def through(settings):
    """Mail goes to a sink."""

    def use(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = "", 5

    return use


def waits() -> int | None:
    """Minutes until the letter is tried again; None: never."""
    letter = AccountLetter.objects.get()
    return letter.retry_at and round((letter.retry_at - timezone.now()).total_seconds() / 60)


@pytest.mark.parametrize(("code", "again"), [(550, None), (450, 10)])
def test_a_refusal_of_the_address_is_final_when_the_server_means_it(
    city, world, through, code, again
):
    services.reset_password(actor=world.sysadmin, user=city)
    with Sink(refuse={ADDRESS: code}) as sink:
        through(sink.port)
        assert run() == {"sent": 0, "failed": 1}
    assert waits() == again
    assert str(code) in AccountLetter.objects.get().fault


def test_a_fault_is_tried_again_four_times_in_all(city, world, through):
    services.reset_password(actor=world.sysadmin, user=city)
    tried = []
    with Sink(refuse={ADDRESS: 451}) as sink:
        through(sink.port)
        for _ in range(TRIES):
            assert run() == {"sent": 0, "failed": 1}
            tried.append(waits())
            assert run() == {"sent": 0, "failed": 0}
            AccountLetter.objects.filter(retry_at__isnull=False).update(retry_at=timezone.now())
    assert tried == [10, 60, 360, None]


def test_a_server_that_is_away_costs_no_letter_a_try(city, world, through, settings):
    through(9)
    services.reset_password(actor=world.sysadmin, user=city)
    services.change_password(user=city, password=PASSWORD)
    for _ in range(TRIES + 1):
        assert run() == {"sent": 0, "failed": 0}
    assert set(AccountLetter.objects.values_list("attempts", flat=True)) == {0}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run() == {"sent": 2, "failed": 0}
    assert [one.subject for one in mail.outbox] == [
        "账号通知：系统管理员重置了密码",
        "账号通知：本人修改了密码",
    ]


def test_after_seven_days_it_is_no_news(city, world):
    services.reset_password(actor=world.sysadmin, user=city)
    AccountLetter.objects.update(at=timezone.now() - timedelta(days=7, seconds=1))
    assert run() == {"sent": 0, "failed": 0}
    assert (waits(), AccountLetter.objects.get().fault) == (None, "过了七天，没有发送")


def test_a_letter_in_hand_is_nobody_elses_and_comes_back_when_its_sender_dies(city, world):
    services.reset_password(actor=world.sysadmin, user=city)
    in_hand = letters._claimed()
    assert in_hand is not None
    assert letters._claimed() is None
    assert waits() == 10
    AccountLetter.objects.update(retry_at=timezone.now())
    assert run() == {"sent": 1, "failed": 0}
    assert AccountLetter.objects.get().attempts == 2
