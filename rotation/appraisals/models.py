"""The appraisal of a posting: 挂职锻炼考核鉴定表, half-way and at its end."""

from django.db import models
from django.db.models import Q

from cadres.choices import Grade
from core.versions import Versioned
from rotation.appraisals.querysets import AppraisalQuerySet
from rotation.choices import AppraisalKind, AppraisalState
from rotation.postings.models import Posting


class Appraisal(Versioned):
    """One sheet: the person's own words, the host's judgement, then sender and department.

    `returned` is why it went back to where it is; the next step forgets it.
    """

    posting = models.ForeignKey(
        Posting, models.CASCADE, verbose_name="锻炼", related_name="appraisals"
    )
    kind = models.CharField("考核", max_length=8, choices=AppraisalKind)
    state = models.CharField(
        "状态", max_length=10, choices=AppraisalState, default=AppraisalState.DRAFT
    )
    summary = models.TextField("个人总结", blank=True)
    poll = models.CharField("接收单位民主测评结果", max_length=200, blank=True)
    host_opinion = models.TextField("接收单位鉴定意见", blank=True)
    host_grade = models.CharField("鉴定等次", max_length=1, choices=Grade, blank=True)
    host_signer = models.CharField("接收单位负责人", max_length=40, blank=True)
    host_on = models.DateField("鉴定日期", null=True, blank=True)
    sender_opinion = models.TextField("派出单位意见", blank=True)
    sender_on = models.DateField("派出单位意见日期", null=True, blank=True)
    department_opinion = models.TextField("组织部门意见", blank=True)
    department_on = models.DateField("组织部门意见日期", null=True, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    returned = models.CharField("退回理由", max_length=200, blank=True, editable=False)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "锻炼考核鉴定"
        ordering = ["posting", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "kind"],
                name="one_appraisal_of_a_kind",
                violation_error_message="这次锻炼已有这项考核，请在原表上填写。",
            ),
            models.CheckConstraint(
                name="a_hosts_judgement_is_whole",
                condition=Q(host_on__isnull=True, host_grade="")
                | Q(host_on__isnull=False) & ~Q(host_grade="") & ~Q(host_opinion=""),
                violation_error_message="鉴定要有意见、等次和日期，请把三项填上。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posting} {self.get_kind_display()}"
