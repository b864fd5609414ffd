"""What has happened to an account lately, in words: for its holder alone.

The log belongs to the auditor. Of it the holder reads his own log-ins, the failures under his name,
and what became of his credentials: not from where others worked who had to do with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from core.accounts.models import User
from core.audit.models import Action, ActorKind, AuditEntry
from core.audit.querysets import AuditQuerySet

LOOK_BACK: Final = timedelta(days=90)
MOST: Final = 50  # log-ins, and as many failures; changes are few and all told
NOT_ONES_OWN: Final = 3  # failures
FAILURES_OF: Final = timedelta(days=7)
RIGHT_PASSWORD: Final = "密码正确，动态口令"  # noqa: S105 - how the reason of such a failure begins
# What the log calls a change of credentials, and what the holder is told; done by himself or not.
CHANGES: Final = {
    ("password", "本人修改"): ("修改密码", "修改密码"),
    ("password", "重置"): ("密码被重置", "密码被重置"),
    ("recover", "在服务器上找回"): ("在服务器上找回，密码被重置",) * 2,
    ("totp", "已启用"): ("启用动态口令", "启用动态口令"),
    ("totp", "已解除"): ("停用动态口令", "解除动态口令"),
    ("lock", "解除"): ("解除登录锁定", "解除登录锁定"),
    ("is_active", "停用"): ("账号停用", "账号停用"),
    ("is_active", "启用"): ("账号启用", "账号启用"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line; `is_odd` is what deserves a second look."""

    at: datetime
    what: str
    by: str
    address: str
    is_odd: bool


@dataclass(frozen=True, slots=True)
class Lately:
    """The lines, the latest first, and how many log-ins and failures are left out."""

    lines: list[Happening]
    left_out: int


def lately(user: User, *, at: datetime) -> Lately:
    """Log-ins, failures and changes of credentials of the last ninety days."""
    since = at - LOOK_BACK
    comings = _own(user, since).filter(action__in=[Action.LOGIN, Action.LOGOUT])
    failures = _failures(user, since)
    told = [*_changes(user, since), *_told(comings[:MOST], user), *_told(failures[:MOST], user)]
    left_out = sum(max(rows.count() - MOST, 0) for rows in (comings, failures))
    return Lately(sorted(told, key=lambda line: line.at, reverse=True), left_out)


def warning(user: User) -> str:
    """What whoever logs in should look at, until he has; empty when there is nothing to wonder at.

    One or two wrong passwords are one's own; a wrong code after the right password is not.
    """
    now = timezone.now()
    looked = user.logins_seen_at or user.created_at
    failures = _failures(user, max(looked, now - FAILURES_OF))
    count = failures.count()
    told = [f"最近登录失败 {count} 次"] * (count >= NOT_ONES_OWN)
    if failures.filter(detail__reason__startswith=RIGHT_PASSWORD).exists():
        told.append("有人填对了密码，没有填对动态口令")
    for line in _changes(user, max(looked, now - LOOK_BACK)):
        if line.is_odd:
            told.append(f"{timezone.localtime(line.at):%m-%d %H:%M} {line.what}")
    if not told:
        return ""
    return (
        f"请核对：{'；'.join(told)}。"
        "不是您本人办理或者知道的，请点右上角自己的姓名，在“登录情况”里核对，并告知系统管理员。"
    )


def _own(user: User, since: datetime) -> AuditQuerySet:
    rows = AuditEntry.objects.filter(subject="user", subject_id=str(user.pk), at__gt=since)
    return rows.order_by("-id")


def _failures(user: User, since: datetime) -> AuditQuerySet:
    """Those of an account: programs fail under names of their own."""
    rows = AuditEntry.objects.filter(action=Action.LOGIN_FAILED, subject_label=user.username)
    return rows.filter(subject="user", at__gt=since).order_by("-id")


def _changes(user: User, since: datetime) -> list[Happening]:
    return list(_told(_own(user, since).filter(action=Action.CHANGE), user))


def _told(entries: Iterable[AuditEntry], user: User) -> Iterable[Happening]:
    for entry in entries:
        own = entry.actor_kind == ActorKind.USER and entry.actor_id == user.pk
        failed = entry.action == Action.LOGIN_FAILED
        what = _in_words(entry, own=own)
        if what:
            by = "" if failed else "本人" if own else entry.actor_label
            address = entry.address if failed or own else ""
            yield Happening(entry.at, what, by, address, is_odd=failed or not own)


def _in_words(entry: AuditEntry, *, own: bool) -> str:
    reason = str(entry.detail.get("reason", ""))
    match entry.action:
        case Action.LOGIN:
            return "登录"
        case Action.LOGOUT:
            return f"退出：{reason}" if reason else "退出"
        case Action.LOGIN_FAILED:
            return f"登录失败：{reason}"
    changed = [
        CHANGES[name, str(states[-1])][0 if own else 1]
        for name, states in entry.detail.items()
        if isinstance(states, list) and states and (name, str(states[-1])) in CHANGES
    ]
    if "email" in entry.detail:
        changed.append("电子邮箱被修改")
    return "，".join(changed)
