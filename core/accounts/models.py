"""Accounts, their grants, former passwords and authenticators, and what a role has to use."""

import os
from base64 import b64decode, b64encode
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from core.accounts.querysets import BaseAccount, GrantQuerySet, UserManager
from core.choices import GRANTABLE_ROLES, ROLES_OF, AccountKind, Role
from core.constraints import periods_never_overlap
from core.errors import DomainError
from core.prepared import Statement, answers, statement_of
from core.scoping import Scope
from core.sealed import BrokenSeal, seal, unseal
from core.units.models import Unit
from core.versions import Versioned

AUTHENTICATOR_KEY: Final = b"qinglan authenticator key: sealing"
KEY_LENGTH: Final = 20  # bytes, as long as the SHA-1 that RFC 6238 has (RFC 4226, section 4)


class User(BaseAccount, Versioned, AbstractBaseUser):
    """One person's account; what he may do is said by his grants alone."""

    username = models.CharField(
        "用户名",
        max_length=32,
        unique=True,
        error_messages={"unique": "用户名已被使用，请换一个。"},
    )
    name = models.CharField("姓名", max_length=40)
    kind = models.CharField(
        "账号类别", max_length=10, choices=AccountKind, default=AccountKind.BUSINESS
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="所在单位", related_name="accounts")
    phone = models.CharField("联系电话", max_length=20, blank=True)
    email = models.EmailField(
        "电子邮箱", max_length=120, blank=True, help_text="提醒邮件发到这里；不填则只在站内提醒。"
    )
    wants_mail = models.BooleanField("接收提醒邮件", default=True)
    is_active = models.BooleanField("启用", default=True)
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    must_change_password = models.BooleanField("须修改密码", default=True, editable=False)
    password_changed_at = models.DateTimeField("密码修改时间", default=timezone.now, editable=False)
    created_at = models.DateTimeField("创建时间", default=timezone.now, editable=False)
    logins_seen_at = models.DateTimeField("查看登录情况的时间", null=True, editable=False)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["unit__sort_path", "username"]
        constraints = [
            # The target of grants' composite foreign key: a grant cannot leave its account's kind.
            models.UniqueConstraint(fields=["id", "kind"], name="user_id_and_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The grants in force today, once per request; a closed account is nothing anywhere."""
        if not self.is_active:
            return ()
        held = answers(_held_by(self.pk, timezone.localdate()))
        return tuple(Scope(Role(role), path, place) for role, path, place in held)


class Grant(models.Model):
    """A user is something somewhere for a period: the only source of authority."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="账号", related_name="grants")
    account_kind = models.CharField(max_length=10, choices=AccountKind, editable=False)
    role = models.CharField(
        "角色", max_length=24, choices=[(role.value, role.label) for role in GRANTABLE_ROLES]
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="grants")
    during = DateRangeField("有效期", help_text="含起始日期，不含终止日期；没有终止日期的为长期。")
    granted_by = models.ForeignKey(
        User, models.PROTECT, verbose_name="授权人", null=True, related_name="+"
    )
    granted_at = models.DateTimeField("授权时间", default=timezone.now, editable=False)
    reason = models.CharField("授权依据", max_length=200, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "授权"
        ordering = ["-during", "pk"]
        constraints = [
            periods_never_overlap(
                "user",
                "unit",
                name="one_grant_at_a_unit_at_a_time",
                message="该账号在这一单位已有同一时期的授权；请先收回原来的授权，或改起始日期。",
            ),
            models.CheckConstraint(
                name="grant_fits_the_kind_of_account",
                condition=models.Q(
                    *[Q(account_kind=kind, role__in=roles) for kind, roles in ROLES_OF.items()],
                    _connector=Q.OR,
                ),
                violation_error_message="系统管理、安全管理、审计三类账号只能各司其职，不能兼任其他角色，请改角色，或另选账号。",
            ),
            models.CheckConstraint(
                name="grant_lasts_at_least_a_day",
                condition=Q(during__isempty=False),
                violation_error_message="有效期的终止日期必须晚于起始日期，请核对两个日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.name}：{self.get_role_display()}"


class PasswordRecord(models.Model):
    """A former password, hashed: the last few may not be used again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="former_passwords")
    encoded = models.CharField(max_length=128)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "用过的密码"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.at:%Y-%m-%d}"


