"""Grants and log-in rules: what the security administrator gives, takes back and requires."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from core.accounts import forms, services
from core.accounts.authority import (
    GRANTORS,
    NOT_A_GRANTOR,
    in_charge,
    in_charge_everywhere,
    refuse_strangers,
)
from core.accounts.entities import GRANTS
from core.accounts.models import Grant, RoleRule, User
from core.accounts.views.accounts import confirm_page, page_of
from core.errors import NotAllowed, refuse_if
from core.listing.views import list_page
from core.pages import form_page


@login_required
def grants(request: HttpRequest) -> HttpResponse:
    """Every grant that the viewer may see, past and present."""
    return list_page(request, GRANTS)


@login_required
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """A grant is shown on its account's page."""
    record = get_object_or_404(Grant.objects.visible_to(request.user), pk=pk)
    return redirect(f"{reverse('accounts:detail', args=[record.user_id])}#grants")


@login_required
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a role at a unit."""
    rows = User.objects.select_related("unit")
    account = in_charge(rows, request.user, pk, roles=GRANTORS, refusal=NOT_A_GRANTOR)

    def do(data: dict[str, Any]) -> str:
        services.grant(actor=request.user, user=account, **data)
        return page_of(account)

    form = forms.NewGrant(
        request.POST if request.method == "POST" else None,
        initial={"unit": account.unit_id},
        viewer=request.user,
        user=account,
        on=timezone.localdate(),
    )
    return form_page(
        request,
        form,
        do,
        title=f"授权：{account}",
        back=page_of(account),
        submit="授权",
        done="已授权。",
    )


@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant today."""
    rows = Grant.objects.select_related("user", "unit")
    record = in_charge(rows, request.user, pk, roles=GRANTORS, refusal=NOT_A_GRANTOR)

    def do(_data: dict[str, Any]) -> str:
        services.revoke(actor=request.user, grant=record, on=timezone.localdate())
        return page_of(record.user)

    return confirm_page(
        request,
        record.user,
        do,
        title=f"收回授权：{record.user}",
        intro=f"将收回：{record.get_role_display()}，{record.unit}。从今天起不再有效，立即生效。",
        submit="收回授权",
        done="已收回授权。",
    )


@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """Which roles must use one-time passwords, in the whole city."""
    refuse_strangers(request.user, GRANTORS, NOT_A_GRANTOR)
    refuse_if(
        not in_charge_everywhere(request.user, GRANTORS),
        "登录规则对全市有效，由市级安全管理员设定；要修改的，请联系市级安全管理员。",
        NotAllowed,
    )
    required = RoleRule.objects.filter(totp_required=True).values_list("role", flat=True)

    def do(data: dict[str, Any]) -> str:
        services.require_totp(actor=request.user, roles=data["roles"])
        return reverse("accounts:rules")

    return form_page(
        request,
        forms.LoginRules(
            request.POST if request.method == "POST" else None,
            initial={"roles": list(required)},
        ),
        do,
        title="登录规则",
        back=reverse("accounts:grants"),
        done="已保存登录规则，从下一次打开页面起生效。",
        intro="选中的角色，账号登录后须先启用动态口令才能继续使用；已启用的不受影响。",
    )
