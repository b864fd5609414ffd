"""Rows that left a branch of the tree, or were deleted: what a copy elsewhere must forget."""

from django.db import models

from cadres.feed.querysets import DepartureQuerySet


class Departure(models.Model):
    """`entity`'s `row` was seen below `path` until `at`; written by triggers (docs/adr/0005)."""

    entity = models.CharField(max_length=10)
    row = models.BigIntegerField()
    path = models.CharField(max_length=255, db_collation="C")
    at = models.DateTimeField()

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "离开记录"
        indexes = [models.Index(fields=["entity", "at"], name="departure_by_time")]

    def __str__(self) -> str:
        return f"{self.entity} {self.row}"