@lru_cache(maxsize=4_096)
def _held_by(account: int, on: date) -> Statement | None:
    """Role and place of each grant in force on the day."""
    grants = Grant.objects.filter(user=account).in_force(on)
    return statement_of(grants.values_list("role", "unit__path", "unit__sort_path"))


class RoleRule(models.Model):
    """What logging in asks of everybody who holds a role."""

    role = models.CharField(
        "角色",
        max_length=24,
        primary_key=True,
        choices=[(role.value, role.label) for role in GRANTABLE_ROLES],
    )
    totp_required = models.BooleanField("必须使用动态口令", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "登录规则"

    def __str__(self) -> str:
        return self.get_role_display()


class Authenticator(TOTPDevice):
    """An authenticator (动态口令), its key sealed: a dump of the database makes no codes.

    `key` is the seal in base64 (68 of the column's 80 characters).
    """

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "动态口令"

    def __str__(self) -> str:
        return f"{self.user}"

    @staticmethod
    def new_key() -> str:
        """A random key, sealed: it waits in a session until a code has shown that it arrived."""
        return sealed_key(os.urandom(KEY_LENGTH))

    @property
    def bin_key(self) -> bytes:
        """The key itself. Raises DomainError when it was sealed under another IDENTITY_KEY."""
        try:
            return unseal(b64decode(self.key), AUTHENTICATOR_KEY)
        except (BrokenSeal, ValueError):
            raise DomainError(
                "动态口令无法核对：密钥 IDENTITY_KEY 与启用时的不同，或者数据已损坏。"
                "请系统管理员恢复原来的密钥，或解除此账号的动态口令后重新启用；"
                "三类管理员自己的，在服务器上用 manage.py first_accounts --recover 找回。"
            ) from None


def sealed_key(key: bytes) -> str:
    """An authenticator's key as it lies in the database."""
    return b64encode(seal(key, AUTHENTICATOR_KEY)).decode()


class Event(models.TextChoices):
    """What happens to an account's credentials that its holder is told of (ASVS 2.2.3, 2.5.5)."""

    PASSWORD = "password", "本人修改了密码"
    RESET = "reset", "系统管理员重置了密码"
    RECOVERED = "recovered", "在服务器上找回了账号，密码已重置，动态口令已解除"
    TOTP_ON = "totp_on", "启用了动态口令"
    TOTP_OFF = "totp_off", "停用了动态口令"
    TOTP_REMOVED = "totp_removed", "系统管理员解除了动态口令"
    CODE_AGAIN = "code_again", "有人填对了密码，却用了已经用过的动态口令"
    LOCKED = "locked", "连续登录错误，账号被锁定"
    ADDRESS = "address", "系统管理员修改了电子邮箱，以后的邮件不再发到这里"


class AccountLetter(models.Model):
    """One e-mail to the holder of an account: waits until it is sent, or has failed four times.

    `address` is the one of that moment: who is told that his address was changed is told at the
    former one.
    """

    user = models.ForeignKey(User, models.PROTECT, verbose_name="账号", related_name="letters")
    event = models.CharField("事项", max_length=12, choices=Event)
    address = models.EmailField("邮箱", max_length=120)
    at = models.DateTimeField("时间", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("发送次数", default=0)
    retry_at = models.DateTimeField("下次发送时间", null=True, default=timezone.now)
    sent_at = models.DateTimeField("发送时间", null=True)
    fault = models.CharField("失败原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "账号通知"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["retry_at"], condition=Q(retry_at__isnull=False), name="letter_to_send"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}：{self.get_event_display()}"
