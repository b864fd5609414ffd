"""Code tables: vocabularies of standards and of the programme, with their releases."""

from django.db import models
from django.db.models import F, Q

from core.scoping import EVERYTHING, ScopedQuerySet


class CodeQuerySet(ScopedQuerySet):
    """Vocabularies are no secret: whoever holds any grant reads them."""

    @classmethod
    def scope_condition(cls, viewer, acting_as=None) -> Q:
        """Everything, for everybody with a scope."""
        return EVERYTHING if viewer.scopes else Q(pk__in=())

    def current(self) -> "CodeQuerySet":
        """Codes that the newest release still has."""
        return self.filter(withdrawn_in__isnull=True)


class CodeRelease(models.Model):
    """One state of all tables, as the data file of a version of the application had it."""

    number = models.PositiveIntegerField("版次", primary_key=True)
    digest = models.CharField("数据摘要", max_length=64, unique=True)
    note = models.CharField("说明", max_length=200, blank=True)
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "代码表版次"

    def __str__(self) -> str:
        return f"第 {self.number} 版"


class CodeTable(models.Model):
    """One vocabulary, such as GB/T 3304 民族."""

    key = models.CharField("表名", max_length=60, primary_key=True)
    label = models.CharField("名称", max_length=60)
    standard = models.CharField("依据", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "代码表"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.label


class Code(models.Model):
    """One code. A changed meaning is a new row: old records keep what the code meant then."""

    table = models.ForeignKey(
        CodeTable, models.PROTECT, verbose_name="代码表", related_name="codes"
    )
    code = models.CharField("代码", max_length=20)
    name = models.CharField("含义", max_length=120)
    position = models.PositiveIntegerField("次序")
    extra = models.JSONField("附加", default=dict)
    introduced_in = models.ForeignKey(
        CodeRelease, models.PROTECT, verbose_name="自版次", related_name="+"
    )
    withdrawn_in = models.ForeignKey(
        CodeRelease, models.PROTECT, verbose_name="止版次", null=True, related_name="+"
    )

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代码"
        ordering = ["table", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "code"],
                condition=Q(withdrawn_in__isnull=True),
                name="code_has_one_current_meaning",
                violation_error_message="同一代码表中代码不能重复，请换一个代码，或停用原来的代码。",
            ),
            models.CheckConstraint(
                name="code_is_withdrawn_after_it_was_introduced",
                condition=Q(withdrawn_in__gt=F("introduced_in")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
