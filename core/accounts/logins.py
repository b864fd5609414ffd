"""Where an account is logged in now, and what has happened to it lately: for its holder alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from core.accounts.models import User
from core.accounts.sessions import LoginSession
from core.audit.models import Action, AuditEntry
from core.audit.origin import origin

LAST_SEEN: Final = "last_seen"  # session key: the second (Unix time) of the last action that counts
BEGUN: Final = "begun"  # session key: when, from where and with what the log-in was
AGENT_LENGTH: Final = 300
LOOK_BACK: Final = timedelta(days=90)
MOST: Final = 50
NOT_ONES_OWN: Final = 3  # failures since the last log-in
# What the log calls a change of credentials, and what the holder is told; the rest of the log is
# the auditor's.
CHANGES: Final = {
    ("password", "本人修改"): "修改密码",
    ("password", "重置"): "密码被重置",
    ("recover", "在服务器上找回"): "在服务器上找回，密码被重置",
    ("totp", "已启用"): "启用动态口令",
    ("totp", "已解除"): "解除动态口令",
    ("lock", "解除"): "解除登录锁定",
    ("is_active", "停用"): "账号停用",
    ("is_active", "启用"): "账号启用",
}


@dataclass(frozen=True, slots=True)
class OpenLogin:
    """One open session. `mark` names it on a page: its key would open it."""

    key: str
    mark: str
    began: datetime | None
    seen: datetime | None
    address: str
    device: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the log about the account, in words; `is_odd` is what deserves a second look."""

    at: datetime
    what: str
    by: str
    address: str
    is_odd: bool


def begin(request: HttpRequest) -> None:
    """Note in the session that somebody has just logged in, and how."""
    now = int(timezone.now().timestamp())
    agent = request.headers.get("User-Agent", "")[:AGENT_LENGTH]
    request.session[LAST_SEEN] = now
    request.session[BEGUN] = {"at": now, "address": origin.get().address, "agent": agent}


def open_logins(user: User, *, key: str | None, at: datetime) -> list[OpenLogin]:
    """The sessions that would be let in at the moment, the one under `key` first, then by use."""
    rows = LoginSession.objects.filter(account=user, expire_date__gt=at)
    found = [_login(row, row.get_decoded(), key) for row in rows if _is_open(row, user, at)]
    return sorted(
        found, key=lambda one: (not one.is_this, -(one.seen or one.began or at).timestamp())
    )


def _is_open(row: LoginSession, user: User, at: datetime) -> bool:
    """Not begun under a former password, and used within the idle time."""
    held = row.get_decoded()
    if not constant_time_compare(held.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return False
    seen = _moment(held.get(LAST_SEEN))
    return seen is None or at - seen <= settings.IDLE_TIMEOUT


def _login(row: LoginSession, held: dict[str, Any], key: str | None) -> OpenLogin:
    begun = held.get(BEGUN) or {}
    return OpenLogin(
        key=row.session_key,
        mark=sha256(row.session_key.encode()).hexdigest()[:16],
        began=_moment(begun.get("at")),
        seen=_moment(held.get(LAST_SEEN)),
        address=begun.get("address", ""),
        device=device_in_words(begun.get("agent", "")),
        is_this=row.session_key == key,
    )


def _moment(second: int | None) -> datetime | None:
    return datetime.fromtimestamp(second, UTC) if second else None


def device_in_words(agent: str) -> str:
    """Edge 142，Windows 10: what a browser says of itself; empty when it says nothing known."""
    from ua_parser import parse  # three thousand patterns, for one page that is seldom opened

    told = parse(agent)
    browser, system = told.user_agent, told.os
    parts = [
        f"{browser.family} {browser.major or ''}".strip() if browser else "",
        f"{system.family} {system.major or ''}".strip() if system else "",
    ]
    return "，".join(part for part in parts if part)


def happenings(user: User, *, at: datetime) -> list[Happening]:
    """Log-ins, failures and changes of credentials of the last ninety days, the latest first."""
    lately = AuditEntry.objects.filter(subject="user", at__gt=at - LOOK_BACK).order_by("-id")
    own = lately.filter(
        subject_id=str(user.pk), action__in=[Action.LOGIN, Action.LOGOUT, Action.CHANGE]
    )
    failed = lately.filter(subject_id="", subject_label=user.username, action=Action.LOGIN_FAILED)
    lines = [*_told(own[: MOST * 2], user), *_told(failed[:MOST], user)]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def warning(user: User, *, since: datetime | None) -> str:
    """What whoever has just logged in should hear of; empty when there is nothing to wonder at.

    One or two wrong passwords are one's own.
    """
    if since is None:
        return ""
    odd = [line for line in happenings(user, at=timezone.now()) if line.is_odd and line.at > since]
    changed = list(dict.fromkeys(line.what for line in odd if line.by not in ("", "本人")))
    failures = sum(not line.by for line in odd)
    told = [f"登录失败 {failures} 次"] * (failures >= NOT_ONES_OWN) + changed
    if not told:
        return ""
    moment = f"{timezone.localtime(since):%Y-%m-%d %H:%M}"
    return (
        f"上次登录（{moment}）以来：{'，'.join(told)}。"
        "不是您本人办理或者知道的，请点右上角自己的姓名，在“登录情况”里核对，并告知系统管理员。"
    )


def _told(entries: Iterable[AuditEntry], user: User) -> Iterable[Happening]:
    for entry in entries:
        what = _in_words(entry)
        if what:
            failed, own = entry.action == Action.LOGIN_FAILED, entry.actor_id == user.pk
            by = "" if failed else "本人" if own else entry.actor_label
            yield Happening(entry.at, what, by, entry.address, is_odd=failed or not own)


def _in_words(entry: AuditEntry) -> str:
    reason = str(entry.detail.get("reason", ""))
    match entry.action:
        case Action.LOGIN:
            return "登录"
        case Action.LOGOUT:
            return f"退出：{reason}" if reason else "退出"
        case Action.LOGIN_FAILED:
            return f"登录失败：{reason}"
    changed = [
        CHANGES[name, str(states[-1])]
        for name, states in entry.detail.items()
        if isinstance(states, list) and states and (name, str(states[-1])) in CHANGES
    ]
    if "email" in entry.detail:
        changed.append("电子邮箱被修改")
    return "，".join(changed)
