"""A concern (苗头性问题) that a talk raised, followed to its end: 提醒 → 整改 → 销号."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from assessments.choices import ConcernState, ConcernVerb
from assessments.concerns.querysets import ConcernQuerySet, OfConcernQuerySet
from assessments.talks.models import Talk
from cadres.people.models import Cadre
from core.versions import Versioned


class Concern(Versioned):
    """One concern, as it stands; what was done on the way are its steps.

    `correct_by` is promised at the talk, or set when the person is reminded or has to try again.
    """

    talk = models.OneToOneField(Talk, models.PROTECT, verbose_name="谈话", related_name="concern")
    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="concerns")
    text = models.TextField("苗头性问题")
    demand = models.TextField("改正要求", blank=True)
    raised_on = models.DateField("发现日期")
    state = models.CharField(
        "状态", max_length=10, choices=ConcernState, default=ConcernState.RAISED
    )
    reminded_on = models.DateField("提醒日期", null=True, blank=True)
    reminder = models.TextField("提醒情况", blank=True)
    correct_by = models.DateField("改正期限", null=True, blank=True)
    corrected_on = models.DateField("改正日期", null=True, blank=True)
    correction = models.TextField("改正情况", blank=True)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    closing = models.TextField("销号意见", blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "苗头问题"
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="concern_steps_follow_each_other",
                condition=(Q(reminded_on__isnull=True) | Q(reminded_on__gte=F("raised_on")))
                & (Q(corrected_on__isnull=True) | Q(corrected_on__gte=F("reminded_on")))
                & (Q(closed_on__isnull=True) | Q(closed_on__gte=F("corrected_on"))),
                violation_error_message="提醒、整改、销号的日期不能早于前一步，请核对日期。",
            ),
            models.CheckConstraint(
                name="concern_has_the_days_of_its_state",
                condition=Q(state=ConcernState.RAISED, reminded_on__isnull=True)
                | Q(
                    state=ConcernState.REMINDED,
                    reminded_on__isnull=False,
                    correct_by__isnull=False,
                    corrected_on__isnull=True,
                )
                | Q(
                    state=ConcernState.CORRECTED,
                    corrected_on__isnull=False,
                    closed_on__isnull=True,
                )
                | Q(state=ConcernState.CLOSED, closed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["cadre", "raised_on"], name="concern_by_cadre"),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.raised_on}"


class ConcernStep(models.Model):
    """One step of a concern: who did what, when, in which words.

    A round begins with a reminder, and again each time the correction is returned; `due_on` is the
    day by which a correction that a step asks for is due.
    """

    concern = models.ForeignKey(
        Concern, models.CASCADE, verbose_name="苗头问题", related_name="steps"
    )
    verb = models.CharField("办理", max_length=10, choices=ConcernVerb)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    on = models.DateField("日期")
    due_on = models.DateField("改正期限", null=True, blank=True)
    words = models.TextField("情况", blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", null=True, related_name="+"
    )
    done_at = models.DateTimeField("时间", default=timezone.now)

    objects = OfConcernQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "苗头问题办理"
        ordering = ["done_at", "pk"]
        constraints = [
            # Each round of correction is a duty of its own, so none may stand twice.
            models.UniqueConstraint(
                fields=["concern", "verb", "round"], name="a_step_is_taken_once_in_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.concern_id} {self.verb}"
