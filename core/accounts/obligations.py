"""What an account must do before anything else."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from core.accounts import totp
from core.accounts.models import User


@dataclass(frozen=True, slots=True)
class Obligation:
    """The name of the page where it is done, and the refusal for those who cannot see pages."""

    page: str
    sentence: str


PASSWORD = Obligation("password", "须先登录网页修改密码，然后才能使用接口。")
AUTHENTICATOR = Obligation("totp", "您的角色必须使用动态口令，请先登录网页启用并核对。")


def obligation(user: User, at: datetime) -> Obligation | None:
    """The first open obligation; the throw-away accounts of the demonstration have none.

    `user` is the one of a request: it knows whether this session has shown a one-time password.
    """
    if user.is_demo:
        return None
    if password_is_due(user, at):
        return PASSWORD
    if not user.is_verified() and totp.is_required(user):
        return AUTHENTICATOR
    return None


def initial_password_is_stale(user: User, at: datetime) -> bool:
    """Whether the password is one that somebody handed over too long ago to be let in with."""
    if user.is_demo or not user.must_change_password:
        return False
    return at - user.password_changed_at > settings.INITIAL_PASSWORD_AGE


def password_is_due(user: User, at: datetime) -> bool:
    """Whether the password is an initial one, or older than PASSWORD_MAX_AGE."""
    if user.is_demo:
        return False
    return user.must_change_password or at - user.password_changed_at > settings.PASSWORD_MAX_AGE
