"""What the page of an account shows: facts, grants, and the verbs of this viewer."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.accounts import totp
from core.accounts.administrators import is_separate
from core.accounts.authority import GRANTORS, KEEPERS, held_elsewhere
from core.accounts.lockout import lock_state
from core.accounts.models import Grant, User
from core.accounts.querysets import GrantQuerySet

Item = dict[str, Any]


def account_facts(account: User, at: datetime) -> list[Item]:
    """Label and value, in the order of the page."""
    facts = [
        ("用户名", account.username),
        ("姓名", account.name),
        ("账号类别", account.get_kind_display()),
        ("所在单位", account.unit.name),
        ("联系电话", account.phone),
        ("电子邮箱", account.email),
        ("提醒邮件", _mail(account)),
        ("状态", "启用" if account.is_active else "停用"),
        ("登录锁定", _lock(account, at)),
        ("动态口令", _totp(account)),
        ("密码", "初始密码，登录后须修改" if account.must_change_password else "本人已修改"),
        ("密码修改时间", _moment(account.password_changed_at)),
        ("最近登录", _moment(account.last_login) or "没有登录过"),
        ("创建时间", _moment(account.created_at)),
        ("最后修改", _last_change(account)),
    ]
    return [{"label": label, "value": value} for label, value in facts]


def account_verbs(account: User, viewer: User) -> list[Item]:
    """Label and address of what the viewer may do to this account."""
    names: list[tuple[str, str]] = []
    if _acts(account, viewer, KEEPERS) and not _is_more_elsewhere(account, viewer):
        names.append(("修改", "edit"))
        may_renew = not is_separate(account)
        if may_renew:
            names.append(("重置密码", "reset"))
        if lock_state(account.username, timezone.now()).failures:
            names.append(("解除锁定", "unlock"))
        if may_renew and totp.confirmed_device(account):
            names.append(("解除动态口令", "remove_totp"))
    if _acts(account, viewer, GRANTORS):
        names.append(("授权", "give"))
    verbs = [
        {"label": label, "url": reverse(f"accounts:{name}", args=[account.pk])}
        for label, name in names
    ]
    if account.pk == viewer.pk:
        own = [("登录情况", "logins"), ("修改密码", "password"), ("动态口令", "totp")]
        verbs += [{"label": label, "url": reverse(name)} for label, name in own]
    return verbs


def grant_lines(grants: GrantQuerySet, viewer: User, on: date) -> list[Item]:
    """The grants that the viewer sees, newest first, each with the way to take it back."""
    acting = set(grants.visible_to(viewer, acting_as=GRANTORS).values_list("pk", flat=True))
    lines = grants.select_related("unit", "granted_by").order_by("-during__startswith", "-pk")
    return [
        {
            "role": grant.get_role_display(),
            "unit": grant.unit.name,
            "since": grant.during.lower,
            "until": grant.during.upper,
            "state": _state(grant, on),
            "by": grant.granted_by.name if grant.granted_by else "系统",
            "reason": grant.reason,
            "revoke_url": reverse("accounts:revoke", args=[grant.pk])
            if grant.pk in acting and _state(grant, on) != "已结束"
            else "",
        }
        for grant in lines
    ]


def _state(grant: Grant, on: date) -> str:
    if grant.during.upper is not None and grant.during.upper <= on:
        return "已结束"
    return "未开始" if grant.during.lower > on else "有效"


def _acts(account: User, viewer: User, roles: frozenset) -> bool:
    acting = User.objects.visible_to(viewer, acting_as=roles)
    return acting.filter(pk=account.pk).exists()


def _is_more_elsewhere(account: User, viewer: User) -> bool:
    same = User.objects.filter(pk=account.pk)
    return held_elsewhere(viewer, same, timezone.localdate()).exists()


def _lock(account: User, at: datetime) -> str:
    state = lock_state(account.username, at)
    if state.until:
        return f"锁定到 {state.until_text}"
    return f"没有锁定，最近错误 {state.failures} 次" if state.failures else "没有锁定"


def _mail(account: User) -> str:
    if not account.email:
        return "没有邮箱，只在站内提醒"
    return "接收" if account.wants_mail else "本人选择不接收"


def _totp(account: User) -> str:
    if totp.confirmed_device(account):
        return "已启用"
    return "未启用，角色要求使用" if totp.is_required(account) else "未启用"


def _last_change(account: User) -> str:
    who = f"，{account.changed_by.name}" if account.changed_by else ""
    return f"{_moment(account.changed_at)}{who}"


def _moment(value: datetime | None) -> str:
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if value else ""
