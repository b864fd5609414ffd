"""Where one is logged in, ending that elsewhere, and what one hears of one's own account."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.accounts import services
from core.accounts.happenings import MOST, lately
from core.accounts.logins import LAST_SEEN, device_in_words
from core.accounts.models import User
from core.accounts.sessions import LoginSession
from core.audit.models import Action, AuditEntry
from core.audit.services import record
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
    return [(one.what, one.by) for one in client.get("/account/logins/").context["lately"].lines]


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


def test_a_program_of_the_same_name_is_another(world, client_for):
    record(Action.LOGIN_FAILED, actor=None, subject="apiclient", label="city", detail={})
    assert lines_of(client_for(world.city)) == []


def test_what_is_older_than_ninety_days_is_not_told(world, client_for, enter):
    enter("city", WRONG)
    client = client_for(world.city)
    assert len(lines_of(client)) == 1
    later = timezone.now() + timedelta(days=91)
    assert lately(world.city, at=later).lines == []


def hears(enter, **more) -> str:
    """What whoever logs in as city is told on the next page."""
    client = Client()
    enter("city", client=client, **more)
    said = [str(one) for one in client.get("/units/").context["messages"]]
    return next((one for one in said if one.startswith("请核对：")), "")


@pytest.mark.parametrize(("failures", "told"), [(2, False), (3, True), (4, True)])
def test_whoever_logs_in_hears_of_failures_that_are_hardly_his_own(world, enter, failures, told):
    for _ in range(failures):
        enter("city", WRONG)
    assert (f"最近登录失败 {failures} 次。不是您本人办理" in hears(enter)) is told


def test_failures_of_long_ago_are_no_news(world, enter):
    for _ in range(4):
        enter("city", WRONG)
    eight_days_ago = timezone.now() - timedelta(days=8)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the log refuses any change
        cursor.execute("UPDATE core_auditentry SET at = %s", [eight_days_ago])
        cursor.execute("SET session_replication_role = DEFAULT")
    assert hears(enter) == ""


def test_he_hears_of_it_until_he_has_looked_whoever_logs_in_before_him(world, enter):
    services.unlock(actor=world.sysadmin, user=world.city)
    for _ in range(2):
        assert hears(enter).endswith("并告知系统管理员。")
    client = Client()
    enter("city", client=client)
    assert "解除登录锁定" in client.get("/account/logins/").content.decode()
    assert hears(enter) == ""


def test_a_wrong_code_after_the_right_password_is_told_at_once(world, enter, device_of, code_of):
    device = device_of(world.city)
    enter("city", otp="000000")
    device.refresh_from_db()
    device.throttle_reset()
    assert "有人填对了密码，没有填对动态口令" in hears(enter, otp=code_of(device))


def test_ones_own_change_is_shown_and_is_no_warning(world, enter):
    services.change_password(user=world.city, password=PASSWORD)
    assert hears(enter) == ""
    client = Client()
    enter("city", client=client)
    assert ("修改密码", "本人") in lines_of(client)


def test_no_flood_of_failures_hides_a_change(world, client_for, enter):
    services.reset_password(actor=world.sysadmin, user=world.city)
    for _ in range(MOST + 7):
        record(
            Action.LOGIN_FAILED, actor=None, subject="user", label="city", detail={"reason": "试"}
        )
    told = lately(world.city, at=timezone.now())
    assert ("密码被重置", world.sysadmin.name) in [(one.what, one.by) for one in told.lines]
    assert (len(told.lines), told.left_out) == (MOST + 1, 7)
    page = client_for(world.county).get("/account/logins/").content.decode()
    assert "没有列出" not in page


def test_nobody_is_told_from_where_the_administrator_works(world, client_for):
    keeper = client_for(world.sysadmin)
    keeper.post(f"/accounts/{world.city.pk}/unlock/")
    [line] = lately(world.city, at=timezone.now()).lines
    assert (line.what, line.address) == ("解除登录锁定", "")
    assert AuditEntry.objects.filter(subject_id=str(world.city.pk)).latest("pk").address


@pytest.mark.parametrize(("who", "told"), [("city", "停用动态口令"), ("sysadmin", "解除动态口令")])
def test_an_authenticator_is_turned_off_or_removed(world, device_of, who, told):
    device_of(world.city)
    services.remove_totp(actor=getattr(world, who), user=world.city)
    assert [one.what for one in lately(world.city, at=timezone.now()).lines] == [told]


@pytest.mark.parametrize("agent", ["", "x", "\x00", "a" * 100_000, "Mozilla/5.0 (", "九百"])
def test_a_browser_that_says_nothing_known_is_unknown(agent):
    assert device_in_words(agent) == ""


def test_a_session_of_nobody_belongs_to_nobody(world):
    client = Client()
    session = client.session
    session["a"] = 1
    session.save()
    assert LoginSession.objects.get(session_key=session.session_key).account_id is None
