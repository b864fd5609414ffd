"""The demonstration accounts: one for each role, each at a unit that always exists."""

import re

import pytest

from core.choices import GRANTABLE_ROLES
from core.demo.accounts import ACCOUNTS
from core.demo.city import city

WHERE = {
    "city": ("清河市", "市委组织部"),
    "county": ("青川县", "青川县委组织部"),
    "secretary": ("市交通运输局", "市交通运输局"),
    "clerk": ("市交通运输局", "市交通运输局"),
    "cadre": ("市交通运输局", "市交通运输局"),
    "auditor": ("清河市", "市委组织部"),
    "sysadmin": ("清河市", "市委组织部"),
    "secadmin": ("清河市", "市委组织部"),
}
CLASSES = ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")


def test_each_role_has_its_account():
    assert sorted(account.role for account in ACCOUNTS) == sorted(GRANTABLE_ROLES)
    assert [account.username for account in ACCOUNTS] == list(WHERE)


@pytest.mark.parametrize("units", [None, 1, 20, 300])
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_each_stands_at_its_unit_in_a_city_of_any_size(account, units):
    short_name = {unit.code: unit.short_name for unit in city(units=units)}
    found = short_name[account.unit_code], short_name[account.home_unit_code]
    assert found == WHERE[account.username]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.username)
def test_passwords_meet_the_rules_for_passwords(account):
    assert len(account.password) >= 10
    assert sum(bool(re.search(kind, account.password)) for kind in CLASSES) >= 3
    assert account.username not in account.password.lower()
    assert account.password not in repr(account)
