"""The kinds of signs, a record as the finders read it, and a sign."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import TextChoices


class SignKind(TextChoices):
    """What a sign is about, the gravest first."""

    COPIED = "copied", "内容雷同"
    REPEATED = "repeated", "照搬上次"
    OVERLAP = "overlap", "时间重叠"
    BEFORE = "before", "先登记后谈话"
    HIMSELF = "himself", "谈话人是本人"
    BUNCHED = "bunched", "集中突击"
    HURRIED = "hurried", "集中登记"
    LATE = "late", "补记"
    SHORT = "short", "内容过短"
    NIGHT = "night", "时间异常"
    DAY_OFF = "day_off", "非工作日"


# Worth a look, no more: people do talk on Saturdays.
HINTS = frozenset({SignKind.DAY_OFF})


@dataclass(frozen=True, slots=True)
class Record:
    """A talk as the finders read it; `points` are 思想、工作、作风、生活, then 意见建议.

    `entered` is in local time. Two records of one person have the same `cadre`.
    """

    key: int
    unit: int
    cadre: int
    name: str
    held_on: date
    entered: datetime
    led_by: str
    points: tuple[str, str, str, str, str]
    began: time | None = None
    ended: time | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was noticed in one record, with its figures, and the records beside it."""

    record: int
    kind: SignKind
    sentence: str
    others: tuple[int, ...] = field(default=())
