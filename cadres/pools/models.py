"""Membership of the reserve pools (clauses 2.2, 2.4 and 3.1.3)."""

from django.db import models
from django.db.models import F, Q

from cadres.choices import Pool
from cadres.people.models import Cadre
from cadres.pools.querysets import PoolQuerySet
from core.constraints import periods_never_overlap
from core.versions import Versioned


class PoolMembership(Versioned):
    """A person in a pool from `since` up to `until` (half-open; none: still in it)."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, verbose_name="干部", related_name="pools")
    pool = models.PositiveSmallIntegerField("后备库", choices=Pool)
    since = models.DateField("进入日期")
    until = models.DateField("退出日期", null=True, blank=True)
    document = models.CharField("依据文号", max_length=80, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = PoolQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后备库"
        ordering = ["-since", "-pk"]
        constraints = [
            periods_never_overlap(
                "cadre",
                "pool",
                name="once_in_a_pool_at_a_time",
                during=("since", "until"),
                message="该同志在这段时间已在这个后备库里，请改进入日期，或先退出。",
            ),
            models.CheckConstraint(
                name="pool_membership_lasts_at_least_a_day",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="退出日期必须晚于进入日期，请核对两个日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.get_pool_display()}"
