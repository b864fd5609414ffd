"""A record as it was at the draw, its digest, and what has become of it since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from assessments.talks.models import Talk, TalkAttachment
from policy.periods import Quarter

# What is frozen of the record itself, in the order of the page.
FIELDS = (
    "held_on",
    "makes_up_for",
    "counts_for",
    "began_at",
    "ended_at",
    "place",
    "kind",
    "led_by",
    "led_by_title",
    "noted_by",
    "topic",
    "on_thought",
    "on_work",
    "on_style",
    "on_life",
    "advice",
    "entered_at",
    "voided_on",
    "void_reason",
)
LABELS = {
    "name": "谈话对象",
    "title": "单位职务",
    "unit": "单位",
    **{name: str(Talk._meta.get_field(name).verbose_name) for name in FIELDS},
    "counts_for": "计入季度",
    "entered_by": "登记人",
    "version": "版本",
    "revisions": "修改次数",
    "attachments": "附件",
}
LONG = frozenset({"on_thought", "on_work", "on_style", "on_life", "advice"})


def loaded(rows: QuerySet[Talk]) -> QuerySet[Talk]:
    """Records with all that a snapshot reads: two statements."""
    return (
        rows.select_related("cadre", "unit", "entered_by")
        .prefetch_related("attachments")
        .annotate(revised=Count("revisions"))
    )


def snapshot(talk: Talk) -> dict[str, Any]:
    """The record in plain values; `talk` comes from `loaded`."""
    values: dict[str, Any] = {
        "name": talk.cadre.name,
        "title": talk.cadre.title,
        "unit": talk.unit.name,
    }
    values |= {name: _plain(talk, name) for name in FIELDS}
    return values | {
        "entered_by": talk.entered_by.name if talk.entered_by else "",
        "version": talk.version,
        "revisions": talk.revised,  # type: ignore[attr-defined]
        "attachments": [_attached(file) for file in talk.attachments.all()],
    }


def digest(values: dict[str, Any]) -> str:
    """SHA-256 of a snapshot: of its JSON with sorted keys, so that storing it changes nothing."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _plain(talk: Talk, name: str) -> str | None:
    value = getattr(talk, name)
    if name == "kind":
        return talk.get_kind_display()
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return value.isoformat()


def _attached(file: TalkAttachment) -> dict[str, Any]:
    return {"name": file.name, "size": file.size, "digest": file.digest}


@dataclass(frozen=True, slots=True)
class Line:
    """A field of the record, then and now, in words."""

    name: str
    label: str
    old: str
    new: str

    @property
    def is_changed(self) -> bool:
        return self.old != self.new

    @property
    def is_long(self) -> bool:
        return self.name in LONG


def compared(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Line]:
    """Every field that says something then or now, the labelled ones alone."""
    for name, label in LABELS.items():
        old, new = _text(name, then.get(name)), _text(name, now.get(name))
        if old or new or name in LONG:
            yield Line(name, label, old, new)


def ordered(lines: Iterable[Line]) -> list[Line]:
    """Facts first, then what was said."""
    return sorted(lines, key=lambda line: line.is_long)


def _text(name: str, value: Any) -> str:
    if name == "attachments":
        return "\n".join(f"{file['name']}（{file['digest'][:12]}）" for file in value or ())
    if value is None or value == "":
        return ""
    if name in ("counts_for", "makes_up_for"):
        return Quarter.of(date.fromisoformat(value)).label
    if name == "entered_at":
        return str(value)[:16].replace("T", " ")
    if name in ("began_at", "ended_at"):
        return str(value)[:5]
    return str(value)
