"""What was submitted after the time-out: kept until the same person is back in the same browser.

It lies in the anonymous session that the log-out leaves behind, and sealed: forms hold what the
database has sealed as well (ID numbers). Twelve hours later, or logged out, it is gone.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

KEPT = "kept"  # session key
MOST = 1_000_000  # characters
SECRETS = frozenset({"password", "old", "new", "again", "otp", "code"})
TOKEN = "csrfmiddlewaretoken"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was submitted, and the page that it was on."""

    user: int
    page: str  # path
    action: str  # path and query
    fields: list[tuple[str, str]]


def keep(request: HttpRequest, *, user: int, page: str) -> bool:
    """Keep the form of this request in its session; False where it cannot or must not be kept."""
    fields = [
        (name, value) for name, values in request.POST.lists() for value in values if name != TOKEN
    ]
    if not fields or request.FILES or any(name in SECRETS for name, _ in fields):
        return False
    told = json.dumps([user, page, request.get_full_path(), fields], ensure_ascii=False)
    if len(told) > MOST:
        return False
    request.session[KEPT] = _cipher().encrypt(told.encode()).decode()
    return True


def kept_for(request: HttpRequest) -> Kept | None:
    """What waits for whoever is logged in; that of somebody else is forgotten."""
    sealed = request.session.get(KEPT)
    if sealed is None:
        return None
    try:
        user, page, action, fields = json.loads(_cipher().decrypt(sealed.encode()))
    except (InvalidToken, ValueError):  # sealed under a former key
        forget(request)
        return None
    if user != request.user.pk:
        forget(request)
        return None
    return Kept(user, page, action, [(name, value) for name, value in fields])


def kept_here(request: HttpRequest) -> Kept | None:
    """The same, on the page that it belongs to."""
    kept = kept_for(request) if request.method == "GET" else None
    return kept if kept and kept.page == request.path else None


def forget(request: HttpRequest) -> None:
    """It was submitted, or is nobody's."""
    request.session.pop(KEPT, None)


def _cipher() -> Fernet:
    key = salted_hmac("qinglan.kept", "sealing", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
