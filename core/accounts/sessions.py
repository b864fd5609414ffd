"""Sessions as Django keeps them in the database, and whose each is (`SESSION_ENGINE`).

Extended as Django's documentation describes: a model with one more column, and its store.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from core.accounts.models import User


class LoginSession(AbstractBaseSession):
    """A session; `account` is null before somebody has logged in (a message, a form that waits)."""

    # Without a constraint: Django takes one that is broken for a key in use, and tries for ever.
    account = models.ForeignKey(
        User,
        models.CASCADE,
        verbose_name="账号",
        null=True,
        related_name="login_sessions",
        db_constraint=False,
    )

    objects = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = verbose_name_plural = "登录会话"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """What reads and writes it."""
        return SessionStore


class SessionStore(DatabaseStore):
    """Writes the account beside the content."""

    @classmethod
    def get_model_class(cls) -> type[LoginSession]:
        """Where it is kept."""
        return LoginSession

    def create_model_instance(self, data: dict[str, Any]) -> LoginSession:
        """The row of this content."""
        row = super().create_model_instance(data)
        holder = data.get(SESSION_KEY)
        row.account_id = int(holder) if holder else None
        return row
