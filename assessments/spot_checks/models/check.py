"""A draw, the records it was drawn from, those that were drawn, and what was noticed in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.choices import CheckState, ItemResult
from assessments.spot_checks.querysets import CheckQuerySet, OfCheckQuerySet, OfRecordQuerySet
from assessments.talks.models import Talk
from core.units.models import Unit
from core.versions import Versioned
from policy.periods import Quarter


class SpotCheck(Versioned):
    """A random sample of the records of a quarter, stratified by unit.

    The same seed over the same records gives the same sample; `population` is how many there were.
    `looked_at` is when signs had been looked for in all of them, empty until then.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="范围", related_name="+")
    quarter = models.DateField("季度", help_text="该季度的第一天。")
    percent = models.PositiveSmallIntegerField("抽查比例")
    seed = models.CharField("随机种子", max_length=40)
    population = models.PositiveIntegerField("记录总数")
    drawn = models.PositiveIntegerField("抽取数")
    strata = models.JSONField("各单位记录数和抽取数")
    drawn_on = models.DateField("抽取日期")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="抽取人", null=True, related_name="+"
    )
    looked_at = models.DateTimeField("疑点查找时间", null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=CheckState, default=CheckState.DRAWN)
    reported_on = models.DateField("反馈日期", null=True, blank=True)
    summary = models.TextField("总体情况", blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "谈话抽查"
        ordering = ["-drawn_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="spot_check_is_reported_on_a_day",
                condition=Q(state=CheckState.DRAWN, reported_on__isnull=True)
                | Q(state=CheckState.REPORTED, reported_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["unit", "quarter", "seed"],
                name="a_seed_is_drawn_with_once",
                violation_error_message="这个季度已用这个随机种子抽取过，请打开那次抽查。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.period.label}谈话抽查"

    @property
    def period(self) -> Quarter:
        """The quarter whose records were drawn from."""
        return Quarter.of(self.quarter)


class SpotFrame(models.Model):
    """What a draw was made from: `{unit: [record, …]}`, so that it can be made again and compared.

    Records that are voided or entered afterwards change the quarter, not this.
    """

    check_of = models.OneToOneField(
        SpotCheck, models.CASCADE, verbose_name="抽查", related_name="frame"
    )
    records = models.JSONField("抽取时的全部记录")

    objects = OfCheckQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查总体"

    def __str__(self) -> str:
        return str(self.check_of_id)


class SpotItem(Versioned):
    """One drawn record, frozen: `snapshot` is what it said at the draw, `digest` its SHA-256."""

    check_of = models.ForeignKey(
        SpotCheck, models.CASCADE, verbose_name="抽查", related_name="items"
    )
    talk = models.ForeignKey(Talk, models.PROTECT, verbose_name="谈话", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    position = models.PositiveIntegerField("序号")
    snapshot = models.JSONField("抽取时的记录")
    digest = models.CharField("摘要", max_length=64)
    answers = models.JSONField("核查清单", default=dict)
    result = models.CharField("结果", max_length=6, choices=ItemResult, default=ItemResult.UNREAD)
    note = models.TextField("核查意见", blank=True)

    objects = OfRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查记录"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "talk"], name="record_is_drawn_once"),
            models.UniqueConstraint(fields=["check_of", "position"], name="drawn_in_an_order"),
        ]

    def __str__(self) -> str:
        return f"第 {self.position} 份 {self.snapshot.get('name', '')}"


class SpotSign(models.Model):
    """What the machine noticed in a record of the quarter, drawn or not; a person decides.

    `others` are the keys of the records that it was compared with.
    """

    check_of = models.ForeignKey(
        SpotCheck, models.CASCADE, verbose_name="抽查", related_name="signs"
    )
    talk = models.ForeignKey(Talk, models.PROTECT, verbose_name="谈话", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    kind = models.CharField("疑点", max_length=12)
    sentence = models.CharField("说明", max_length=300)
    others = models.JSONField("相关记录", default=list)

    objects = OfRecordQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查疑点"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "talk", "kind"], name="a_record_has_a_sign_once"
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
