"""Programmes of the front line, their batches, host posts and candidates."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from cadres.choices import LEVEL
from cadres.people.models import Cadre
from core.codes.vocabulary import choices_of
from core.units.models import Unit
from core.versions import Versioned
from rotation.choices import (
    BatchState,
    CandidateSource,
    CandidateState,
    Channel,
    ProgrammeState,
    Seat,
    Selection,
)
from rotation.frontline.querysets import (
    BatchQuerySet,
    CandidateQuerySet,
    HostPostQuerySet,
    ProgrammeQuerySet,
)
from rotation.positions.models import Position
from rotation.postings.models import Posting


class Programme(Versioned):
    """One channel of clause 3.1.4 in one year, by one department (`unit`: city or county)."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="组织地区", related_name="programmes"
    )
    year = models.PositiveSmallIntegerField("年度")
    channel = models.CharField("渠道", max_length=1, choices=Channel)
    name = models.CharField("项目名称", max_length=80)
    term_months = models.PositiveSmallIntegerField(
        "周期（月）", null=True, blank=True, help_text="服务基层、急难险重按天安排的留空。"
    )
    batch_count = models.PositiveSmallIntegerField("批数", default=1)
    quota = models.PositiveSmallIntegerField("名额")
    selection = models.CharField("选派方式", max_length=12, choices=Selection)
    test_weight = models.PositiveSmallIntegerField(
        "考试成绩权重（%）", default=50, validators=[MaxValueValidator(100)]
    )
    treatment = models.CharField("待遇", max_length=80, blank=True)
    allowance = models.DecimalField(
        "每月补助（元）", max_digits=8, decimal_places=2, null=True, blank=True
    )
    eligibility = models.TextField("选派条件", blank=True)
    max_age = models.PositiveSmallIntegerField("年龄上限", null=True, blank=True)
    min_service_months = models.PositiveSmallIntegerField("工龄不少于（月）", null=True, blank=True)
    roster_only = models.BooleanField("限在库优秀年轻干部", default=True)
    state = models.CharField(
        "状态", max_length=6, choices=ProgrammeState, default=ProgrammeState.DRAFT
    )
    document = models.CharField("依据文号", max_length=80, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "一线锻炼项目"
        ordering = ["-year", "channel", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "name"],
                name="programme_name_is_unique_in_its_year",
                violation_error_message="这个地区当年已有同名的项目，请改名称，或打开原来的项目。",
            ),
            models.CheckConstraint(
                name="programme_sends_somebody",
                condition=Q(quota__gte=1, batch_count__gte=1),
                violation_error_message="名额和批数至少为 1，请改这两个数。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Batch(Versioned):
    """One batch: announced, applied for, selected, sent out together, and back again."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, verbose_name="项目", related_name="batches"
    )
    number = models.PositiveSmallIntegerField("批次")
    quota = models.PositiveSmallIntegerField("名额")
    apply_by = models.DateField("报名截止")
    starts_on = models.DateField("派出日期")
    ends_on = models.DateField("期满日期", help_text="当日不含。")
    state = models.CharField("状态", max_length=10, choices=BatchState, default=BatchState.DRAFT)
    announcement = models.TextField("公告", blank=True)
    announced_on = models.DateField("公告日期", null=True, blank=True)
    decided_on = models.DateField("确定日期", null=True, blank=True)
    document = models.CharField("派出文号", max_length=80, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    over_quota_reason = models.CharField("超名额理由", max_length=200, blank=True)
    dispatched_on = models.DateField("办理派出日期", null=True, blank=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="办理人",
        null=True,
        blank=True,
        related_name="+",
    )

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "派出批次"
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="batch_number_is_unique",
                violation_error_message="这个项目已有这一批，请改批次。",
            ),
            models.CheckConstraint(
                name="batch_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on"), apply_by__lte=F("starts_on")),
                violation_error_message="报名截止不能晚于派出日期，期满日期必须晚于派出日期，请核对三个日期。",
            ),
            models.CheckConstraint(
                name="a_dispatched_batch_has_its_day",
                condition=~Q(state__in=(BatchState.DISPATCHED, BatchState.RETURNED))
                | Q(dispatched_on__isnull=False),
                violation_error_message="已派出的批次要有办理派出日期，请填写日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}第 {self.number} 批"


class HostPost(Versioned):
    """A post that the batch is sent to, with its seats (接收岗位)."""

    batch = models.ForeignKey(Batch, models.CASCADE, verbose_name="批次", related_name="host_posts")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="接收单位", related_name="+")
    position = models.ForeignKey(
        Position, models.PROTECT, verbose_name="职位", null=True, blank=True, related_name="+"
    )
    title = models.CharField("挂任职务", max_length=80, help_text="不含单位名称。")
    level = models.CharField("职务层次", max_length=4, choices=choices_of(LEVEL), blank=True)
    seat = models.CharField("正副职", max_length=10, choices=Seat, default=Seat.OTHER)
    seats = models.PositiveSmallIntegerField("人数", default=1)
    duties = models.CharField("工作任务", max_length=200, blank=True)

    objects = HostPostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接收岗位"
        ordering = ["batch", "unit__sort_path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "unit", "title"],
                name="host_post_is_listed_once",
                violation_error_message="这个批次已有该单位的同名岗位，请改人数。",
            ),
            models.CheckConstraint(
                name="host_post_has_a_seat",
                condition=Q(seats__gte=1),
                violation_error_message="接收人数至少为 1，请改人数；不接收的请删除岗位。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}"


class Candidate(Versioned):
    """Somebody who applied to, or was recommended for, a batch.

    `score` is what the ranking goes by: marks weighted, or votes in hundredths of the voters.
    `missed` is what the check found, `[{"limit", "text"}]`; `judged_reason` why the department
    decided beside it.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, verbose_name="批次", related_name="candidates")
    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="+")
    source = models.CharField(
        "报名方式", max_length=12, choices=CandidateSource, default=CandidateSource.RECOMMENDED
    )
    nominated_on = models.DateField("报名日期")
    reason = models.CharField("推荐理由", max_length=300, blank=True)
    test_score = models.DecimalField(
        "考试成绩", max_digits=5, decimal_places=2, null=True, blank=True
    )
    review_score = models.DecimalField(
        "考核成绩", max_digits=5, decimal_places=2, null=True, blank=True
    )
    votes = models.PositiveSmallIntegerField("推荐票", null=True, blank=True)
    voters = models.PositiveSmallIntegerField("参加推荐人数", null=True, blank=True)
    score = models.DecimalField(
        "综合成绩", max_digits=6, decimal_places=2, null=True, blank=True, editable=False
    )
    place = models.PositiveSmallIntegerField("名次", null=True, blank=True, editable=False)
    state = models.CharField(
        "状态", max_length=12, choices=CandidateState, default=CandidateState.NOMINATED
    )
    missed = models.JSONField("资格审查", default=list, editable=False)
    judged_reason = models.CharField("认定理由", max_length=200, blank=True)
    decision_note = models.CharField("说明", max_length=200, blank=True)
    host_post = models.ForeignKey(
        HostPost,
        models.PROTECT,
        verbose_name="接收岗位",
        null=True,
        blank=True,
        related_name="candidates",
    )
    posting = models.OneToOneField(
        Posting,
        models.SET_NULL,
        verbose_name="派出",
        null=True,
        blank=True,
        editable=False,
        related_name="candidate",
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报名人选"
        ordering = ["batch", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "cadre"],
                name="once_a_candidate_of_a_batch",
                violation_error_message="该同志已报名这个批次，不能重复报名；请打开原来的报名。",
            ),
            models.CheckConstraint(
                name="marks_are_of_a_hundred",
                condition=(Q(test_score__isnull=True) | Q(test_score__range=(0, 100)))
                & (Q(review_score__isnull=True) | Q(review_score__range=(0, 100))),
                violation_error_message="成绩应在 0 到 100 之间，请核对成绩。",
            ),
            models.CheckConstraint(
                name="votes_are_of_the_voters",
                condition=Q(votes__isnull=True, voters__isnull=True)
                | Q(voters__gte=1, votes__lte=F("voters")),
                violation_error_message="推荐票不能多于参加推荐人数，请核对两个数。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.cadre}"
