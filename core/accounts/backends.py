"""Who may authenticate at all."""

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password

from core.accounts.models import User


class AccountBackend(BaseBackend):
    """Username and password; a demonstration account works in the demonstration only."""

    def authenticate(self, request, username: str | None = None, password: str | None = None):
        if not username or password is None:
            return None
        user = User.objects.filter(username=username).select_related("unit").first()
        if user is None:
            # The same work as for an existing account: the time does not tell which names exist.
            make_password(password)
            return None
        if user.check_password(password) and may_log_in(user):
            return user
        return None

    def get_user(self, user_id: int):
        user = User.objects.filter(pk=user_id).select_related("unit").first()
        return user if user is not None and may_log_in(user) else None


def may_log_in(user: User) -> bool:
    """Whether the account is open here."""
    return user.is_active and (settings.DEMO or not user.is_demo)
