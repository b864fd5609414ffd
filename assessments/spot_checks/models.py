"""A draw of talk records, the records as they were, and what units have to put right."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.choices import CheckState, ItemResult, RectificationState
from assessments.spot_checks.querysets import (
    CheckQuerySet,
    ItemQuerySet,
    RectificationQuerySet,
)
from assessments.talks.models import Talk
from core.units.models import Unit
from core.versions import Versioned


class SpotCheck(Versioned):
    """A random sample of the records of a quarter, stratified by unit.

    The same seed over the same records gives the same sample; `population` is how many there were.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="范围", related_name="+")
    quarter = models.DateField("季度", help_text="该季度的第一天。")
    percent = models.PositiveSmallIntegerField("抽查比例")
    seed = models.CharField("随机种子", max_length=40)
    population = models.PositiveIntegerField("记录总数")
    strata = models.JSONField("各单位记录数和抽取数")
    drawn_on = models.DateField("抽取日期")
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="抽取人", null=True, related_name="+"
    )
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
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.quarter} 抽查"


class SpotItem(Versioned):
    """One drawn record, frozen: `snapshot` is what it said at the draw, `digest` its SHA-256.

    `signs` are what the machine noticed (each with its kind, sentence and figures); a person
    decides.
    """

    check_of = models.ForeignKey(
        SpotCheck, models.CASCADE, verbose_name="抽查", related_name="items"
    )
    talk = models.ForeignKey(Talk, models.PROTECT, verbose_name="谈话", related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    position = models.PositiveIntegerField("序号")
    snapshot = models.JSONField("抽取时的记录")
    digest = models.CharField("摘要", max_length=64)
    signs = models.JSONField("疑点", default=list)
    answers = models.JSONField("核查清单", default=dict)
    result = models.CharField("结果", max_length=6, choices=ItemResult, default=ItemResult.UNREAD)
    note = models.TextField("核查意见", blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查记录"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "talk"], name="record_is_drawn_once"),
            models.UniqueConstraint(fields=["check_of", "position"], name="drawn_in_an_order"),
        ]

    def __str__(self) -> str:
        return f"{self.check_of_id} {self.position}"


class Rectification(Versioned):
    """What came back to a unit: the faulty records of a check, to be put right by a day."""

    check_of = models.ForeignKey(
        SpotCheck, models.PROTECT, verbose_name="抽查", related_name="rectifications"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    demand = models.TextField("整改要求")
    asked_on = models.DateField("反馈日期")
    answer_by = models.DateField("整改期限")
    state = models.CharField(
        "状态", max_length=8, choices=RectificationState, default=RectificationState.ASKED
    )
    answered_on = models.DateField("报告日期", null=True, blank=True)
    answer = models.TextField("整改情况", blank=True)
    accepted_on = models.DateField("认可日期", null=True, blank=True)
    remark = models.TextField("认可意见", blank=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查整改"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "unit"], name="one_answer_per_unit"),
            models.CheckConstraint(
                name="rectification_has_the_days_of_its_state",
                condition=Q(state=RectificationState.ASKED, accepted_on__isnull=True)
                | Q(
                    state=RectificationState.ANSWERED,
                    answered_on__isnull=False,
                    accepted_on__isnull=True,
                )
                | Q(
                    state=RectificationState.ACCEPTED,
                    answered_on__isnull=False,
                    accepted_on__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.asked_on}"
