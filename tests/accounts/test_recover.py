"""The way back on the server: what an administrator without any grant is given again."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from core.accounts.models import Grant, User
from core.choices import Role

DAY = timedelta(days=1)


def today() -> date:
    """The day of the tests."""
    return timezone.localdate()


def recovered(username: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("first_accounts", recover=username, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("sysadmin", Role.SYSTEM_ADMINISTRATOR),
        ("secadmin", Role.SECURITY_ADMINISTRATOR),
        ("auditor", Role.AUDITOR),
    ],
)
def test_an_administrator_who_is_nothing_today_has_his_role_at_the_root_again(world, who, role):
    account = getattr(world, who)
    account.grants.update(during=(date(2026, 1, 1), today()))
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert f"已恢复授权：{role.label}，{world.named['清河市'].name}。" in recovered(who)
    scopes = User.objects.get(pk=account.pk).scopes
    assert [(scope.role, scope.path) for scope in scopes] == [(role, world.named["清河市"].path)]


def test_a_grant_in_force_is_left_as_it_is(world):
    world.secadmin.grants.update(unit=world.named["青川县"])
    assert "已恢复授权" not in recovered("secadmin")
    assert world.secadmin.grants.get().unit == world.named["青川县"]


def test_a_grant_to_come_is_met_not_crossed(world):
    begins = today() + 7 * DAY
    world.secadmin.grants.update(during=(begins, None))
    recovered("secadmin")
    periods = world.secadmin.grants.order_by("during").values_list("during", flat=True)
    assert [(during.lower, during.upper) for during in periods] == [
        (today(), begins),
        (begins, None),
    ]


@pytest.mark.parametrize("who", ["nobody", "clerk"])
def test_a_business_account_is_given_nothing(world, who):
    Grant.objects.filter(user__username="clerk").update(during=(date(2026, 1, 1), today()))
    assert "已恢复授权" not in recovered(who)
    assert User.objects.get(username=who).scopes == ()
