"""Lines of the résumé (A17): periods of months, with what happened meanwhile (其间) below them."""

from django.db import models
from django.db.models import F, Q

from cadres.choices import LineKind
from cadres.people.models.cadre import Cadre
from cadres.people.querysets import FileRowQuerySet
from core.constraints import periods_never_overlap
from core.month_fields import MonthField
from core.months import span_text


class ResumeLine(models.Model):
    """One period: from its month up to the month in which the next begins (half-open)."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="resume")
    within = models.ForeignKey(
        "self",
        models.CASCADE,
        verbose_name="其间属于",
        null=True,
        blank=True,
        related_name="meanwhile",
    )
    since = MonthField("起始年月")
    until = MonthField("终止年月", null=True, blank=True, help_text="至今留空。")
    text = models.CharField("经历", max_length=300)
    kind = models.CharField("类别", max_length=5, choices=LineKind, default=LineKind.WORK)

    objects = FileRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "简历"
        ordering = ["since", "pk"]
        constraints = [
            periods_never_overlap(
                "cadre",
                name="resume_lines_never_overlap",
                during=("since", "until"),
                condition=Q(within__isnull=True),
                message="简历的时间段不能重叠；同一时期的学习、挂职等请写在“其间”。",
            ),
            models.CheckConstraint(
                name="resume_line_ends_after_it_began",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                violation_error_message="终止年月不能早于起始年月，请核对两个年月。",
            ),
        ]

    def __str__(self) -> str:
        return f"{span_text(self.since, self.until)} {self.text}"
