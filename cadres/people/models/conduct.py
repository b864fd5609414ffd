"""Rewards; discipline, handling and investigations with their effect (A14)."""

from django.db import models
from django.db.models import F, Q

from cadres.choices import DisciplineKind
from cadres.people.models.cadre import Cadre
from cadres.people.querysets import DisciplineQuerySet, FileRowQuerySet


class Reward(models.Model):
    """What somebody was honoured with, by whom and when."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="rewards")
    decided_on = models.DateField("批准日期")
    name = models.CharField("奖励名称", max_length=80)
    authority = models.CharField("批准机关", max_length=80, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    revoked_on = models.DateField("撤销日期", null=True, blank=True)

    objects = FileRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "奖励"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reward_is_revoked_after_it_was_given",
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("decided_on")),
                violation_error_message="撤销日期不能早于批准日期，请核对两个日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Discipline(models.Model):
    """A sanction or an organisational measure; it stands in the way up to `effect_until`.

    An investigation does until it is concluded, on `effect_until`: none, as long as it goes on.
    """

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="discipline")
    kind = models.CharField("类别", max_length=16, choices=DisciplineKind)
    measure = models.CharField("处分或处理", max_length=40)
    decided_on = models.DateField("决定日期")
    effect_until = models.DateField(
        "影响期止",
        null=True,
        blank=True,
        help_text="当日不含；没有影响期的留空；立案审查调查为结案日期。",
    )
    authority = models.CharField("决定机关", max_length=80, blank=True)
    reason = models.CharField("事由", max_length=300, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "处分与组织处理"
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="discipline_ends_after_it_began",
                condition=Q(effect_until__isnull=True) | Q(effect_until__gt=F("decided_on")),
                violation_error_message="影响期满日期必须晚于决定日期，请核对两个日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.measure}"

    @property
    def is_inquiry(self) -> bool:
        """Whether it is an investigation, and no sanction."""
        return self.kind == DisciplineKind.INVESTIGATION

    @property
    def goes_on(self) -> bool:
        """Whether it is an investigation that is not concluded."""
        return self.is_inquiry and self.effect_until is None
