"""Where one is logged in, ending that elsewhere, and what one hears of one's own account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core.accounts import services
from core.accounts.logins import LAST_SEEN, device_in_words, happenings
from core.accounts.models import User
from core.accounts.sessions import LoginSession
from core.audit.models import AuditEntry
from tests.world import PASSWORD

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
WRONG = "Cuowu-Mima-1"


@pytest.fixture
def at_home_and_at_work(world, enter) -> tuple[Client, Client]:
    """The same person in two browsers."""
    work, home = Client(headers={"user-agent": EDGE}), Client(headers={"user-agent": PHONE})
    enter("city", client=work)
    enter("city", client=home)
    return work, home


def logins_of(client: Client) -> list:
    """The open sessions that the page shows."""
    return client.get("/account/logins/").context["logins"]


def lines_of(client: Client) -> list[tuple[str, str]]:
    """What happened, and by whom, the latest first."""
    return [(one.what, one.by) for one in client.get("/account/logins/").context["happenings"]]


def lets_in(client: Client) -> bool:
    """Whether its session is open."""
    return client.get("/account/").url.startswith("/accounts/")


def test_a_session_knows_whose_it_is_from_the_log_in_to_the_log_out(world, enter):
    client = Client()
    client.get("/login/")
    enter("city", client=client)
    [row] = LoginSession.objects.filter(account=world.city)
    assert row.session_key == client.cookies["sessionid"].value
    client.post("/logout/")
    assert not LoginSession.objects.filter(account=world.city).exists()


def test_each_is_shown_with_its_device_this_one_first(at_home_and_at_work):
    work, _ = at_home_and_at_work
    shown = logins_of(work)
    assert [one.device for one in shown] == ["Edge 142，Windows 10", "Mobile Safari 18，iOS 18"]
    assert [one.is_this for one in shown] == [True, False]
    assert shown[0].address == "127.0.0.1"
    assert timezone.now() - shown[0].began < timedelta(minutes=1)


def test_no_key_of_a_session_is_on_the_page(world, at_home_and_at_work):
    work, _ = at_home_and_at_work
    page = work.get("/account/logins/").content.decode()
    keys = LoginSession.objects.filter(account=world.city).values_list("session_key", flat=True)
    assert len(keys) == 2
    assert not any(key in page for key in keys)


def test_another_is_ended_with_ones_password_and_this_one_goes_on(world, at_home_and_at_work):
    work, home = at_home_and_at_work
    mark = logins_of(work)[1].mark
    answer = work.post("/account/logins/", {"logins": mark, "password": PASSWORD})
    assert answer.url == "/account/logins/"
    assert lets_in(work)
    assert home.get("/account/").url.startswith("/login/")
    entry = AuditEntry.objects.filter(action="logout").latest("pk")
    assert (entry.actor_id, entry.rows) == (world.city.pk, 1)


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"password": PASSWORD}, "logins", "请先勾选要退出的登录。"),
        ({"password": PASSWORD, "logins": "0" * 16}, "logins", "已经退出"),
        ({"password": WRONG}, "logins", "请先勾选"),
        ({"logins": "other"}, "password", "请填写本人密码。"),
        ({"logins": "other", "password": WRONG}, "password", "还可以再试 4 次"),
    ],
)
def test_what_is_refused_ends_nothing(at_home_and_at_work, data, field, sentence):
    work, home = at_home_and_at_work
    if data.get("logins") == "other":
        data = data | {"logins": logins_of(work)[1].mark}
    answer = work.post("/account/logins/", data)
    assert answer.status_code == 400
    assert sentence in "".join(answer.context["form"].errors[field])
    assert lets_in(home)


def test_this_one_cannot_be_ended_here(at_home_and_at_work):
    work, _ = at_home_and_at_work
    mark = logins_of(work)[0].mark
    answer = work.post("/account/logins/", {"logins": mark, "password": PASSWORD})
    assert answer.status_code == 400
    assert lets_in(work)


def test_nobody_sees_or_ends_those_of_somebody_else(world, enter, at_home_and_at_work):
    work, home = at_home_and_at_work
    stranger = Client(headers={"user-agent": EDGE})
    enter("sysadmin", client=stranger)
    assert len(logins_of(stranger)) == 1
    mark = logins_of(work)[1].mark
    answer = stranger.post("/account/logins/", {"logins": mark, "password": PASSWORD})
    assert answer.status_code == 400
    assert lets_in(home)
    assert services.end_logins(user=world.sysadmin, keys=[home.session.session_key]) == 0
    assert lets_in(home)


def test_what_would_not_be_let_in_is_not_called_open(world, settings, at_home_and_at_work):
    work, home = at_home_and_at_work
    session = home.session
    session[LAST_SEEN] -= int(settings.IDLE_TIMEOUT.total_seconds()) + 1
    session.save()
    assert len(logins_of(work)) == 1
    session[LAST_SEEN] += 60
    session.save()
    assert len(logins_of(work)) == 2
    LoginSession.objects.filter(session_key=session.session_key).update(expire_date=timezone.now())
    assert len(logins_of(work)) == 1


def test_a_new_password_leaves_this_one_alone(world, at_home_and_at_work):
    work, _ = at_home_and_at_work
    new = "Xin-Mima-2026-11"
    work.post("/password/", {"old": PASSWORD, "new": new, "again": new})
    assert [one.is_this for one in logins_of(work)] == [True]


def test_the_page_tells_what_happened_by_whom_and_nothing_else(world, enter, client_for):
    enter("city", WRONG)
    services.reset_password(actor=world.sysadmin, user=world.city)
    User.objects.filter(pk=world.city.pk).update(must_change_password=False)
    world.city.refresh_from_db()
    services.edit_account(
        actor=world.sysadmin, user=world.city, seen=world.city.version, phone="0990-1"
    )
    services.choose_mail(user=world.city, wanted=False)
    assert lines_of(client_for(world.city)) == [
        ("密码被重置", world.sysadmin.name),
        ("登录失败：用户名或密码错误", ""),
    ]


def test_failures_under_a_name_are_for_its_holder_alone(world, enter, client_for):
    enter("city", WRONG)
    assert lines_of(client_for(world.county)) == []


def test_what_is_older_than_ninety_days_is_not_told(world, client_for, enter):
    enter("city", WRONG)
    client = client_for(world.city)
    assert len(lines_of(client)) == 1
    later = timezone.now() + timedelta(days=91)
    assert happenings(world.city, at=later) == []


@pytest.mark.parametrize(("failures", "told"), [(2, False), (3, True), (4, True)])
def test_whoever_logs_in_hears_of_failures_that_are_hardly_his_own(world, enter, failures, told):
    enter("city")
    for _ in range(failures):
        enter("city", WRONG)
    client = Client()
    enter("city", client=client)
    page = client.get("/account/logins/").content.decode()
    assert (f"登录失败 {failures} 次。不是您本人办理或者知道的" in page) is told


def test_he_hears_of_a_change_by_somebody_else_once(world, enter):
    enter("city")
    services.unlock(actor=world.sysadmin, user=world.city)
    for told in (True, False):
        client = Client()
        enter("city", client=client)
        assert ("以来：解除登录锁定。" in client.get("/account/logins/").content.decode()) is told


def test_a_first_log_in_has_nothing_to_compare_with(world, enter):
    for _ in range(4):
        enter("clerk", WRONG)
    client = Client()
    enter("clerk", client=client)
    assert "以来：" not in client.get("/account/logins/").content.decode()


@pytest.mark.parametrize("agent", ["", "x", "\x00", "a" * 100_000, "Mozilla/5.0 (", "九百"])
def test_a_browser_that_says_nothing_known_is_unknown(agent):
    assert device_in_words(agent) == ""


def test_a_session_of_nobody_belongs_to_nobody(world):
    client = Client()
    session = client.session
    session["a"] = 1
    session.save()
    assert LoginSession.objects.get(session_key=session.session_key).account_id is None
