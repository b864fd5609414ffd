"""What a unit asks to have changed in a person's file, and what the department decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cadres.changes.querysets import ChangeQuerySet, OfRequestQuerySet
from cadres.people.models import Cadre


class RequestState(models.TextChoices):
    """open -> decided (by the department) | withdrawn (by whoever asked)."""

    OPEN = "open", "待审核"
    DECIDED = "decided", "已审核"
    WITHDRAWN = "withdrawn", "已撤回"


class Decision(models.TextChoices):
    """What became of one field."""

    PENDING = "pending", "待审核"
    APPROVED = "approved", "同意"
    REJECTED = "rejected", "不同意"


class ChangeRequest(models.Model):
    """One filing: the fields that differ, and why."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="干部", related_name="change_requests"
    )
    state = models.CharField("状态", max_length=9, choices=RequestState, default=RequestState.OPEN)
    reason = models.CharField("变更原因", max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="提交人", related_name="+"
    )
    asked_at = models.DateTimeField("提交时间", default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="审核人", null=True, related_name="+"
    )
    decided_at = models.DateTimeField("审核时间", null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信息变更"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre"],
                condition=Q(state=RequestState.OPEN),
                name="one_open_change_request",
                violation_error_message="该同志已有一份待审核的变更，请先等待审核，或撤回后重新提交。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre}的信息变更"


class FieldChange(models.Model):
    """One field: `old` and `new` as JSON values (cadres/changes/values.py), with texts to compare.

    `field` is a column of the person, `id_number`, or all rows at once: `resume`, `family`.
    """

    request = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=40)
    label = models.CharField("项目", max_length=40)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    old_text = models.TextField("原内容", blank=True)
    new_text = models.TextField("新内容", blank=True)
    decision = models.CharField("意见", max_length=8, choices=Decision, default=Decision.PENDING)
    remark = models.CharField("说明", max_length=200, blank=True)

    objects = OfRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "变更项目"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "field"], name="a_field_changes_once_in_a_request"
            ),
        ]

    def __str__(self) -> str:
        return self.label
