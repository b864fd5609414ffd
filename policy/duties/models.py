"""Duties: who owes what by when. Only the engine writes them, and who waives one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.units.models import Unit
from policy.duties.choices import DutyState
from policy.duties.querysets import DutyQuerySet

LIT_BY = (
    *("state", "opened_on", "due_on", "yellow_from", "done_on", "waived_on", "withdrawn_on"),
    "cadre",
)


class Duty(models.Model):
    """One thing that a unit owes: by `rule`, about `subject`, in `period`.

    `subject` is the key of the cadre or of the unit it is about; `cadre` is the same where it is
    one (by Django's lazy reference: people stand above this app, docs/adr/0009). Dates are those
    of the facts, not of the run that found them, so that any past day can be read off a row.
    """

    rule = models.CharField("责任规则", max_length=40)
    subject = models.BigIntegerField("对象编号")
    period = models.CharField("所属期", max_length=32)
    cadre = models.ForeignKey(
        "cadres.Cadre",
        models.CASCADE,
        verbose_name="干部",
        null=True,
        related_name="duties",
        db_index=False,  # `duty_by_cadre` has it
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="责任单位", related_name="duties")
    opened_on = models.DateField("起")
    due_on = models.DateField("期限")
    yellow_from = models.DateField("黄灯起")
    state = models.CharField("状态", max_length=10, choices=DutyState, default=DutyState.OPEN)
    done_on = models.DateField("办结日期", null=True)
    evidence = models.BigIntegerField("办结依据", null=True)
    withdrawn_on = models.DateField("不再要求之日", null=True)
    waived_on = models.DateField("免办日期", null=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="免办人",
        null=True,
        related_name="+",
        db_index=False,
    )
    waive_reason = models.CharField("免办理由", max_length=200, blank=True)
    touched_at = models.DateTimeField("更新时间", default=timezone.now)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "责任事项"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "period", "subject"], name="one_duty_per_rule_period_and_subject"
            ),
            models.CheckConstraint(
                name="duty_state_agrees_with_its_dates",
                condition=Q(
                    state=DutyState.OPEN,
                    done_on__isnull=True,
                    waived_on__isnull=True,
                    withdrawn_on__isnull=True,
                )
                | Q(state=DutyState.DONE, done_on__isnull=False, waived_on__isnull=True)
                | Q(state=DutyState.WAIVED, waived_on__isnull=False, waived_by__isnull=False)
                & ~Q(waive_reason="")
                | Q(
                    state=DutyState.WITHDRAWN,
                    withdrawn_on__isnull=False,
                    done_on__isnull=True,
                    waived_on__isnull=True,
                ),
                violation_error_message="责任事项的状态与办结、撤销日期不符，请重新计算。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(state=DutyState.OPEN), name="duty_open_by_date"
            ),
            models.Index(
                fields=["rule", "period"],
                condition=Q(state=DutyState.OPEN),
                name="duty_open_by_rule",
            ),
            models.Index(fields=["cadre", "rule"], name="duty_by_cadre"),
            # With all that a light comes of: whatever counts duties reads no row.
            models.Index(
                fields=["unit", "rule", "period"],
                include=LIT_BY,
                name="duty_by_unit",
            ),
            models.Index(fields=["due_on", "id"], name="duty_by_date"),
            models.Index(
                fields=["done_on"], condition=Q(done_on__isnull=False), name="duty_by_end"
            ),
            models.Index(fields=["touched_at", "id"], name="duty_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.period}"


class Settlement(models.Model):
    """How far a rule was settled: for everybody, as of the day `on`, by which figures.

    `figures` is a digest of every value of the figures that the rule reads.
    """

    rule = models.CharField("责任规则", max_length=40, unique=True)
    on = models.DateField("计算到")
    figures = models.CharField("参数摘要", max_length=32)
    at = models.DateTimeField("计算时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "责任计算"

    def __str__(self) -> str:
        return f"{self.rule} {self.on}"
