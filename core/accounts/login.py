"""Who is at the door: name, password, one-time password; every refusal counts and is logged."""

import math
from collections.abc import Callable
from typing import TypeVar

import django_otp
from axes.utils import reset as reset_failures
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.accounts.happenings import warning
from core.accounts.letters import tell
from core.accounts.lockout import lock_state
from core.accounts.logins import begin
from core.accounts.models import Authenticator, Event, User
from core.accounts.obligations import initial_password_is_stale
from core.accounts.totp import confirmed_device, was_used
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError

LABEL_LENGTH = 32
TRY_LOCKS = 7_311  # the first key of the two-key advisory locks of usernames

Proved = TypeVar("Proved")


class WrongCredentials(DomainError):
    """The same words for no such account, a wrong password and a closed account."""

    status = 400
    title = "登录失败"


class StalePassword(DomainError):
    """The password is right, and was handed over too long ago: the paper may be anywhere by now."""

    status = 400
    title = "初始密码已失效"


class LockedOut(DomainError):
    """Too many failures; nothing was looked at."""

    status = 429
    title = "账号已锁定"


def log_in(request: HttpRequest, *, username: str, password: str, otp: str) -> User:
    """Begin a session under a new key.

    Raises WrongCredentials, LockedOut, StalePassword, or ValidationError at `otp` once the
    password was right.
    """

    def prove() -> tuple[User, Authenticator | None]:
        user = auth.authenticate(request, username=username, password=password)
        if user is None:
            raise _refused(request, username, "用户名或密码不正确", reason="用户名或密码错误")
        if initial_password_is_stale(user, timezone.now()):
            _log_failure(username, "初始密码已失效")
            raise StalePassword(
                f"初始密码发出已超过 {settings.INITIAL_PASSWORD_AGE.days} 天，不再有效。"
                "请系统管理员重置密码，用新的初始密码登录。"
            )
        device = confirmed_device(user)
        if device is not None:
            _check_code(request, user, device, otp)
        return user, device

    user, device = _one_at_a_time(username, prove)
    previous = user.last_login
    with transaction.atomic():
        auth.login(request, user)
        if previous is not None:
            request.session["previous_login"] = f"{timezone.localtime(previous):%Y-%m-%d %H:%M}"
        django_otp.login(request, device)
        begin(request)
        record(Action.LOGIN, actor=user, target=user)
    odd = warning(user)
    if odd:
        messages.warning(request, odd)
    return user


def log_out(request: HttpRequest, *, reason: str = "") -> None:
    """End the session."""
    user = request.user
    if user.is_authenticated:
        record(
            Action.LOGOUT, actor=user, target=user, detail={"reason": reason} if reason else None
        )
    auth.logout(request)


def confirm_password(request: HttpRequest, *, field: str, password: str) -> None:
    """Ask the logged-in person again before a step that matters; a failure counts as at log-in.

    Raises LockedOut, or ValidationError at `field`.
    """
    username = request.user.username

    def prove() -> None:
        if auth.authenticate(request, username=username, password=password) is None:
            refusal = _refused(request, username, "密码不正确", reason="核对本人密码时错误")
            if isinstance(refusal, LockedOut):
                raise refusal
            raise ValidationError({field: str(refusal)})
        reset_failures(username=username)

    _one_at_a_time(username, prove)


def confirm_code(request: HttpRequest, device: Authenticator, code: str) -> None:
    """Ask the logged-in person for the second secret; a failure counts as at log-in.

    Raises LockedOut, or ValidationError at `otp`.
    """
    user = request.user

    def prove() -> None:
        # Axes guards the password alone: without it, a locked account could go on trying codes.
        if lock_state(user.username, timezone.now()).until is not None:
            raise _refused(request, user.username, "", reason="核对动态口令")
        _check_code(request, user, device, code)

    _one_at_a_time(user.username, prove)


def _one_at_a_time(username: str, prove: Callable[[], Proved]) -> Proved:
    """Let `prove` run while nobody else tries this username: the fifth of many at once locks.

    Its refusal is raised after the commit: what counts and logs the failure must stay.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [TRY_LOCKS, username])
        try:
            return prove()
        except (DomainError, ValidationError) as refused:
            refusal = refused
    raise refusal


def _check_code(request: HttpRequest, user: User, device: Authenticator, code: str) -> None:
    """The second secret, after the password was right.

    Raises LockedOut, or ValidationError at `otp`.
    """
    if not code:
        _log_failure(user.username, "密码正确，未填动态口令")
        raise ValidationError(
            {"otp": "密码正确，但此账号启用了动态口令。请再次输入密码，并填写动态口令。"}
        )
    allowed, why = device.verify_is_allowed()
    if not allowed:
        _log_failure(user.username, "密码正确，动态口令尝试过快")
        wait = math.ceil((why["locked_until"] - timezone.now()).total_seconds())
        raise ValidationError({"otp": f"动态口令试得太快，请等 {max(wait, 1)} 秒再试。"})
    if django_otp.verify_token(user, device.persistent_id, code) is None:
        # Axes hears of it too: five failures lock, whichever of the two secrets was wrong.
        credentials = {"username": user.username}
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
        sentence, reason = "动态口令不正确或已经用过", "密码正确，动态口令错误"
        if was_used(device, code):
            reason = "密码正确，动态口令已经用过"
            tell(user, Event.CODE_AGAIN)
        refusal = _refused(request, user.username, sentence, reason=reason)
        if isinstance(refusal, LockedOut):
            raise refusal
        raise ValidationError({"otp": str(refusal)})


def _refused(request: HttpRequest, username: str, sentence: str, *, reason: str) -> DomainError:
    """Log a failure that axes has counted, and say what is left."""
    state = lock_state(username, timezone.now())
    if state.until is None:
        _log_failure(username, reason)
        return WrongCredentials(f"{sentence}，还可以再试 {state.left} 次。")
    # `axes_failures_since_start` is set when this very attempt was counted, not in a lock.
    counted = getattr(request, "axes_failures_since_start", None) is not None
    _log_failure(username, f"{reason}，达到上限，锁定" if counted else "锁定期间尝试登录")
    locked = User.objects.filter(username=username).first() if counted else None
    if locked is not None:
        tell(locked, Event.LOCKED)
    return LockedOut(
        f"错误已达 {state.failures} 次，该用户名锁定到 {state.until_text}。"
        "请到时再试，或请系统管理员解除锁定。"
    )


def _log_failure(username: str, reason: str) -> None:
    label = username[:LABEL_LENGTH]
    detail = {"reason": reason}
    record(Action.LOGIN_FAILED, actor=None, subject="user", label=label, detail=detail)


def lockout_response(
    request: HttpRequest, response: HttpResponse | None, credentials: dict | None
) -> HttpResponse | None:
    """What axes' middleware shows for a locked account: the page that we have made already."""
    return response
