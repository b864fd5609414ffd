"""Accounts: the list, one account, and what the system administrator does to it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.accounts import forms, services
from core.accounts.administrators import refuse_takeover
from core.accounts.authority import (
    GRANTORS,
    KEEPERS,
    NOT_A_KEEPER,
    in_charge,
    refuse_held_elsewhere,
    refuse_strangers,
)
from core.accounts.entities import ACCOUNTS
from core.accounts.facts import account_facts, account_verbs, grant_lines
from core.accounts.models import Grant, User
from core.audit.models import Action
from core.audit.services import record
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """The list, with the verbs of those who keep it."""
    keeps = bool(KEEPERS & roles_of(request.user))
    batch = [
        {"label": "停用", "url": reverse("accounts:close")},
        {"label": "启用", "url": reverse("accounts:open")},
    ]
    return list_page(
        request,
        ACCOUNTS,
        template="accounts/list.html",
        keeps=keeps,
        batch=batch if keeps else [],
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: facts, grants, and the verbs that this viewer has."""
    visible = User.objects.visible_to(request.user).select_related("unit", "changed_by")
    account = get_object_or_404(visible, pk=pk)
    grants = Grant.objects.visible_to(request.user).filter(user=account)
    is_own = account.pk == request.user.pk
    if not is_own:
        record(Action.READ, actor=request.user, target=account)
    context = {
        "account": account,
        "facts": account_facts(account, timezone.now()),
        "verbs": account_verbs(account, request.user),
        "grants": grant_lines(grants, request.user, timezone.localdate()),
        "is_own": is_own,
        "shows_grants": is_own or bool(GRANTORS & roles_of(request.user)),
    }
    return render(request, "accounts/detail.html", context)


@never_cache
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Make an account; its initial password is shown once and kept nowhere."""
    refuse_strangers(request.user, KEEPERS, NOT_A_KEEPER)

    def make(data: dict[str, Any]) -> HttpResponse:
        account, password = services.create_account(actor=request.user, **data)
        return secret_page(request, account, password, "账号已新建，还没有任何权限")

    form = forms.NewAccount(
        request.POST if request.method == "POST" else None,
        viewer=request.user,
        on=timezone.localdate(),
    )
    return form_page(
        request, form, make, title="新建账号", back=reverse("accounts:list"), submit="新建账号"
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, unit, telephone and e-mail address."""
    account = kept_account(request, pk)
    initial = {
        "name": account.name,
        "unit": account.unit_id,
        "phone": account.phone,
        "email": account.email,
        "seen": account.version,
    }

    def save(data: dict[str, Any]) -> str:
        services.edit_account(actor=request.user, user=account, **data)
        return page_of(account)

    form = forms.EditAccount(
        request.POST if request.method == "POST" else None,
        initial=initial,
        viewer=request.user,
        on=timezone.localdate(),
        current=account.unit_id,
    )
    return form_page(request, form, save, title=f"修改账号：{account}", back=page_of(account))


@never_cache
@login_required
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A new initial password, shown once."""
    account = kept_account(request, pk)
    refuse_takeover(account)

    def renew(_data: dict[str, Any]) -> HttpResponse:
        password = services.reset_password(actor=request.user, user=account)
        return secret_page(request, account, password, "密码已重置")

    return confirm_page(
        request,
        account,
        renew,
        title=f"重置密码：{account}",
        intro="重置后原密码作废，已登录的页面全部退出，锁定解除；新的初始密码只显示一次。",
        submit="重置密码",
    )


@login_required
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the failed attempts."""
    account = kept_account(request, pk)
    return confirm_page(
        request,
        account,
        lambda _data: services.unlock(actor=request.user, user=account) or page_of(account),
        title=f"解除锁定：{account}",
        intro="解除前请先核实是本人忘记密码，而不是有人在试密码。",
        submit="解除锁定",
        done="已解除锁定。",
    )


@login_required
def remove_totp(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a lost authenticator."""
    account = kept_account(request, pk)
    refuse_takeover(account)
    return confirm_page(
        request,
        account,
        lambda _data: services.remove_totp(actor=request.user, user=account) or page_of(account),
        title=f"解除动态口令：{account}",
        intro="用于手机遗失或更换。解除后登录只核对密码；角色要求动态口令的，下次登录须重新启用。",
        submit="解除动态口令",
        done="已解除动态口令。",
    )


def confirm_page(request: HttpRequest, account: User, verb, **words: str) -> HttpResponse:
    """A page that says what will happen, and does it when it is posted."""
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    return form_page(request, form, verb, back=page_of(account), is_danger=True, **words)


def secret_page(request: HttpRequest, account: User, password: str, title: str) -> HttpResponse:
    """The one time that an initial password is seen."""
    days = settings.INITIAL_PASSWORD_AGE.days
    context = {"account": account, "password": password, "title": title, "days": days}
    return render(request, "accounts/secret.html", context)


def kept_account(request: HttpRequest, pk: int) -> User:
    """The account, for a keeper in whose reach lies everything that it is."""
    rows = User.objects.select_related("unit", "changed_by")
    account = in_charge(rows, request.user, pk, roles=KEEPERS, refusal=NOT_A_KEEPER)
    refuse_held_elsewhere(request.user, User.objects.filter(pk=pk), timezone.localdate())
    return account


def page_of(account: User) -> str:
    """The address of the account's page."""
    return reverse("accounts:detail", args=[account.pk])
