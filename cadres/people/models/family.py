"""Family members and important relations (A36)."""

from django.db import models

from cadres.people.models.cadre import Cadre
from cadres.people.querysets import FileRowQuerySet
from core.month_fields import MonthField


class FamilyMember(models.Model):
    """One member; a relation outside GB/T 4761 is kept as it was written."""

    cadre = models.ForeignKey(Cadre, models.CASCADE, verbose_name="干部", related_name="family")
    position = models.PositiveSmallIntegerField("次序", default=1)
    relation = models.CharField("称谓", max_length=20)
    name = models.CharField("姓名", max_length=40)
    birth = MonthField("出生年月", null=True, blank=True)
    politics = models.CharField("政治面貌", max_length=20, blank=True)
    work = models.CharField("工作单位及职务", max_length=120, blank=True)

    objects = FileRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家庭成员"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.relation} {self.name}"
