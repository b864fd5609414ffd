"""A round of a unit's yearly assessment, the sheet of each person in it, and interviews."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.rounds.choices import (
    AssessmentState,
    Basis,
    NoGrade,
    Outcome,
    Relation,
    RoundState,
)
from assessments.rounds.querysets import AssessmentQuerySet, InterviewQuerySet, RoundQuerySet
from cadres.choices import Grade
from cadres.people.models import Cadre
from core.units.models import Unit
from core.versions import Versioned

DECIDED = [AssessmentState.DECIDED, AssessmentState.OBJECTED, AssessmentState.FINAL]


class Round(Versioned):
    """The assessment of a year at a unit. The quota is of all who take part, on the list or not.

    `headcount` is how many take part, `others_excellent` how many of those that are not on the list
    are 优秀; `percent` is a higher quota that was consented to by `percent_document`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="考核单位", related_name="rounds")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=8, choices=RoundState, default=RoundState.OPEN)
    opened_on = models.DateField("开始日期")
    headcount = models.PositiveIntegerField("参加考核总人数", null=True, blank=True)
    others_excellent = models.PositiveIntegerField("名册外优秀人数", default=0)
    percent = models.PositiveSmallIntegerField("经同意的优秀比例", null=True, blank=True)
    percent_document = models.CharField("同意文号", max_length=80, blank=True)
    settled_on = models.DateField("审定日期", null=True, blank=True)
    meeting = models.CharField("审定会议", max_length=120, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度考核"
        ordering = ["-year", "unit__sort_path"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="one_round_of_a_unit_and_year",
                violation_error_message="这个单位当年的考核已经开始，请打开原来的考核。",
            ),
            models.CheckConstraint(
                name="a_higher_quota_has_its_document",
                condition=Q(percent__isnull=True, percent_document="")
                | Q(percent__range=(1, 100)) & ~Q(percent_document=""),
                violation_error_message="提高优秀比例要有同意的文号，请填写文号。",
            ),
            models.CheckConstraint(
                name="a_round_is_settled_by_a_meeting",
                condition=Q(state=RoundState.OPEN, settled_on__isnull=True)
                | Q(state=RoundState.SETTLED, settled_on__gte=F("opened_on")) & ~Q(meeting=""),
                violation_error_message="审定要写明会议和日期，请把两项填上。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} 年度考核"


class Assessment(Versioned):
    """One person's year. `unit` assesses; `basis_words` says why it is this unit.

    A year entered later from the file (`Basis.PAST`) has no round. `outcome` is what stands;
    `proposed` what the leader wished.
    """

    round = models.ForeignKey(
        Round, models.PROTECT, verbose_name="年度考核", null=True, related_name="assessments"
    )
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="干部", related_name="assessments"
    )
    year = models.PositiveSmallIntegerField("年度")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="考核单位", related_name="+")
    basis = models.CharField("考核主体", max_length=8, choices=Basis, default=Basis.OWN)
    basis_words = models.CharField("考核主体说明", max_length=200, blank=True)
    title = models.CharField("单位及职务职级", max_length=120, blank=True)
    state = models.CharField(
        "状态", max_length=12, choices=AssessmentState, default=AssessmentState.SUMMARY
    )
    work = models.CharField("从事或分管工作", max_length=200, blank=True)
    summary = models.TextField("本人总结", blank=True)
    summary_on = models.DateField("总结日期", null=True, blank=True)
    training = models.CharField("参加脱产培训情况", max_length=300, blank=True)
    politics = models.TextField("思想政治", blank=True)
    results = models.TextField("工作实绩", blank=True)
    style = models.TextField("工作作风", blank=True)
    integrity = models.TextField("廉洁自律", blank=True)
    shortcomings = models.TextField("自身不足改进", blank=True)
    host_opinion = models.CharField("接收单位意见", max_length=600, blank=True)
    comment = models.TextField("主管领导评语", blank=True)
    proposed = models.CharField("建议等次", max_length=1, choices=Outcome, blank=True)
    proposed_on = models.DateField("建议日期", null=True, blank=True)
    no_grade = models.CharField("不定等次情形", max_length=12, choices=NoGrade, blank=True)
    no_grade_note = models.CharField("不定等次说明", max_length=300, blank=True)
    outcome = models.CharField("等次", max_length=1, choices=Outcome, blank=True)
    decided_on = models.DateField("审定日期", null=True, blank=True)
    decision = models.CharField("机关负责人或考核委员会意见", max_length=300, blank=True)
    person_opinion = models.CharField("本人意见", max_length=300, blank=True)
    person_on = models.DateField("本人意见日期", null=True, blank=True)
    objection = models.TextField("复核申请", blank=True)
    objected_on = models.DateField("申请复核日期", null=True, blank=True)
    review = models.TextField("复核决定", blank=True)
    reviewed_on = models.DateField("复核日期", null=True, blank=True)
    outcome_before = models.CharField("复核前等次", max_length=1, choices=Outcome, blank=True)
    returned = models.CharField("退回理由", max_length=200, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度考核登记表"
        ordering = ["-year", "cadre__unit__sort_path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "year"],
                name="a_year_is_assessed_once",
                violation_error_message="该同志当年已有年度考核，不能重复；请打开原来的登记表。",
            ),
            models.CheckConstraint(
                name="a_decided_year_has_its_outcome",
                condition=Q(state__in=DECIDED, decided_on__isnull=False) & ~Q(outcome="")
                | ~Q(state__in=DECIDED) & Q(outcome="", decided_on__isnull=True),
            ),
            models.CheckConstraint(
                name="a_year_without_a_grade_says_why",
                condition=Q(outcome__in=[Outcome.UNGRADED, Outcome.ABSENT]) & ~Q(no_grade="")
                | ~Q(outcome__in=[Outcome.UNGRADED, Outcome.ABSENT]),
                violation_error_message="不定等次或不参加考核的要有情形，请选择情形。",
            ),
            models.CheckConstraint(
                name="only_a_past_year_has_no_round",
                condition=Q(basis=Basis.PAST, round__isnull=True, state=AssessmentState.FINAL)
                | ~Q(basis=Basis.PAST) & Q(round__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["year", "unit"], name="assessment_by_unit"),
            models.Index(
                fields=["cadre", "-year"],
                include=["outcome"],
                condition=~Q(outcome=""),
                name="assessment_outcomes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.year} 年度考核"


class Interview(models.Model):
    """What one person said about somebody who is assessed (谈话了解)."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, verbose_name="年度考核登记表", related_name="interviews"
    )
    held_on = models.DateField("谈话日期")
    interviewee = models.CharField("谈话对象", max_length=40)
    relation = models.CharField("与被考核人关系", max_length=10, choices=Relation)
    grade = models.CharField("建议等次", max_length=1, choices=Grade, blank=True)
    notes = models.TextField("谈话要点")
    held_by = models.CharField("谈话人", max_length=80)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )
    made_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "谈话了解"
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.interviewee} {self.held_on}"
