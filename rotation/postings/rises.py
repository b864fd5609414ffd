"""Who rose when: main posts on a level above those of all main posts before.

A copy of what the postings say, kept by triggers (rotation/migrations/0007, docs/adr/0004): use
against its targets (clauses 2.1–2.4) need not compare every post of everybody with those before.
"""

from django.db import models

from cadres.people.models import Cadre
from cadres.people.querysets import FileRowQuerySet


class Rise(models.Model):
    """A main post, held and not acting, on a level above all that its holder's main posts had.

    The first of them is one, too. `level` is a code of ZB09; a level that is not known tells
    nothing, and a post that ended on its first day never was.
    """

    cadre = models.ForeignKey(
        Cadre, models.CASCADE, verbose_name="干部", related_name="rises", db_index=False
    )
    since = models.DateField("起始日期")
    level = models.CharField("职务层次", max_length=4)

    objects = FileRowQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "职务层次的提升"
        ordering = ["since", "pk"]
        constraints = [
            # Holds the whole row: nothing else is read.
            models.UniqueConstraint(fields=["cadre", "since", "level"], name="a_rise_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.cadre} {self.since}"
