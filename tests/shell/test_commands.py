"""The commands of a first day: administrators, demonstration city, accounts."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, RoleRule, User
from core.audit.models import AuditEntry
from core.units.models import Unit, UnitPeriod


def said(*args, **options) -> str:
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_an_empty_system_gets_its_three_administrators_once(empty_system, client):
    text = said("first_accounts", city="清河市")
    assert set(User.objects.values_list("username", "kind")) == {
        ("sysadmin", "system"),
        ("secadmin", "security"),
        ("auditor", "audit"),
    }
    password = next(line.split()[1] for line in text.splitlines() if "secadmin" in line)
    response = client.post("/login/", {"username": "secadmin", "password": password}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/password/")
    required = RoleRule.objects.filter(totp_required=True).values_list("role", flat=True)
    assert set(required) == {"system_administrator", "security_administrator", "auditor"}
    assert "启用动态口令" in text
    with pytest.raises(CommandError, match="已有账号或单位"):
        said("first_accounts")


def test_an_administrator_is_recovered_on_the_server(world):
    User.objects.filter(username="secadmin").update(is_active=False)
    before = AuditEntry.objects.count()
    password = said("first_accounts", recover="secadmin").split()[-1]
    user = User.objects.get(username="secadmin")
    assert user.is_active
    assert user.must_change_password
    assert user.check_password(password)
    assert AuditEntry.objects.count() == before + 1
    with pytest.raises(CommandError, match="没有用户名为“nobody-here”的账号"):
        said("first_accounts", recover="nobody-here")


def test_the_demonstration_city_is_the_same_every_time(empty_system, settings):
    settings.DEMO = True
    assert "已装入 240 个单位、8 个演示账号。" in said("seed_demo")
    first = list(Unit.objects.values_list("code", "name", "depth", "established_on"))
    assert UnitPeriod.objects.count() == 240
    assert Grant.objects.filter(user__is_demo=True).count() == 8
    # Who is reminded: secretaries of units with people on the roster, an officer at each county.
    secretaries = Grant.objects.filter(role="unit_secretary")
    employing = RosterEntry.objects.open().order_by().values("unit").distinct()
    assert set(secretaries.values_list("unit", flat=True)) >= {row["unit"] for row in employing}
    officers = Grant.objects.filter(role="county_department")
    counties = Unit.objects.filter(kind="county").values_list("pk", flat=True)
    assert sorted(officers.values_list("unit", flat=True)) == sorted(counties)
    others = Grant.objects.filter(user__is_demo=False).select_related("user")
    assert not any(grant.user.has_usable_password() for grant in others)
    with pytest.raises(CommandError, match="不是空的"):
        said("seed_demo")
    for unit in Unit.objects.exclude(parent=None).select_related("parent"):
        assert unit.path == f"{unit.parent.path}{unit.pk}/"
        assert unit.sort_path.startswith(unit.parent.sort_path)
    assert len({code for code, *_ in first}) == 240


@pytest.mark.parametrize("units", [0, 100_001, -3])
def test_a_city_of_an_impossible_size_is_refused(empty_system, settings, units):
    settings.DEMO = True
    with pytest.raises(CommandError, match="超出范围"):
        said("seed_demo", units=units)
    assert not Unit.objects.exists()


def test_demonstration_accounts_are_listed_for_people_and_programs(settings):
    settings.DEMO = True
    accounts = json.loads(said("demo_accounts", json=True))
    assert [account["username"] for account in accounts] == [
        "city",
        "county",
        "secretary",
        "clerk",
        "cadre",
        "auditor",
        "sysadmin",
        "secadmin",
    ]
    assert all({"username", "password", "role"} <= account.keys() for account in accounts)


@pytest.mark.parametrize("command", ["seed_demo", "demo_accounts"])
def test_outside_the_demonstration_there_is_none(settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError, match="不是演示系统"):
        said(command)
