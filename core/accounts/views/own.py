"""What everybody does with his own account: see it, change the password, use an authenticator."""

from typing import Any

import django_otp
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from core.accounts import forms, services, totp
from core.accounts.happenings import LOOK_BACK, lately
from core.accounts.login import confirm_code, confirm_password
from core.accounts.logins import open_logins
from core.accounts.models import Authenticator, User
from core.accounts.obligations import password_is_due
from core.pages import form_page

KEY = "totp_key"  # session key: the sealed secret of an authenticator that is being set up


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return redirect("accounts:detail", request.user.pk)


@sensitive_post_parameters()
@never_cache
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """A new password; this session goes on, all others of the account end."""
    user = request.user
    due = password_is_due(user, timezone.now())

    def change(data: dict[str, Any]) -> str:
        confirm_password(request, field="old", password=data["old"])
        services.change_password(user=user, password=data["new"])
        update_session_auth_hash(request, user)
        return resolve_url(settings.LOGIN_REDIRECT_URL) if due else reverse("account")

    return form_page(
        request,
        forms.ChangePassword(request.POST if request.method == "POST" else None, user=user),
        change,
        title="修改密码",
        back=reverse("account"),
        submit="修改密码",
        done="已修改密码。",
        template="accounts/password.html",
        due=due,
        notice=_why_due(user) if due else "",
    )


def _why_due(user: User) -> str:
    if user.must_change_password:
        return "现在用的是初始密码，请先改成自己的密码，再使用系统。"
    days = settings.PASSWORD_MAX_AGE.days
    return f"密码已超过 {days} 天没有更换，请先修改，再使用系统。"


@sensitive_post_parameters("password")
@never_cache
@login_required
def logins(request: HttpRequest) -> HttpResponse:
    """Where one is logged in, the way to end the others, and what happened to the account."""
    user, now = request.user, timezone.now()
    services.note_look(user=user, at=now)
    here = open_logins(user, key=request.session.session_key, at=now)
    others = [one for one in here if not one.is_this]

    def end(data: dict[str, Any]) -> str:
        confirm_password(request, field="password", password=data["password"])
        services.end_logins(user=user, keys=data["logins"])
        return reverse("logins")

    return form_page(
        request,
        forms.EndLogins(request.POST if request.method == "POST" else None, logins=others),
        end,
        title="登录情况",
        back=reverse("account"),
        submit="退出所选",
        done="已退出所选的登录。",
        template="accounts/logins.html",
        logins=here,
        others=len(others),
        chosen=request.POST.getlist("logins"),
        lately=lately(user, at=now),
        days=LOOK_BACK.days,
    )


@sensitive_post_parameters("otp", "password")
@never_cache
@login_required
def authenticator(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator, prove the one there is, or turn it off."""
    device = totp.confirmed_device(request.user)
    if device is None:
        return _set_up(request)
    if not request.user.is_verified():
        return _prove(request, device)
    return _turn_off(request)


def _set_up(request: HttpRequest) -> HttpResponse:
    user = request.user
    key = request.session.setdefault(KEY, Authenticator.new_key())

    def enrol(data: dict[str, Any]) -> str:
        device = totp.enrol(user=user, key=key, code=data["otp"])
        request.session.pop(KEY, None)
        _raise(request, device)
        return resolve_url(settings.LOGIN_REDIRECT_URL) if required else reverse("totp")

    required = totp.is_required(user)
    return form_page(
        request,
        forms.Code(request.POST if request.method == "POST" else None),
        enrol,
        title="启用动态口令",
        back=reverse("account"),
        submit="启用",
        done="已启用动态口令，以后登录时要填写。",
        template="accounts/totp_set_up.html",
        required=required,
        qr=totp.qr_code(user, key),
        secret=totp.secret_text(key),
    )


def _prove(request: HttpRequest, device) -> HttpResponse:
    def prove(data: dict[str, Any]) -> HttpResponse:
        confirm_code(request, device, data["otp"])
        _raise(request, device)
        return redirect(settings.LOGIN_REDIRECT_URL)

    return form_page(
        request,
        forms.Code(request.POST if request.method == "POST" else None),
        prove,
        title="核对动态口令",
        back=reverse("account"),
        submit="核对",
        intro="此账号已启用动态口令，本次登录还没有核对过。请填写手机上当前显示的 6 位数字。",
    )


def _raise(request: HttpRequest, device) -> None:
    """The session is worth more from now on: under a new key, whoever knew the old one."""
    request.session.cycle_key()
    django_otp.login(request, device)


def _turn_off(request: HttpRequest) -> HttpResponse:
    required = totp.is_required(request.user)

    def turn_off(data: dict[str, Any]) -> str:
        confirm_password(request, field="password", password=data["password"])
        totp.turn_off(user=request.user)
        return reverse("account")

    return form_page(
        request,
        forms.OwnPassword(request.POST if request.method == "POST" else None),
        turn_off,
        title="动态口令",
        back=reverse("account"),
        submit="停用动态口令",
        done="已停用动态口令。",
        template="accounts/totp.html",
        required=required,
        is_danger=True,
    )
