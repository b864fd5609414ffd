"""Who was sent out, came back or took up a post, and what was announced: for the feed."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Case, DateField, F, Q, When
from django.urls import reverse
from django.utils import timezone

from core.scoping import Viewer
from core.shell.recent import Change, midnight
from rotation.choices import AWAY, PostingKind
from rotation.frontline.models import Batch
from rotation.postings.models import Posting

SHARE = 4  # of the feed


def postings(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Postings that began or ended in the days since; a dispatched batch is so many people."""
    day, today = timezone.localtime(since).date(), timezone.localdate()
    began, ended = Q(since__range=(day, today)), Q(ended_on__range=(day, today), kind__in=AWAY)
    rows = Posting.objects.visible_to(viewer).real().filter(began | ended)
    at = Case(When(ended, then=F("ended_on")), default=F("since"), output_field=DateField())
    rows = rows.annotate(at=at).select_related("cadre", "unit").order_by("-at", "-pk")
    return [_change(row, today) for row in rows[: min(most, SHARE)]]


def batches(viewer: Viewer, since: datetime, most: int) -> list[Change]:
    """Batches that were announced in the days since and can be applied to still."""
    day, today = timezone.localtime(since).date(), timezone.localdate()
    rows = Batch.objects.applied_to_by(viewer, today).filter(announced_on__range=(day, today))
    rows = rows.select_related("programme").order_by("-announced_on", "-pk")
    return [
        Change(
            at=midnight(row.announced_on or today),
            label=str(row),
            url=reverse("frontline:detail", args=[row.pk]),
            text=f"　正在报名，截止 {row.apply_by}",
        )
        for row in rows[: min(most, SHARE)]
    ]


def _change(row: Posting, today: date) -> Change:
    is_over = row.ended_on is not None and row.ended_on <= today
    kind = PostingKind(row.kind).label
    what = f"{kind}结束" if is_over else kind
    return Change(
        at=midnight(row.ended_on if is_over and row.ended_on else row.since),
        label=row.cadre.name,
        url=reverse("postings:detail", args=[row.pk]),
        text=f"　{what}　{row.unit.short_name}{row.title}",
    )
