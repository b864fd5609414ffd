"""Saved views: a filter, columns and an order under a name."""

from django.conf import settings
from django.db import models

from core.scoping import ScopedQuerySet


class SavedViewQuerySet(ScopedQuerySet):
    """A saved view is its owner's."""

    reach = {}

    @classmethod
    def scope_condition(cls, viewer, acting_as=None) -> models.Q:
        """One's own views."""
        return models.Q(user=viewer.pk)


class SavedView(models.Model):
    """What `?…` stood for when the user gave it a name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="账号", related_name="views"
    )
    entity = models.CharField("列表", max_length=40)
    name = models.CharField("名称", max_length=30)
    query = models.TextField("条件、列和排序", blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "视图"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "entity", "name"],
                name="saved_view_name_is_unique",
                violation_error_message="已有同名视图，请换一个名称。",
            )
        ]

    def __str__(self) -> str:
        return self.name
