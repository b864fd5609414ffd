"""What 任免审批表 says of a person that the rest of his file does not (A53, A14Z101, A15Z101)."""

from django.db import models

from cadres.people.models import Cadre
from cadres.people.querysets import FileRowQuerySet
from core.month_fields import MonthField
from core.versions import Versioned


class ApprovalTexts(Versioned):
    """The form's own texts; an empty one is composed of the file's rows, where they are kept.

    `unknown` are elements of an imported file that we do not know, `[name, inner XML]` each.
    """

    cadre = models.OneToOneField(
        Cadre,
        models.CASCADE,
        verbose_name="干部",
        primary_key=True,
        related_name="approval_texts",
    )
    planned_post = models.CharField("拟任职务", max_length=200, blank=True)
    removed_post = models.CharField("拟免职务", max_length=200, blank=True)
    rewards = models.TextField("奖惩情况", max_length=2000, blank=True)
    assessments = models.TextField("年度考核结果", max_length=500, blank=True)
    grounds = models.CharField("任免理由", max_length=400, blank=True)
    reported_by = models.CharField("呈报单位", max_length=120, blank=True)
    retire_month = MonthField("到龄年月", null=True, blank=True)
    age_limit = models.CharField("改革前任职年龄界限", max_length=40, blank=True)
    age_on = models.DateField("计算年龄时间", null=True, blank=True)
    filled_on = models.DateField("填表时间", null=True, blank=True)
    filled_by = models.CharField("填表人", max_length=40, blank=True)
    fulltime_degree_school = models.CharField(
        "全日制学位毕业院校系及专业", max_length=200, blank=True
    )
    inservice_degree_school = models.CharField(
        "在职学位毕业院校系及专业", max_length=200, blank=True
    )
    unknown = models.JSONField("其他内容", default=list, editable=False)

    objects = FileRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任免审批表"

    def __str__(self) -> str:
        return f"{self.cadre} 任免审批表"


# What a form or an import may write.
TEXT_FIELDS = tuple(
    field.name
    for field in ApprovalTexts._meta.local_concrete_fields
    if field.name not in ("cadre", "version", "changed_by", "changed_at")
)
