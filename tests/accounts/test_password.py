"""One's own password: the rules, the history, and having to change it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone

from core.accounts.models import User
from core.accounts.passwords import initial_password
from tests.world import PASSWORD

GOOD = "Xin-Mima-2027"


def change(client: Client, new: str = GOOD, old: str = PASSWORD, again: str | None = None):
    """Post the form."""
    return client.post("/password/", {"old": old, "new": new, "again": again or new})


def errors(answer, field: str) -> str:
    """The sentences at a field."""
    return "".join(answer.context["form"].errors[field])


def test_a_change_keeps_this_session_and_ends_the_others(world, client_for):
    here, elsewhere = client_for(world.city), client_for(world.city)
    assert change(here).url == "/account/"
    assert here.get("/account/").status_code == 302
    assert here.get("/account/").url == f"/accounts/{world.city.pk}/"
    assert elsewhere.get("/account/").url == "/login/?next=/account/"
    user = User.objects.get(pk=world.city.pk)
    assert user.check_password(GOOD)
    assert timezone.now() - user.password_changed_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("Aa1-xyzwvut", "12 到 128 个字符"),
        ("abcdefgh1234", "至少三类"),
        ("A-city-1234", "不能包含用户名"),
        (PASSWORD, "最近 5 次用过的密码"),
        ("Aa1-" + "x" * 125, "128"),
    ],
)
def test_each_rule_speaks_at_the_field(world, client_for, new, sentence):
    answer = change(client_for(world.city), new)
    assert answer.status_code == 400
    assert sentence in errors(answer, "new")
    assert User.objects.get(pk=world.city.pk).check_password(PASSWORD)


def test_the_new_password_is_typed_twice_alike(world, client_for):
    answer = change(client_for(world.city), again="Bie-de-Mima-1")
    assert "不一样" in errors(answer, "again")


def test_a_wrong_old_password_counts_like_a_failed_log_in(world, client_for):
    client = client_for(world.city)
    said = [errors(change(client, old="cuo"), "old") for _ in range(4)]
    assert said == [f"密码不正确，还可以再试 {left} 次。" for left in (4, 3, 2, 1)]
    assert change(client, old="cuo").status_code == 429
    assert change(client).status_code == 429
    assert User.objects.get(pk=world.city.pk).check_password(PASSWORD)


def test_the_right_old_password_forgets_the_failures(world, client_for, enter):
    client = client_for(world.city)
    change(client, old="cuo")
    change(client)
    answer = enter("city", "cuo")
    assert "4 次" in answer.context["form"].non_field_errors()[0]


def test_the_last_five_cannot_come_back_but_the_sixth_can(world, client_for):
    client = client_for(world.city)
    used = [PASSWORD, *(f"Xin-Mima-zi-{number}" for number in range(1, 7))]
    for old, new in pairwise(used):
        assert change(client, new, old).status_code == 302
    present, last_five = used[-1], used[-6:-1]
    for former in (present, *last_five):
        assert "最近 5 次" in errors(change(client, former, present), "new")
    assert change(client, used[0], present).status_code == 302


@pytest.mark.parametrize("path", ["/", "/accounts/", "/units/", "/totp/", "/account/"])
def test_an_initial_password_opens_nothing_but_its_change(world, client_for, path):
    User.objects.update(must_change_password=True)
    client = client_for(world.sysadmin)
    assert client.get(path).url == "/password/"
    fragment = client.get(path, headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (200, "/password/")


def test_programs_are_told_about_the_password_in_a_problem_document(world, client_for):
    User.objects.update(must_change_password=True)
    answer = client_for(world.city).get("/api/v1/units/")
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["status"] == 403
    assert "修改密码" in answer.json()["detail"]


def test_after_the_forced_change_everything_is_open(world, client_for):
    User.objects.update(must_change_password=True)
    client = client_for(world.city)
    page = client.get("/password/").content.decode()
    assert "初始密码" in page
    assert change(client).url == "/"
    assert client.get("/account/").url == f"/accounts/{world.city.pk}/"


def test_one_may_still_log_out_and_the_machines_may_still_ask(world, client_for):
    User.objects.update(must_change_password=True)
    client = client_for(world.city)
    assert client.get("/healthz").status_code == 200
    assert client.post("/logout/").url == "/login/"


@pytest.mark.parametrize(("days", "due"), [(179, False), (181, True)])
def test_an_old_password_must_be_changed(world, client_for, days, due):
    then = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=world.city.pk).update(password_changed_at=then)
    answer = client_for(world.city).get("/account/")
    assert (answer.url == "/password/") is due


@pytest.mark.django_db
def test_initial_passwords_pass_the_rules():
    from django.contrib.auth.password_validation import validate_password

    for _ in range(50):
        validate_password(initial_password())


@pytest.mark.parametrize(("days", "status"), [(14, 302), (15, 400)])
def test_an_initial_password_opens_the_door_for_two_weeks(world, enter, log_of, days, status):
    handed_over = timezone.now() - timedelta(days=days) + timedelta(minutes=5)
    User.objects.filter(pk=world.city.pk).update(
        must_change_password=True, password_changed_at=handed_over
    )
    answer = enter("city")
    assert answer.status_code == status
    if status == 400:
        assert "初始密码发出已超过 14 天" in answer.content.decode()
        assert log_of("city") == [("login_failed", {"reason": "初始密码已失效"})]
