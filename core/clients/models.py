"""An API client: a program that pulls data with a token, for one unit and named fields."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.audit.models import ActorKind
from core.choices import Role
from core.scoping import Scope, ScopedQuerySet, subtree
from core.units.models import Unit
from core.versions import Versioned


class ApiClientQuerySet(ScopedQuerySet):
    """Authority for programs is given, like authority for people, by the security administrator."""

    reach = {Role.SECURITY_ADMINISTRATOR: subtree}


class ApiClient(Versioned):
    """A token's holder. The token itself is shown once; its SHA-256 is kept."""

    name = models.CharField("名称", max_length=40, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="数据范围", related_name="clients")
    fields = models.JSONField("可取字段", default=dict, help_text="{实体: [列名]}")
    powers = models.JSONField("可办事项", default=list, blank=True)
    contact = models.CharField("责任人及电话", max_length=80, blank=True)
    prefix = models.CharField("令牌前缀", max_length=12, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="签发人", null=True, related_name="+"
    )
    issued_at = models.DateTimeField("签发时间", default=timezone.now, editable=False)
    expires_on = models.DateField("到期日", help_text="到期日当天起不能再用。")
    revoked_at = models.DateTimeField("吊销时间", null=True, editable=False)
    last_used_at = models.DateTimeField("最近使用", null=True, editable=False)

    objects = ApiClientQuerySet.as_manager()

    actor_kind = ActorKind.CLIENT
    is_authenticated = True
    is_anonymous = False
    is_active = True

    class Meta:
        verbose_name = verbose_name_plural = "接口客户端"
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return self.name

    def has_expired(self, on: date) -> bool:
        """Whether the token's day has come; the day itself counts (as in `states`)."""
        return self.expires_on <= on

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The one scope of a client: its unit's subtree; none once it was revoked or has expired.

        Its jobs may still wait in the queue then.
        """
        if self.revoked_at or self.has_expired(timezone.localdate()):
            return ()
        return (Scope(Role.API_CLIENT, self.unit.path, self.unit.sort_path),)
