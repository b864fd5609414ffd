"""Log rows, written once, and the links that seal them into a chain."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.audit.querysets import AuditQuerySet


class Action(models.TextChoices):
    """What was done."""

    LOGIN = "login", "登录"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOGOUT = "logout", "退出"
    READ = "read", "查看"
    CREATE = "create", "新增"
    CHANGE = "change", "修改"
    DELETE = "delete", "删除"
    EXPORT = "export", "导出"
    IMPORT = "import", "导入"
    PRINT = "print", "打印"
    PULL = "pull", "接口取数"
    REVEAL = "reveal", "查看敏感信息"
    RUN = "run", "运行任务"


class ActorKind(models.TextChoices):
    """What acted."""

    USER = "user", "账号"
    CLIENT = "client", "接口客户端"
    SYSTEM = "system", "系统"


class AuditEntry(models.Model):
    """One thing that somebody did; never changed afterwards (a trigger refuses it).

    References are plain values, not foreign keys: the log outlives what it speaks of. `mac` is the
    keyed hash of the row's own content, so that a row not yet sealed is protected too.
    """

    at = models.DateTimeField("时间", default=timezone.now)
    actor_kind = models.CharField("操作者类别", max_length=6, choices=ActorKind)
    actor_id = models.BigIntegerField("操作者编号", null=True)
    actor_label = models.CharField("操作者", max_length=80)
    action = models.CharField("动作", max_length=12, choices=Action)
    subject = models.CharField("对象类别", max_length=40, blank=True)
    subject_id = models.CharField("对象编号", max_length=40, blank=True)
    subject_label = models.CharField("对象", max_length=200, blank=True)
    detail = models.JSONField("详情", default=dict)
    rows = models.IntegerField("行数", null=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)
    mac = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "操作日志"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["at"], name="audit_by_time"),
            models.Index(fields=["subject", "subject_id", "-id"], name="audit_by_subject"),
            models.Index(fields=["actor_kind", "actor_id", "-id"], name="audit_by_actor"),
            # Asked at each log-in, of one name; anybody can add failures under any name.
            models.Index(
                fields=["subject_label", "-id"],
                condition=Q(action="login_failed"),
                name="audit_failures_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.get_action_display()} {self.subject_label}"


class AuditLink(models.Model):
    """One link of the chain: `digest` binds the entry's content to every link before it."""

    position = models.BigIntegerField("位置", primary_key=True)
    # Nullable only so that Django joins to the left: a link whose entry was removed must be seen.
    entry = models.OneToOneField(
        AuditEntry, models.DO_NOTHING, null=True, db_constraint=False, related_name="link"
    )
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "日志封存"
        constraints = [
            models.CheckConstraint(name="link_has_an_entry", condition=Q(entry__isnull=False))
        ]

    def __str__(self) -> str:
        return str(self.position)
