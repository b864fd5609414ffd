"""Accounts in the hands of the system administrator, and out of those of everybody else."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.accounts import services
from core.accounts.models import Grant, User
from core.audit.models import AuditEntry
from core.choices import Role

DAY = timedelta(days=1)
STRANGERS = ["city", "county", "secretary", "clerk", "cadre", "auditor", "secadmin", "nobody"]


def new_account(world, **more) -> dict:
    """What the form for a new account sends."""
    unit = world.named["市交通运输局"].pk
    return {"username": "zhangwei", "name": "张伟", "kind": "business", "unit": unit, **more}


def facts_of(user: User, **more) -> dict:
    """What the form for an edit sends when nothing is changed."""
    unchanged = {"name": user.name, "unit": user.unit_id, "phone": user.phone}
    return unchanged | {"seen": user.version} | more


def secret_on(answer) -> str:
    """The password shown on the page."""
    return re.search(r'<code id="secret">([^<]+)</code>', answer.content.decode())[1]


def errors(answer, field: str) -> str:
    """The sentences at a field."""
    return "".join(answer.context["form"].errors[field])


def test_a_new_account_gets_an_initial_password_that_is_shown_once(world, client_for, enter):
    answer = client_for(world.sysadmin).post("/accounts/new/", new_account(world))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    password = secret_on(answer)
    made = User.objects.get(username="zhangwei")
    assert made.check_password(password)
    assert made.must_change_password
    assert not made.scopes
    assert enter("zhangwei", password).status_code == 302
    logged = AuditEntry.objects.values_list("detail", "subject_label", "actor_label")
    assert password not in str(list(logged))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "city", "用户名已被使用"),
        ("username", "Zhang", "小写字母"),
        ("username", "ab", "3 到 32"),
        ("username", "a" * 33, "3 到 32"),
        ("username", "", "必填"),
        ("name", "", "必填"),
        ("name", "名" * 41, "40"),
        ("kind", "boss", "boss"),
        ("unit", "99999999", "没有这个单位，或者它不在您的范围内。"),
        ("unit", "9" * 40, "没有这个单位，或者它不在您的范围内。"),
        ("unit", "abc", "没有这个单位，或者它不在您的范围内。"),
        ("phone", "<script>", "电话只能由数字"),
    ],
)
def test_bad_input_is_said_at_its_field_and_makes_nothing(
    world, client_for, field, value, sentence
):
    before = User.objects.count()
    answer = client_for(world.sysadmin).post("/accounts/new/", new_account(world, **{field: value}))
    assert answer.status_code == 400
    assert sentence in errors(answer, field)
    assert User.objects.count() == before


def test_an_edit_is_saved_with_who_and_what(world, client_for):
    answer = client_for(world.sysadmin).post(
        f"/accounts/{world.clerk.pk}/edit/", facts_of(world.clerk, name="方晓")
    )
    assert answer.url == f"/accounts/{world.clerk.pk}/"
    clerk = User.objects.get(pk=world.clerk.pk)
    assert (clerk.name, clerk.version, clerk.changed_by) == ("方晓", 2, world.sysadmin)
    entry = AuditEntry.objects.filter(action="change").latest("pk")
    assert entry.detail == {"name": ["方晓彤", "方晓"]}


def test_a_stale_edit_is_refused_and_names_who_was_faster(world, client_for):
    clerk = world.clerk
    seen = facts_of(clerk, name="方小彤")
    services.edit_account(actor=world.sysadmin, user=clerk, seen=clerk.version, phone="0999-1")
    answer = client_for(world.sysadmin).post(f"/accounts/{clerk.pk}/edit/", seen)
    assert answer.status_code == 409
    assert "已由罗一鸣在" in errors(answer, "__all__")
    assert User.objects.get(pk=clerk.pk).name == "方晓彤"


@pytest.mark.parametrize("seen", ["", "x", "-1"])
def test_an_edit_without_the_version_it_saw_saves_nothing(world, client_for, seen):
    answer = client_for(world.sysadmin).post(
        f"/accounts/{world.clerk.pk}/edit/", facts_of(world.clerk, name="改", seen=seen)
    )
    assert answer.status_code in (400, 409)
    assert User.objects.get(pk=world.clerk.pk).name == "方晓彤"


def test_somebody_in_an_abolished_unit_can_still_be_edited(world, client_for):
    unit = world.clerk.unit
    type(unit).objects.filter(pk=unit.pk).update(abolished_on="2026-01-02")
    answer = client_for(world.sysadmin).post(
        f"/accounts/{world.clerk.pk}/edit/", facts_of(world.clerk, phone="0999-1234567")
    )
    assert answer.status_code == 302


def test_a_reset_ends_sessions_and_shows_the_new_password_once(world, client_for, enter):
    victim, keeper = client_for(world.clerk), client_for(world.sysadmin)
    path = f"/accounts/{world.clerk.pk}/reset/"
    assert "作废" in keeper.get(path).content.decode()
    password = secret_on(keeper.post(path))
    assert victim.get("/account/").url.startswith("/login/")
    assert enter("clerk", password).status_code == 302
    assert User.objects.get(pk=world.clerk.pk).must_change_password


def test_nobody_resets_his_own_password_here(world, client_for):
    answer = client_for(world.sysadmin).post(f"/accounts/{world.sysadmin.pk}/reset/")
    assert answer.status_code == 409
    assert "修改密码" in errors(answer, "__all__")


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("verb", ["", "edit/", "reset/", "unlock/", "remove-totp/", "grant/"])
def test_what_is_out_of_scope_is_not_there(world, client_for, who, verb):
    other = world.county if who != "county" else world.city
    answer = client_for(getattr(world, who)).get(f"/accounts/{other.pk}/{verb}")
    if who == "secadmin":
        assert answer.status_code == (200 if verb in ("", "grant/") else 403)
    else:
        assert answer.status_code == 404


@pytest.mark.parametrize("verb", ["edit/", "reset/", "unlock/", "remove-totp/", "grant/"])
def test_ones_own_account_is_seen_but_not_kept_by_oneself(world, client_for, verb):
    client = client_for(world.cadre)
    assert client.get(f"/accounts/{world.cadre.pk}/").status_code == 200
    answer = client.post(f"/accounts/{world.cadre.pk}/{verb}", {"x": "1"})
    assert answer.status_code == 403
    assert "管理员" in answer.content.decode()


@pytest.mark.parametrize("who", STRANGERS)
def test_only_the_system_administrator_makes_accounts(world, client_for, who):
    client = client_for(getattr(world, who))
    assert client.get("/accounts/new/").status_code == 403
    answer = client.post("/accounts/new/", new_account(world))
    assert answer.status_code == 403
    assert "系统管理员" in answer.content.decode()


def test_a_system_administrator_of_a_county_keeps_the_county(world, client_for):
    county = world.named["青川县"]
    world.sysadmin.grants.update(unit=county)
    client = client_for(world.sysadmin)
    assert client.get(f"/accounts/{world.city.pk}/").status_code == 404
    assert client.get(f"/accounts/{world.county.pk}/").status_code == 200
    outside = new_account(world, unit=world.named["市交通运输局"].pk)
    assert "不在您的范围内" in errors(client.post("/accounts/new/", outside), "unit")
    assert client.post("/accounts/new/", new_account(world, unit=county.pk)).status_code == 200


@pytest.mark.parametrize("verb", ["edit/", "reset/", "unlock/", "remove-totp/"])
@pytest.mark.parametrize(("begins", "ends"), [(-9, None), (0, 1), (1, None)])
def test_who_is_something_outside_the_county_is_not_kept_by_the_county(
    world, client_for, verb, begins, ends
):
    """Today or later: a password that is reset now still opens what begins tomorrow."""
    today = timezone.localdate()
    during = (today + begins * DAY, today + ends * DAY if ends else None)
    world.sysadmin.grants.update(unit=world.named["青川县"])
    Grant.objects.create(
        user=world.county,
        account_kind="business",
        role=Role.CITY_DEPARTMENT,
        unit=world.named["清河市"],
        during=during,
    )
    client = client_for(world.sysadmin)
    answer = client.post(f"/accounts/{world.county.pk}/{verb}")
    assert answer.status_code == 403
    assert "在您的范围以外还有授权，请由上级系统管理员办理。" in answer.content.decode()
    page = client.get(f"/accounts/{world.county.pk}/")
    assert [item["label"] for item in page.context["verbs"]] == []


def test_what_has_ended_outside_the_county_does_not_count(world, client_for):
    world.sysadmin.grants.update(unit=world.named["青川县"])
    Grant.objects.create(
        user=world.county,
        account_kind="business",
        role=Role.CITY_DEPARTMENT,
        unit=world.named["清河市"],
        during=(timezone.localdate() - DAY, timezone.localdate()),
    )
    answer = client_for(world.sysadmin).post(f"/accounts/{world.county.pk}/reset/")
    assert answer.status_code == 200


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30])
def test_no_such_account(world, client_for, pk):
    assert client_for(world.sysadmin).get(f"/accounts/{pk}/").status_code == 404


def test_the_list_shows_who_holds_what_today(world, client_for):
    services.grant(
        actor=None,
        user=world.clerk,
        role=Role.UNIT_SECRETARY,
        unit=world.named["青川县"],
        since=world.clerk.grants.get().during.lower,
    )
    page = client_for(world.secadmin).get("/accounts/").content.decode()
    assert "单位经办人、单位党组织书记" in page
    assert "/accounts/new/" not in page


def test_roles_are_not_told_to_those_who_do_not_see_grants(world, client_for):
    client = client_for(world.sysadmin)
    page = client.get("/accounts/?columns=username,roles&roles=cadre").content.decode()
    assert "单位经办人" not in page
    assert 'href="/accounts/new/"' in page
    assert 'id="grants"' not in client.get(f"/accounts/{world.clerk.pk}/").content.decode()
    assert 'id="grants"' in client.get(f"/accounts/{world.sysadmin.pk}/").content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("username=sec", {"secretary", "secadmin"}),
        ("kind=audit", {"auditor"}),
        ("unit={青川县}", {"county"}),
        ("is_active=false", set()),
        ("last_login_after=2026-01-01", {"sysadmin"}),
    ],
)
def test_the_list_is_filtered(world, client_for, query, names):
    for name, unit in world.named.items():
        query = query.replace(f"{{{name}}}", str(unit.pk))
    answer = client_for(world.sysadmin).get(f"/accounts/?{query}")
    shown = {row.texts[0] for row in answer.context["rows"]}
    assert shown == names


def test_everybody_else_finds_himself_alone_on_the_list(world, client_for):
    answer = client_for(world.cadre).get("/accounts/")
    assert [row.texts[0] for row in answer.context["rows"]] == ["cadre"]
    assert answer.context["batch"] == []
