"""The three separate administrators (三员): none takes over another, none of them is ever gone."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from core.accounts.models import Grant, User
from core.accounts.querysets import GrantQuerySet
from core.choices import AccountKind, Role
from core.errors import DomainError, refuse_if

LAST_LOCK = 7_310_004
ADMINISTRATORS = (AccountKind.SYSTEM, AccountKind.SECURITY, AccountKind.AUDIT)


def lock() -> None:
    """One at a time closes accounts or takes grants back, for the rest of the transaction.

    Two who remove one another at the same moment would each count the other as the one who stays.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LAST_LOCK])


def is_separate(user: User) -> bool:
    """Whether it is one of the administrators whom the system administrator must not become."""
    return user.kind in (AccountKind.SECURITY, AccountKind.AUDIT)


def refuse_takeover(user: User) -> None:
    """Who could reset the other two administrators could act as them: that is not separation."""
    refuse_if(
        is_separate(user),
        "三员分立：安全管理账号和审计账号不能由系统管理员重置，"
        "请在服务器上运行 manage.py first_accounts --recover 用户名。",
    )


def refuse_closing_the_last(closing: Collection[User], on: date) -> None:
    """Raises DomainError if no open account of a kind would be left that serves the whole city."""
    for kind in ADMINISTRATORS:
        serving = _serving_the_city(on).filter(account_kind=kind)
        last = serving.filter(user__in=closing).select_related("user").first()
        if last is not None and not serving.exclude(user__in=closing).exists():
            raise DomainError(
                f"“{last.user}”是全市最后一个启用的{kind.label}，不能停用。"
                f"请先由安全管理员在根单位给另一个{kind.label}授权。"
            )


def refuse_revoking_the_last(grant: Grant, on: date) -> None:
    """Raises DomainError for the grant of the last security administrator of the whole city."""
    serving = _serving_the_city(on).filter(role=Role.SECURITY_ADMINISTRATOR)
    refuse_if(
        serving.filter(pk=grant.pk).exists() and not serving.exclude(pk=grant.pk).exists(),
        "这是全市最后一名安全管理员的授权，收回以后无人能够授权。"
        "请先在根单位给另一名安全管理员授权，再收回。",
    )


def _serving_the_city(on: date) -> GrantQuerySet:
    """Grants at the root that are in force, of accounts that are open."""
    return Grant.objects.in_force(on).filter(unit__depth=1, user__is_active=True)
