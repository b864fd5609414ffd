"""Five failures lock for thirty minutes: not four, and whichever secret was wrong."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.accounts.lockout import lock_state

WRONG = "Cuowu-Mima-1"


def fail(enter, times: int, username: str = "city", **more):
    """The answer to the last of several wrong attempts."""
    return [enter(username, WRONG, **more) for _ in range(times)][-1]


def sentence(answer) -> str:
    """What stands at the head of the form."""
    return answer.context["form"].non_field_errors()[0]


def test_each_failure_says_how_many_are_left(world, enter):
    said = [sentence(fail(enter, 1)) for _ in range(4)]
    assert said == [f"用户名或密码不正确，还可以再试 {left} 次。" for left in (4, 3, 2, 1)]


def test_the_fourth_failure_does_not_lock(world, enter):
    assert fail(enter, 4).status_code == 400
    assert enter("city").status_code == 302


@pytest.mark.parametrize("username", ["city", "no-such-name"])
def test_the_fifth_failure_locks_and_says_until_when(world, enter, log_of, username):
    answer = fail(enter, 5, username)
    until = timezone.localtime(timezone.now() + timedelta(minutes=30, seconds=59))
    assert answer.status_code == 429
    assert "锁定到" in sentence(answer)
    assert f"{until:%H:%M}" in sentence(answer)
    assert "<form" in answer.content.decode()
    assert log_of(username)[-1] == (
        "login_failed",
        {"reason": "用户名或密码错误，达到上限，锁定"},
    )


def test_a_locked_account_refuses_the_right_password_in_the_same_words(world, enter, log_of):
    locked = sentence(fail(enter, 5))
    answer = enter("city")
    assert (answer.status_code, sentence(answer)) == (429, locked)
    assert log_of("city")[-1] == ("login_failed", {"reason": "锁定期间尝试登录"})


def test_success_forgets_the_failures(world, enter):
    fail(enter, 4)
    enter("city")
    assert "4 次" in sentence(fail(enter, 1))


def test_failures_of_several_browsers_and_addresses_add_up(world):
    for number in range(5):
        browser = Client(HTTP_USER_AGENT=f"browser {number}", REMOTE_ADDR=f"10.0.0.{number}")
        answer = browser.post("/login/", {"username": "city", "password": WRONG})
    assert answer.status_code == 429


@pytest.mark.parametrize(("seconds", "status"), [(-1, 429), (+1, 302)])
def test_the_lock_ends_after_thirty_minutes(world, enter, seconds, status):
    fail(enter, 5)
    begun = timezone.now() - timedelta(minutes=30, seconds=seconds)
    AccessAttempt.objects.update(attempt_time=begun)
    assert enter("city").status_code == status


def test_trying_during_the_lock_does_not_prolong_it(world, enter):
    fail(enter, 5)
    before = lock_state("city", timezone.now()).until
    fail(enter, 3)
    assert lock_state("city", timezone.now()).until == before


def test_the_lock_of_several_browsers_ends_when_the_rest_is_below_the_limit(world):
    now = timezone.now()
    for minutes, failures in ((25, 2), (10, 2), (5, 3)):
        AccessAttempt.objects.create(
            username="city",
            user_agent=str(minutes),
            ip_address="10.0.0.1",
            failures_since_start=failures,
        )
        AccessAttempt.objects.filter(user_agent=str(minutes)).update(
            attempt_time=now - timedelta(minutes=minutes)
        )
    # 7 failures now, 5 when the oldest two have lapsed, 3 when the next two have.
    assert lock_state("city", now).until == now + timedelta(minutes=20)


def test_the_system_administrator_unlocks(world, enter, client_for):
    fail(enter, 5)
    keeper = client_for(world.sysadmin)
    page = keeper.get(f"/accounts/{world.city.pk}/").content.decode()
    assert "锁定到" in page
    assert f"/accounts/{world.city.pk}/unlock/" in page
    answer = keeper.post(f"/accounts/{world.city.pk}/unlock/")
    assert answer.url == f"/accounts/{world.city.pk}/"
    assert enter("city").status_code == 302


def test_an_open_session_of_a_locked_account_tries_no_more_codes(
    world, enter, client_for, device_of, code_of
):
    client, device = client_for(world.city), device_of(world.city)
    fail(enter, 5)
    answer = client.post("/totp/", {"otp": code_of(device)})
    assert answer.status_code == 429
    assert "锁定到" in sentence(answer)
    device.refresh_from_db()
    assert device.last_t == -1


def test_many_at_once_are_five_and_no_more(committed_world, enter):
    together, answers = Barrier(8), []

    def attempt() -> None:
        together.wait()
        try:
            answers.append(enter("city", WRONG).status_code)
        finally:
            connection.close()

    threads = [Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(answers) == [400] * 4 + [429] * 4
    assert lock_state("city", timezone.now()).failures == 5


def test_no_password_or_code_is_kept_with_the_attempts(world, enter):
    enter("city", WRONG, otp="123456")
    kept = AccessAttempt.objects.get().post_data
    assert WRONG not in kept
    assert "123456" not in kept
