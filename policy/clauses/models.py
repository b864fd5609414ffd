"""The clauses of the plan, as `plan.toml` beside this file has them."""

from django.db import models

from policy.clauses.querysets import ClauseQuerySet


class Clause(models.Model):
    """One clause; `text` is the plan's own, with `{key|as the plan has it}` for its figures.

    `code` is the way the whole application points at the plan: 3.3.2, 3.3.3-6.
    """

    code = models.CharField("条款", max_length=12, unique=True)
    position = models.PositiveSmallIntegerField("次序", unique=True)
    section = models.CharField("章节", max_length=40)
    title = models.CharField("名称", max_length=40)
    text = models.TextField("原文")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="所属条款",
        null=True,
        blank=True,
        related_name="items",
    )

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "条款"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
