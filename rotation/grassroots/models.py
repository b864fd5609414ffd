"""What a person said of a line of the résumé: whether its months are grassroots experience."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.people.querysets import FileRowQuerySet
from core.month_fields import MonthField
from rotation.choices import GrassrootsKind


class GrassrootsJudgement(models.Model):
    """A line of the résumé, by its month and words (a résumé is written as a whole), as judged.

    `kind` blank: no grassroots experience, whatever its words suggest.
    """

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="+")
    since = MonthField("起始年月")
    text = models.CharField("经历", max_length=300)
    kind = models.CharField("基层经历类别", max_length=1, choices=GrassrootsKind, blank=True)
    reason = models.CharField("认定理由", max_length=200)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="认定人", null=True, related_name="+"
    )
    judged_at = models.DateTimeField("认定时间", default=timezone.now)

    objects = FileRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "基层经历认定"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "since", "text"],
                name="one_judgement_of_a_line",
                violation_error_message="这段经历已有认定，请修改原来的认定。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y.%m} {self.text}"
