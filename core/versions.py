"""Records that people edit: a version, who changed it last, and the refusal of a stale edit."""

from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.errors import Stale

Row = TypeVar("Row", bound=models.Model)


def fresh(rows: models.QuerySet[Row], pk: Any) -> Row:
    """The row as it is now, for a verb that was given it as it stood when its page was opened.

    Raises Stale where somebody has deleted it meanwhile.
    """
    found = rows.filter(pk=pk).first()
    if found is None:
        what = rows.model._meta.verbose_name
        raise Stale(f"要办理的{what}已被他人删除，没有保存。请返回列表，核对后再办理。")
    return found


REOPEN = "请重新打开页面，核对后再改。"  # where the page does not keep what was typed


class Versioned(models.Model):
    """A record with optimistic locking; every change goes through `change`."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="最后修改人",
        null=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField("最后修改时间", default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def change(self, *, actor: models.Model | None, seen: int | None, **values: Any) -> Self:
        """Write `values` if the row is still at version `seen` (None: whatever it is now).

        Raises Stale, naming who changed it and when, if somebody was faster.
        """
        expected = self.version if seen is None else seen
        rows = type(self)._base_manager.filter(pk=self.pk, version=expected)
        if not rows.update(
            **values,
            version=expected + 1,
            changed_by=actor,
            changed_at=timezone.now(),
        ):
            self.refresh_from_db()
            raise Stale(self.stale_sentence())
        self.refresh_from_db()
        return self

    def stale_sentence(self) -> str:
        """Who was faster and what to do; not what he changed, which not every editor may know."""
        # Whoever waited for the row's lock had it joined with nobody: its changer came meanwhile.
        self.refresh_from_db(fields=["changed_by", "changed_at"])
        when = timezone.localtime(self.changed_at).strftime("%m-%d %H:%M")
        who = getattr(self.changed_by, "name", None) or "系统"
        return f"“{self}”已由{who}在 {when} 修改过，您的修改没有保存。{REOPEN}"
