"""What can be set, and every value that was ever set, by day and region."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.constraints import periods_never_overlap
from core.units.models import Unit
from policy.clauses.models import Clause
from policy.parameters.querysets import ParameterQuerySet, ValueQuerySet


class Parameter(models.Model):
    """A figure that the plan leaves open; what it may be is in `catalogue.py` under its key."""

    key = models.CharField("参数", max_length=60, unique=True)
    position = models.PositiveSmallIntegerField("次序")
    label = models.CharField("名称", max_length=40)
    clause = models.ForeignKey(
        Clause, models.PROTECT, verbose_name="条款", related_name="parameters"
    )

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参数"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label


class ParameterValue(models.Model):
    """A value, half-open in days, for the city (no unit) or, stricter, for a county (clause 4.2).

    `value` is as the kind stores it (`kinds.py`): 24, "12-20", "4", [30, 7, 1]. Nobody set the
    illustrative values that a new system begins with: `set_by` and `document` are empty there.
    """

    parameter = models.ForeignKey(
        Parameter, models.PROTECT, verbose_name="参数", related_name="values"
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name="适用县（区）",
        null=True,
        blank=True,
        related_name="+",
        help_text="空为全市。",
    )
    value = models.JSONField("值")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True, help_text="当日不含；空为长期。")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="设定人", null=True, related_name="+"
    )
    set_at = models.DateTimeField("设定时间", default=timezone.now)
    reason = models.CharField("理由", max_length=200, blank=True)
    document = models.CharField("依据文号", max_length=80, blank=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参数值"
        ordering = ["parameter__position", "unit__sort_path", "-since"]
        constraints = [
            periods_never_overlap(
                "parameter",
                "unit",
                name="one_value_at_a_time_in_a_county",
                during=("since", "until"),
                # Without it the city's values, whose unit is null, would overlap every county's.
                condition=Q(unit__isnull=False),
                message="同一县（区）同一时期只能有一个值，请改起始日期，或先看已有的值。",
            ),
            periods_never_overlap(
                "parameter",
                name="one_value_at_a_time_in_the_city",
                during=("since", "until"),
                condition=Q(unit__isnull=True),
                message="同一时期只能有一个值，请改起始日期，或先看已有的值。",
            ),
            models.CheckConstraint(
                name="value_lasts_at_least_a_day",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="终止日期必须晚于起始日期，请核对两个日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.value}"
