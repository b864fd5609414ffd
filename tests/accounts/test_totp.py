"""One-time passwords: beginning, log-in, the role that requires them, a lost telephone."""

import re

import pytest
from django.test import Client

from core.accounts.models import Authenticator, RoleRule
from core.accounts.totp import plain_code, secret_text
from core.choices import Role
from tests.world import PASSWORD


def required_of(*roles: Role) -> None:
    """These roles must use one-time passwords."""
    for role in roles:
        RoleRule.objects.create(role=role, totp_required=True)


def otp_errors(answer) -> str:
    """The sentences at the code."""
    return "".join(answer.context["form"].errors["otp"])


def set_up(client, code_of, path: str = "/totp/"):
    """Open the page, take the key that it shows, and confirm it with a code."""
    page = client.get(path)
    device = Authenticator(key=client.session["totp_key"])
    assert secret_text(device.key) in page.content.decode()
    return client.post("/totp/", {"otp": code_of(device)})


def test_setting_up_shows_a_drawing_and_a_text_and_takes_one_code(world, client_for, code_of):
    client = client_for(world.city)
    page = client.get("/totp/").content.decode()
    assert "<svg" in page
    assert "style=" not in re.search(r"<svg.*</svg>", page, re.S)[0]
    assert set_up(client, code_of).url == "/totp/"
    assert Authenticator.objects.get(user=world.city).confirmed
    assert "totp_key" not in client.session
    assert "已启用" in client.get("/totp/").content.decode()


@pytest.mark.parametrize("code", ["000000", "12345", "abcdef", "", "1234567"])
def test_a_wrong_code_sets_nothing_up_and_the_key_stays(world, client_for, code):
    client = client_for(world.city)
    client.get("/totp/")
    key = client.session["totp_key"]
    answer = client.post("/totp/", {"otp": code})
    assert answer.status_code == 400
    assert otp_errors(answer)
    assert client.session["totp_key"] == key
    assert not Authenticator.objects.exists()


def test_a_code_may_be_typed_with_blanks_and_in_full_width():
    assert plain_code(" １２３ ４５６ ") == "123456"


def test_log_in_asks_for_the_code_after_the_password_was_right(world, enter, device_of, code_of):
    device = device_of(world.city)
    wrong = enter("city", "Cuowu-Mima-1")
    assert "otp" not in wrong.context["form"].errors
    missing = enter("city")
    assert missing.status_code == 400
    assert otp_errors(missing).startswith("密码正确")
    client = Client()
    assert enter("city", client=client, otp=code_of(device)).status_code == 302
    assert client.session["otp_device_id"] == device.persistent_id


def test_a_code_works_once(world, enter, device_of, code_of):
    device = device_of(world.city)
    code = code_of(device)
    assert enter("city", otp=code).status_code == 302
    assert otp_errors(enter("city", otp=code)) == "动态口令不正确或已经用过，还可以再试 4 次。"


def test_trying_codes_too_fast_has_to_wait(world, enter, device_of, code_of):
    device = device_of(world.city)
    enter("city", otp="000000")
    assert otp_errors(enter("city", otp=code_of(device))) == "动态口令试得太快，请等 1 秒再试。"


def test_wrong_codes_and_wrong_passwords_count_together(
    world, enter, device_of, code_of, settings, log_of
):
    settings.OTP_TOTP_THROTTLE_FACTOR = 0
    device = device_of(world.city)
    for _ in range(2):
        enter("city", "Cuowu-Mima-1")
    said = [otp_errors(enter("city", otp="000000")) for _ in range(2)]
    assert said == [f"动态口令不正确或已经用过，还可以再试 {left} 次。" for left in (2, 1)]
    assert enter("city", otp="000000").status_code == 429
    assert enter("city", otp=code_of(device)).status_code == 429
    assert log_of("city")[2] == ("login_failed", {"reason": "密码正确，动态口令错误"})


def test_a_missing_code_is_no_failure(world, enter, device_of, code_of):
    device = device_of(world.city)
    for _ in range(6):
        assert enter("city").status_code == 400
    assert enter("city", otp=code_of(device)).status_code == 302


@pytest.mark.parametrize(("who", "path"), [("city", "/totp/"), ("county", None)])
def test_a_role_can_be_made_to_use_it(world, client_for, who, path):
    required_of(Role.CITY_DEPARTMENT)
    user = getattr(world, who)
    answer = client_for(user).get("/account/")
    assert answer.url == (path or f"/accounts/{user.pk}/")


def test_the_gate_opens_when_it_is_set_up(world, client_for, code_of):
    required_of(Role.CITY_DEPARTMENT)
    client = client_for(world.city)
    assert client.get("/api/v1/units/").status_code == 403
    assert client.post("/password/", {}).url == "/totp/"
    assert set_up(client, code_of).url == "/"
    assert client.get("/account/").url == f"/accounts/{world.city.pk}/"


def test_the_password_comes_before_the_code(world, client_for):
    required_of(Role.CITY_DEPARTMENT)
    type(world.city).objects.update(must_change_password=True)
    assert client_for(world.city).get("/totp/").url == "/password/"


def test_a_session_from_before_proves_the_code(world, client_for, device_of, code_of):
    required_of(Role.CITY_DEPARTMENT)
    client, device = client_for(world.city), device_of(world.city)
    assert client.get("/account/").url == "/totp/"
    assert client.post("/totp/", {"otp": "000000"}).status_code == 400
    device.refresh_from_db()
    device.throttle_reset()
    before = client.session.session_key
    assert client.post("/totp/", {"otp": code_of(device)}).url == "/"
    assert client.session.session_key != before
    assert client.get("/account/").url == f"/accounts/{world.city.pk}/"


def test_turning_off_asks_for_the_password(world, enter, device_of, code_of):
    client, device = Client(), device_of(world.city)
    enter("city", client=client, otp=code_of(device))
    refused = client.post("/totp/", {"password": "cuo"})
    assert refused.context["form"].errors["password"] == ["密码不正确，还可以再试 4 次。"]
    assert client.post("/totp/", {"password": PASSWORD}).url == "/account/"
    assert not Authenticator.objects.exists()


def test_a_role_that_requires_it_forbids_turning_it_off(world, enter, device_of, code_of):
    client, device = Client(), device_of(world.city)
    enter("city", client=client, otp=code_of(device))
    required_of(Role.CITY_DEPARTMENT)
    assert "不能停用" in client.get("/totp/").content.decode()
    answer = client.post("/totp/", {"password": PASSWORD})
    assert answer.status_code == 409
    assert Authenticator.objects.exists()


def test_the_system_administrator_removes_a_lost_one(world, client_for, enter, device_of):
    device_of(world.city)
    keeper = client_for(world.sysadmin)
    assert "remove-totp" in keeper.get(f"/accounts/{world.city.pk}/").content.decode()
    assert keeper.post(f"/accounts/{world.city.pk}/remove-totp/").status_code == 302
    assert enter("city").status_code == 302


def test_the_demonstration_is_not_asked(world, client_for, settings):
    settings.DEMO = True
    type(world.city).objects.update(is_demo=True, must_change_password=True)
    required_of(Role.CITY_DEPARTMENT)
    assert client_for(world.city).get("/account/").url == f"/accounts/{world.city.pk}/"
