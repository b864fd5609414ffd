"""A record in words, for its page: facts for everybody, the rest for the offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from assessments.choices import TalkKind
from assessments.talks.models import Talk, TalkRevision
from assessments.talks.querysets import OFFICES
from assessments.talks.sealing import last_open_day
from assessments.talks.services import label_of
from cadres.people.querysets import KEEPERS
from core.flows import acts_on
from policy.duties.models import Duty
from policy.duties.shown import light_of, thing
from policy.periods import Quarter

POINTS = ("on_thought", "on_work", "on_style", "on_life", "advice")
LATE = 1  # days after which a record says how late it was entered

Fact = dict[str, Any]


def hours(talk: Talk) -> str:
    """09:00–09:40."""
    if talk.began_at is None:
        return ""
    return f"{talk.began_at:%H:%M}" + (f"–{talk.ended_at:%H:%M}" if talk.ended_at else "")


def open_facts(talk: Talk) -> list[Fact]:
    """That it took place: what the cadre himself may see as well."""
    speaker = "　".join(filter(None, (talk.led_by, talk.led_by_title)))
    quarter = str(Quarter.of(talk.counts_for))
    if talk.makes_up_for:
        quarter += "（补谈）"
    return [
        {"label": "谈话日期", "value": f"{talk.held_on}　{hours(talk)}".strip()},
        {"label": "地点", "value": talk.place},
        {"label": "类型", "value": talk.get_kind_display()},
        {"label": "谈话人", "value": speaker},
        {"label": "计入季度", "value": quarter},
        {"label": "登记时间", "value": entered(talk)},
    ]


def entered(talk: Talk) -> str:
    """When it was entered, and how long after."""
    at: datetime = timezone.localtime(talk.entered_at)
    days = (at.date() - talk.held_on).days
    return f"{at:%Y-%m-%d %H:%M}" + (f"（谈后第 {days} 天）" if days > LATE else "")


def entry_facts(talk: Talk) -> list[Fact]:
    """Who wrote it down, and of what it was."""
    return [
        {"label": "登记人", "value": talk.entered_by or "系统"},
        {"label": "记录人", "value": talk.noted_by},
        {"label": "主题", "value": talk.topic},
    ]


def points(talk: Talk) -> list[tuple[str, str]]:
    """The points that were filled in, with their labels."""
    return [(label_of(name), text) for name in POINTS if (text := getattr(talk, name))]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a revision; a long text is shown as two blocks."""

    label: str
    was: str
    now: str
    is_long: bool


def revisions(talk: Talk, viewer: Any) -> list[tuple[TalkRevision, list[Change]]]:
    """What was changed, the latest first."""
    rows = TalkRevision.objects.visible_to(viewer).filter(talk=talk).select_related("made_by")
    return [(row, [_change(name, *pair) for name, pair in row.changes.items()]) for row in rows]


def _change(name: str, was: str, now: str) -> Change:
    if name == "kind":
        was, now = (str(TalkKind(code).label) for code in (was, now))
    if name == "makes_up_for":
        was, now = (str(Quarter.of(date.fromisoformat(d))) if d else "" for d in (was, now))
    return Change(label_of(name), was or "（空）", now or "（空）", name in POINTS)


def duties_of(talk: Talk, viewer: Any) -> list[dict[str, Any]]:
    """The duty that the record proves, if it does: with its light."""
    rows = Duty.objects.visible_to(viewer).filter(
        rule="talk.quarterly", cadre=talk.cadre_id, period=Quarter.of(talk.counts_for).key
    )
    found = []
    for duty in rows.select_related("cadre", "unit"):
        colour, words = light_of(duty, timezone.localdate())
        found.append(
            {
                "duty": duty,
                "thing": thing(duty),
                "colour": colour,
                "words": words,
                "is_proof": duty.evidence == talk.pk,
            }
        )
    return found


def standing(talk: Talk, viewer: Any, on: date) -> dict[str, Any]:
    """What may still be done with the record, and until when."""
    last = last_open_day(Quarter.of(talk.held_on), talk.unit)
    is_open = on <= last and talk.voided_on is None
    may_act = acts_on(talk, viewer, OFFICES)
    may_void = talk.voided_on is None and (is_open or acts_on(talk, viewer, KEEPERS))
    return {
        "last": last,
        "is_open": is_open,
        "may_amend": is_open and may_act,
        "may_void": may_void and may_act,
    }
