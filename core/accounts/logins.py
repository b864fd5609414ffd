"""Where an account is logged in now: for its holder alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from core.accounts.models import User
from core.accounts.sessions import LoginSession
from core.audit.origin import origin

LAST_SEEN: Final = "last_seen"  # session key: the second (Unix time) of the last action that counts
BEGUN: Final = "begun"  # session key: when, from where and with what the log-in was
AGENT_LENGTH: Final = 300


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


def begin(request: HttpRequest) -> None:
    """Note in the session that somebody has just logged in, and how."""
    now = int(timezone.now().timestamp())
    agent = request.headers.get("User-Agent", "")[:AGENT_LENGTH]
    request.session[LAST_SEEN] = now
    request.session[BEGUN] = {"at": now, "address": origin.get().address, "agent": agent}


def open_logins(user: User, *, key: str | None, at: datetime) -> list[OpenLogin]:
    """The sessions that would be let in at the moment, the one under `key` first, then by use."""
    rows = LoginSession.objects.filter(account=user, expire_date__gt=at)
    held = [(row.session_key, row.get_decoded()) for row in rows]
    found = [
        _login(own, data, is_this=own == key) for own, data in held if _is_open(data, user, at)
    ]
    return sorted(
        found, key=lambda one: (not one.is_this, -(one.seen or one.began or at).timestamp())
    )


def _is_open(held: dict[str, Any], user: User, at: datetime) -> bool:
    """Not begun under a former password, and used within the idle time."""
    if not constant_time_compare(held.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return False
    seen = _moment(held.get(LAST_SEEN))
    return seen is None or at - seen <= settings.IDLE_TIMEOUT


def _login(key: str, held: dict[str, Any], *, is_this: bool) -> OpenLogin:
    begun = held.get(BEGUN) or {}
    return OpenLogin(
        key=key,
        mark=sha256(key.encode()).hexdigest()[:16],
        began=_moment(begun.get("at")),
        seen=_moment(held.get(LAST_SEEN)),
        address=begun.get("address", ""),
        device=device_in_words(begun.get("agent", "")),
        is_this=is_this,
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
