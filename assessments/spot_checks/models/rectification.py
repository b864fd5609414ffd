"""What came back to a unit, and every round of asking and answering."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessments.choices import RectificationState
from assessments.spot_checks.models.check import SpotCheck
from assessments.spot_checks.querysets import OfRectificationQuerySet, RectificationQuerySet
from core.units.models import Unit
from core.versions import Versioned


class Rectification(Versioned):
    """The faulty records of a check in one unit, to be put right by a day.

    The dates and the answer are those of the present round; a returned answer begins another.
    """

    check_of = models.ForeignKey(
        SpotCheck, models.PROTECT, verbose_name="抽查", related_name="rectifications"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    demand = models.TextField("整改要求")
    asked_on = models.DateField("反馈日期")
    round = models.PositiveSmallIntegerField("轮次", default=1)
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
        return f"{self.unit} {self.check_of.period.label}谈话抽查整改"


class RectificationRound(models.Model):
    """One round: asked, answered, accepted or returned with a remark. Each is a duty of its own."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, verbose_name="整改", related_name="rounds"
    )
    number = models.PositiveSmallIntegerField("轮次")
    asked_on = models.DateField("要求日期")
    answer_by = models.DateField("期限")
    answered_on = models.DateField("报告日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="报告人", null=True, related_name="+"
    )
    answer = models.TextField("整改情况", blank=True)
    decided_on = models.DateField("审核日期", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", null=True, related_name="+"
    )
    is_accepted = models.BooleanField("认可", null=True, blank=True)
    remark = models.TextField("意见", blank=True)

    objects = OfRectificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽查整改轮次"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["rectification", "number"], name="rounds_are_numbered"),
            models.CheckConstraint(
                name="round_is_answered_before_it_is_decided",
                condition=Q(decided_on__isnull=True, is_accepted__isnull=True)
                | Q(decided_on__isnull=False, answered_on__isnull=False, is_accepted__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rectification_id} {self.number}"
