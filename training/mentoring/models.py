"""One mentor and one cadre for one round (一轮帮带), its sessions and its reviews."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cadres.people.models import Cadre
from core.constraints import periods_never_overlap
from core.versions import Versioned
from training.choices import EndReason, ReviewGrade, ReviewKind
from training.mentoring.querysets import MentorshipQuerySet, OfRoundQuerySet


class Mentorship(Versioned):
    """A round with its four fixed points (四定): time, people, goals, content.

    It runs from `since` to `until` (the day after its last, by the plan); `ended_on` is when it
    ended in fact, null while it runs. `exception` is why a mentor who neither outranks the cadre
    nor leads his unit, or who has others already, was taken all the same.
    """

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, verbose_name="帮带对象", related_name="mentorships"
    )
    mentor = models.ForeignKey(Cadre, models.PROTECT, verbose_name="帮带人", related_name="mentees")
    since = models.DateField("起始日期")
    until = models.DateField("期满日期", help_text="当日不含。")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    end_reason = models.CharField("结束原因", max_length=12, choices=EndReason, blank=True)
    end_note = models.CharField("结束说明", max_length=200, blank=True)
    rhythm = models.CharField("定时间", max_length=200, help_text="多久一次、什么时间。")
    people = models.CharField(
        "定人员", max_length=200, help_text="帮带人以外共同帮带的人员。", blank=True
    )
    goals = models.TextField("定目标")
    content = models.TextField("定内容")
    exception = models.CharField("例外理由", max_length=200, blank=True)
    document = models.CharField("依据", max_length=80, blank=True)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "帮带"
        ordering = ["-since", "-pk"]
        constraints = [
            periods_never_overlap(
                "cadre",
                name="one_mentor_at_a_time",
                during=("since", "ended_on"),
                message="该同志在这段时间已有帮带人；请先结束原来的一轮。",
            ),
            models.UniqueConstraint(
                fields=["cadre"],
                condition=Q(ended_on__isnull=True),
                name="one_open_round",
                violation_error_message="该同志已有帮带人；请先结束原来的一轮。",
            ),
            models.CheckConstraint(
                name="mentor_is_another_person",
                condition=~Q(cadre=F("mentor")),
                violation_error_message="帮带人不能是本人，请另选帮带人。",
            ),
            models.CheckConstraint(
                name="round_ends_after_it_began",
                condition=Q(until__gt=F("since"))
                & (Q(ended_on__isnull=True) | Q(ended_on__gte=F("since"))),
                violation_error_message="期满日期必须晚于起始日期，结束日期不能早于起始日期，请核对日期。",
            ),
            models.CheckConstraint(
                name="an_ended_round_has_its_reason",
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                violation_error_message="结束帮带要写明原因，请选择原因。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["mentor"], condition=Q(ended_on__isnull=True), name="round_open_by_mentor"
            ),
            models.Index(fields=["cadre", "since"], name="round_by_cadre"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} → {self.cadre}"


class MentoringSession(models.Model):
    """One meeting of mentor and cadre."""

    mentorship = models.ForeignKey(
        Mentorship, models.CASCADE, verbose_name="帮带", related_name="sessions"
    )
    held_on = models.DateField("日期")
    place = models.CharField("地点或方式", max_length=80, blank=True)
    content = models.TextField("内容")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )
    entered_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "帮带活动"
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.mentorship_id} {self.held_on}"


class MentoringReview(models.Model):
    """The review of a round half-way, or at its end."""

    mentorship = models.ForeignKey(
        Mentorship, models.CASCADE, verbose_name="帮带", related_name="reviews"
    )
    kind = models.CharField("评议", max_length=8, choices=ReviewKind)
    held_on = models.DateField("评议日期")
    grade = models.CharField("评议结果", max_length=6, choices=ReviewGrade)
    opinion = models.TextField("评议意见")
    reviewed_by = models.CharField("评议人", max_length=40, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", null=True, related_name="+"
    )
    entered_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = OfRoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "帮带评议"
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship", "kind"],
                name="one_review_of_a_kind",
                violation_error_message="本轮已有这项评议，请修改原来的评议。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentorship_id} {self.get_kind_display()}"
