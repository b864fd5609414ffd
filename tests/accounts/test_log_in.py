"""The door: who gets in, what is said to who does not, and where it leads."""

import pytest
from django.test import Client

from core.accounts.logins import LAST_SEEN
from core.accounts.models import User
from tests.world import PASSWORD

WRONG = "用户名或密码不正确，还可以再试 4 次。"


def test_the_right_password_opens_a_session_under_a_new_key(world, enter, log_of):
    client = Client()
    client.get("/login/")
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    answer = enter("city", client=client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(world.city.pk)
    assert LAST_SEEN in client.session
    assert log_of("林静文") == [("login", {})]


@pytest.mark.parametrize(
    ("username", "password"),
    [("nobody-at-all", PASSWORD), ("city", "wrong"), ("closed", PASSWORD), ("closed", "wrong")],
)
def test_no_refusal_tells_which_accounts_exist(world, enter, log_of, username, password):
    closed = world.clerk
    User.objects.filter(pk=closed.pk).update(username="closed", is_active=False)
    answer = enter(username, password)
    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors() == [WRONG]
    assert log_of(username) == [("login_failed", {"reason": "用户名或密码错误"})]


def test_what_was_typed_as_a_name_is_shortened_in_the_log_and_refused_when_too_long(world, enter):
    answer = enter("长" * 33)
    assert answer.status_code == 400
    assert answer.context["form"].errors["username"] == ["用户名最多 32 个字符，请核对后再填。"]


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({"password": "x"}, "username", "请填写用户名。"),
        ({"username": "city"}, "password", "请填写密码。"),
        ({"username": "city", "password": "x", "otp": "12"}, "otp", "动态口令是 6 位数字"),
        ({"username": "ci\x00ty", "password": "x"}, "username", ""),
    ],
)
def test_bad_input_is_said_at_its_field(world, data, field, sentence):
    answer = Client().post("/login/", data)
    assert answer.status_code == 400
    assert sentence in answer.context["form"].errors[field][0]


@pytest.mark.parametrize(
    "asked",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http:///elsewhere.example",
        "foo",
        "login",
        "accounts:list",
        "units/",
        "http://testserver/units/",
        "/" + "a" * 20_000,
    ],
)
def test_the_door_leads_nowhere_but_to_a_path_of_this_site(world, enter, client_for, asked):
    assert enter("city", next=asked).url == "/"
    if len(asked) < 1000:
        assert client_for(world.city).get("/login/", {"next": asked}).url == "/"


def test_a_broken_address_is_quoted_not_obeyed(world, enter):
    assert enter("city", next="/units/\r\nX-Own: 1").url == "/units/%0D%0AX-Own:%201"


def test_the_door_leads_back_to_where_one_came_from(world, enter, client_for):
    assert enter("city", next="/units/?unit=3").url == "/units/?unit=3"
    assert client_for(world.city).get("/login/?next=/jobs/").url == "/jobs/"


def test_a_demonstration_account_works_in_the_demonstration_alone(
    world, enter, settings, client_for
):
    User.objects.filter(pk=world.city.pk).update(is_demo=True, must_change_password=True)
    settings.DEMO = False
    assert enter("city").context["form"].non_field_errors() == [WRONG]
    settings.DEMO = True
    client = Client()
    assert enter("city", client=client).status_code == 302
    assert client.get("/account/").url == f"/accounts/{world.city.pk}/"
    settings.DEMO = False
    assert client.get("/account/").url.startswith("/login/")


def test_closing_an_account_ends_its_sessions(world, client_for):
    client = client_for(world.city)
    User.objects.filter(pk=world.city.pk).update(is_active=False)
    assert client.get("/account/").url == "/login/?next=/account/"


def test_logging_out_needs_a_posted_form(world, client_for, log_of):
    client = client_for(world.city)
    assert client.get("/logout/").url == "/"
    assert "_auth_user_id" in client.session
    assert client.post("/logout/").url == "/login/"
    assert "_auth_user_id" not in client.session
    assert log_of("林静文") == [("logout", {})]
    assert client.post("/logout/").status_code == 302
