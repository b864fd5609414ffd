"""An account from its first password to its authenticator, and the role that it is given."""

import time

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from core.accounts.models import Authenticator, Grant, User
from core.choices import AccountKind, Role
from tests.browser.choosing import choose, error_of

pytestmark = pytest.mark.browser

OWN = "Qinghe-Luqiao-88"
STEP = 30  # seconds that a code lasts


def test_a_new_person_gets_in_and_is_given_a_role(open_window, committed_world):
    keeper, newcomer, grantor = open_window("sysadmin"), open_window(), open_window("secadmin")

    keeper.go("/accounts/")
    keeper.follow("新建账号")
    keeper.fill(username="zhouming", name="周明", phone="0999-1234567")
    keeper.page.get_by_label("账号类别").select_option(AccountKind.BUSINESS)
    choose(keeper, "所在单位", "sjtysj", "市交通运输局")
    keeper.press("新建账号")
    initial = keeper.page.locator("#secret").inner_text()
    keeper.follow("查看账号")
    expect(keeper.page.get_by_text(initial)).to_have_count(0)
    account = User.objects.get(username="zhouming")
    assert account.check_password(initial)
    assert account.must_change_password
    assert account.unit == committed_world.named["市交通运输局"]

    newcomer.log_in("zhouming", initial)
    newcomer.sees("现在用的是初始密码")
    newcomer.go("/units/")
    expect(newcomer.page).to_have_url(f"{newcomer.address}/password/")
    newcomer.fill(old=initial, new="short", again="short")
    newcomer.press("修改密码")
    expect(error_of(newcomer, "new").first).to_be_visible()
    newcomer.fill(old=initial, new=OWN, again=OWN)
    newcomer.press("修改密码")
    newcomer.sees("已修改密码。")
    expect(newcomer.page.get_by_role("heading", level=1)).to_have_text("工作台")
    newcomer.sees("还没有授权")
    account.refresh_from_db()
    assert account.check_password(OWN)
    assert not account.must_change_password

    grantor.go(f"/accounts/{account.pk}/")
    grantor.follow("授权", within=grantor.page.get_by_role("main"))
    grantor.page.get_by_label("角色").select_option(Role.UNIT_CLERK)
    grantor.fill(reason="市委组织部函〔2026〕3 号")
    grantor.press("授权")
    grantor.sees("已授权。")
    granted = Grant.objects.get(user=account)
    assert (granted.role, granted.unit) == (Role.UNIT_CLERK, account.unit)
    assert granted.granted_by == committed_world.secadmin
    assert granted.during.lower == timezone.localdate()

    newcomer.go("/")
    expect(newcomer.page.get_by_role("heading", level=1)).to_contain_text("周明")
    newcomer.go(f"/accounts/{account.pk}/")
    newcomer.sees("单位经办人")
    newcomer.follow("单位", within=newcomer.page.get_by_role("navigation", name="主导航"))
    expect(newcomer.page.locator("tbody th")).to_have_text(["市交通运输局"])


def test_an_authenticator_is_set_up_and_asked_for(open_window, committed_world):
    window = open_window("clerk")
    window.go("/totp/")
    code = pyotp.TOTP(window.page.locator("#secret").inner_text().replace(" ", ""))
    window.fill(otp="000000")
    window.press("启用")
    expect(error_of(window, "otp")).to_contain_text("动态口令不正确")
    window.fill(otp=code.now())
    used = code.now()
    window.press("启用")
    window.sees("已启用动态口令")
    assert Authenticator.objects.filter(user=committed_world.clerk, confirmed=True).count() == 1

    window.press("退出")
    window.log_in("clerk")
    expect(error_of(window, "otp")).to_contain_text("密码正确，但此账号启用了动态口令")
    # A code opens once: the next one is valid already, telephones' clocks being what they are.
    coming = code.at(time.time() + STEP)
    assert coming != used
    window.log_in("clerk", otp=coming)
    expect(window.page.get_by_role("heading", level=1)).to_contain_text("方晓彤")
