"""The yearly rotation plan of a department, its moves, and what units say of each."""

from django.db import models
from django.db.models import Q

from cadres.choices import LEVEL
from cadres.people.models import Cadre
from core.accounts.models import User
from core.codes.vocabulary import choices_of
from core.units.models import Unit
from core.versions import Versioned
from rotation.choices import MoveKind, MoveState, Opinion, PlanState, Seat, Side
from rotation.moves.querysets import ConsultationQuerySet, MoveQuerySet, PlanQuerySet
from rotation.positions.models import Position
from rotation.postings.models import Posting


class RotationPlan(Versioned):
    """The plan of one year for one region: the city's unit is the root, a county's the county."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="地区", related_name="rotation_plans"
    )
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=10, choices=PlanState, default=PlanState.DRAFT)
    answer_by = models.DateField("征求意见期限", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "轮岗交流计划"
        ordering = ["-year", "unit__sort_path"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="one_rotation_plan_a_year",
                violation_error_message="这个地区当年已有轮岗交流计划，请打开原来的计划。",
            ),
            models.CheckConstraint(
                name="a_decided_plan_has_its_day",
                condition=Q(state__in=(PlanState.DRAFT, PlanState.CONSULTING))
                | Q(decided_on__isnull=False),
                violation_error_message="计划决定后要有决定日期，请填写决定日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年度轮岗交流计划"


class PlannedMove(Versioned):
    """One person's move: from where, to where, why (as it stood when it was proposed).

    `reasons` is a list of `{"rule", "sentence", "facts": [...]}`.
    """

    plan = models.ForeignKey(
        RotationPlan, models.CASCADE, verbose_name="计划", related_name="moves"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="+")
    kind = models.CharField("类别", max_length=10, choices=MoveKind)
    reasons = models.JSONField("依据", default=list, editable=False)
    from_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="现单位", related_name="+", editable=False
    )
    from_title = models.CharField("现任职务", max_length=200, editable=False)
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="拟任单位", null=True, blank=True, related_name="+"
    )
    to_position = models.ForeignKey(
        Position, models.PROTECT, verbose_name="拟任职位", null=True, blank=True, related_name="+"
    )
    to_title = models.CharField("拟任职务", max_length=80, blank=True, help_text="不含单位名称。")
    to_level = models.CharField("拟任职务层次", max_length=4, choices=choices_of(LEVEL), blank=True)
    to_seat = models.CharField("正副职", max_length=10, choices=Seat, default=Seat.OTHER)
    target = models.DateField("拟到岗日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=MoveState, default=MoveState.PROPOSED)
    decision_note = models.CharField("决定说明", max_length=200, blank=True)
    posting = models.OneToOneField(
        Posting,
        models.SET_NULL,
        verbose_name="任职",
        null=True,
        blank=True,
        editable=False,
        related_name="planned_move",
    )

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "轮岗交流安排"
        ordering = ["plan", "cadre__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "cadre"],
                name="once_in_a_plan",
                violation_error_message="该同志已在这个计划里，请修改原来的安排。",
            ),
            models.CheckConstraint(
                name="a_dropped_move_has_its_reason",
                condition=~Q(state=MoveState.DROPPED) | ~Q(decision_note=""),
                violation_error_message="不安排的要写明理由，请填写理由。",
            ),
            models.CheckConstraint(
                name="an_approved_move_has_a_place",
                condition=~Q(state__in=(MoveState.APPROVED, MoveState.DONE))
                | Q(to_unit__isnull=False) & ~Q(to_title=""),
                violation_error_message="同意安排的要有拟任单位和拟任职务，请把两项填上。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.get_kind_display()}"


class Consultation(Versioned):
    """What one unit was asked about one move, and what it said."""

    move = models.ForeignKey(
        PlannedMove, models.CASCADE, verbose_name="安排", related_name="consultations"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位", related_name="+")
    side = models.CharField("征求对象", max_length=4, choices=Side)
    asked_on = models.DateField("征求日期")
    opinion = models.CharField("意见", max_length=8, choices=Opinion, blank=True)
    words = models.CharField("说明", max_length=400, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, verbose_name="答复人", null=True, blank=True, related_name="+"
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "征求意见"
        ordering = ["move", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["move", "side"],
                name="each_side_is_asked_once",
                violation_error_message="这一方已征求过意见，不用再征求；请在原来的征求意见里答复。",
            ),
            models.CheckConstraint(
                name="an_answer_has_its_day",
                condition=Q(opinion="", answered_on__isnull=True)
                | ~Q(opinion="") & Q(answered_on__isnull=False),
                violation_error_message="答复要有意见和日期，请把两项填上。",
            ),
            models.CheckConstraint(
                name="who_does_not_agree_says_why",
                condition=Q(opinion__in=("", Opinion.AGREE)) | ~Q(words=""),
                violation_error_message="不同意或另有建议的，要写明情况，请填写说明。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.get_side_display()}"
