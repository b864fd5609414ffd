"""The door: refusals that count, the way in, the way out, and back to where one wanted to go."""

import pytest
from playwright.sync_api import expect

from core.accounts.sessions import LoginSession
from core.audit.models import Action, AuditEntry

pytestmark = pytest.mark.browser


def test_two_wrong_passwords_are_counted_then_the_right_one_opens(open_window, committed_world):
    window = open_window()
    window.log_in("city", "wrong-one")
    window.sees("还可以再试 4 次")
    window.log_in("city", "wrong-two")
    window.sees("还可以再试 3 次")
    assert AuditEntry.objects.filter(action=Action.LOGIN_FAILED).count() == 2

    window.log_in("city")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("工作台")
    window.sees(committed_world.city.name)
    entered = AuditEntry.objects.get(action=Action.LOGIN)
    assert entered.actor_id == committed_world.city.pk


def test_leaving_ends_the_session_and_a_deep_link_returns_after_the_door(open_window):
    window = open_window()
    window.log_in("city")
    window.press("退出")
    expect(window.page).to_have_url(f"{window.address}/login/")
    assert not LoginSession.objects.exists()

    window.go("/units/?kind=county&columns=code")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("登录")
    window.log_in("city")
    expect(window.page).to_have_url(f"{window.address}/units/?kind=county&columns=code")
    expect(window.page.get_by_role("combobox", name="单位类别")).to_have_value("county")
