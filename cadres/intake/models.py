"""Batches of intake, their applicants, and who did what when (clause 2.0)."""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cadres.choices import EducationLevel
from cadres.intake.choices import ApplicantState, BatchState
from cadres.intake.querysets import ApplicantQuerySet, BatchQuerySet, StepQuerySet
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.constraints import one_of
from core.units.models import Unit
from core.versions import Versioned

YOUNGEST, OLDEST = 18, 60  # what a limit of age can sensibly be, in full years
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
FULL_MARKS = 100
MARK = {"max_digits": 5, "decimal_places": 2, "null": True, "blank": True}


def _marks(field: str, *, name: str, label: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (0, FULL_MARKS)}),
        violation_error_message=f"{label}应在 0 到 {FULL_MARKS} 之间，请核对分数。",
    )


class IntakeBatch(Versioned):
    """One selection into the roster, with its own limits; `unit` is the city or a county.

    `shortlist` is how many were to go on to inspection; `choice_reason` is why the list of the
    chosen goes beyond the quota or leaves the order of the ranking.
    """

    name = models.CharField("批次名称", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="主办地区", related_name="+")
    document = models.CharField("公告文号", max_length=80, blank=True)
    age_on = models.DateField("年龄计算截止日期")
    max_age = models.PositiveSmallIntegerField(
        "年龄上限（岁）", validators=[MinValueValidator(YOUNGEST), MaxValueValidator(OLDEST)]
    )
    min_level = models.PositiveSmallIntegerField("学历要求", choices=EducationLevel)
    fulltime = models.BooleanField("要求全日制", default=True)
    quota = models.PositiveSmallIntegerField("储备名额", validators=[MinValueValidator(1)])
    test_weight = models.DecimalField("考试权重", max_digits=3, decimal_places=2)
    state = models.CharField("状态", max_length=10, choices=BatchState, default=BatchState.DRAFT)
    announced_on = models.DateField("公告日期", null=True, blank=True)
    shortlist = models.PositiveSmallIntegerField("入围人数", null=True, blank=True)
    choice_reason = models.CharField("拟定说明", max_length=300, blank=True)
    note = models.CharField("备注", max_length=400, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选拔批次"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="batch_name_is_unique_in_its_region",
                violation_error_message="这个地区已有同名批次，请换一个名称。",
            ),
            models.CheckConstraint(
                name="batch_weight_is_a_share",
                condition=Q(test_weight__range=(0, 1)),
                violation_error_message="考试权重应在 0 到 1 之间，请改考试权重。",
            ),
            models.CheckConstraint(
                name="batch_limits_are_sensible",
                condition=Q(max_age__range=(YOUNGEST, OLDEST), quota__gte=1)
                & Q(age_on__range=(FIRST_DAY, LAST_DAY)),
                violation_error_message="年龄上限、截止日期或名额超出合理范围，请核对这三项。",
            ),
            models.CheckConstraint(
                name="batch_is_announced_before_it_opens",
                condition=Q(announced_on__isnull=False)
                | Q(state__in=(BatchState.DRAFT, BatchState.CANCELLED)),
            ),
            one_of("state", BatchState.values, name="batch_state_is_known", label="批次状态"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tests(self) -> bool:
        """Whether there is an examination: it has a weight."""
        return self.test_weight > 0

    @property
    def needs_inspection_marks(self) -> bool:
        """Whether the inspection's mark counts."""
        return self.test_weight < Decimal(1)


class Applicant(Versioned):
    """One person in one batch.

    `missed` are the limits that the check found missed, `[{"limit": name, "text": sentence}]`;
    `judged_reason` is why the department decided otherwise, which the check then leaves alone.
    """

    batch = models.ForeignKey(
        IntakeBatch, models.PROTECT, verbose_name="批次", related_name="applicants"
    )
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="干部", related_name="applications"
    )
    state = models.CharField(
        "状态", max_length=12, choices=ApplicantState, default=ApplicantState.APPLIED
    )
    missed = models.JSONField("不符合的条件", default=list, blank=True)
    judged_reason = models.CharField("认定理由", max_length=300, blank=True)
    test_mark = models.DecimalField("考试成绩", **MARK)
    inspection_mark = models.DecimalField("考察得分", **MARK)
    inspection_note = models.CharField("考察情况", max_length=500, blank=True)
    score = models.DecimalField("综合成绩", max_digits=6, decimal_places=3, null=True, blank=True)
    place = models.PositiveIntegerField("名次", null=True, blank=True)
    entry = models.OneToOneField(
        RosterEntry,
        models.PROTECT,
        verbose_name="名册",
        null=True,
        blank=True,
        related_name="application",
    )

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报名人选"
        ordering = ["-batch_id", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "cadre"],
                name="once_in_a_batch",
                violation_error_message="该同志已在这个批次报名，不用再推荐；请打开原来的报名。",
            ),
            _marks("test_mark", name="test_mark_is_of_a_hundred", label="考试成绩"),
            _marks("inspection_mark", name="inspection_mark_is_of_a_hundred", label="考察得分"),
            models.CheckConstraint(
                name="a_place_has_a_score",
                condition=Q(score__isnull=True, place__isnull=True)
                | Q(score__isnull=False, place__isnull=False),
            ),
            models.CheckConstraint(
                name="who_was_admitted_is_on_the_roster",
                condition=Q(state=ApplicantState.ADMITTED, entry__isnull=False)
                | (~Q(state=ApplicantState.ADMITTED) & Q(entry__isnull=True)),
                violation_error_message="已入库的必须有名册记录，没有入库的不能有；请在批次里办理入库。",
            ),
            one_of("state", ApplicantState.values, name="applicant_state_is_known", label="状态"),
        ]

    def __str__(self) -> str:
        return self.cadre.name


class IntakeStep(models.Model):
    """One thing that was done to a batch (no applicant) or to one of its applicants."""

    batch = models.ForeignKey(IntakeBatch, models.PROTECT, related_name="steps")
    applicant = models.ForeignKey(Applicant, models.PROTECT, null=True, related_name="steps")
    verb = models.CharField("操作", max_length=16)
    from_state = models.CharField("原状态", max_length=12, blank=True)
    to_state = models.CharField("现状态", max_length=12)
    note = models.CharField("说明", max_length=600, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="经办人", null=True, related_name="+"
    )
    done_at = models.DateTimeField("时间", default=timezone.now)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选拔经过"
        ordering = ["-done_at", "-pk"]

    def __str__(self) -> str:
        return self.verb
