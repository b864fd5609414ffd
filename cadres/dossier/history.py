"""操作记录: the log rows about one person, for those who answer for him."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Exists, Field, QuerySet
from django.utils import timezone

from cadres.dossier.dossier import ANSWERABLE, Dossier
from cadres.people.models import Cadre
from core.audit.models import Action, AuditEntry
from core.month_fields import MonthField
from core.months import dotted

SUBJECT = "cadre"  # every log row about a person names it, and his id
PAGE = 50
WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-01")
# What a detail may name that is no column of a person or a stay.
WORDS = {
    "reason": "理由",
    "on": "日期",
    "note": "说明",
    "document": "文号",
    "was": "原内容",
    "verb": "操作",
    "state": "状态",
}
MODELS = ("Cadre", "RosterEntry", "PoolMembership", "Discipline", "Reward", "ResumeLine")


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a log row: old and new, or a text."""

    label: str
    was: str = ""
    now: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what when."""

    pk: int
    at: datetime
    actor: str
    action: str
    label: str
    items: list[Item]


def log_rows(dossier: Dossier) -> QuerySet:
    """Log rows about the person, newest first; none for whoever does not answer for him.

    Nor for himself, where he leads the office that does: they tell what others find and write.
    """
    own = Cadre.objects.visible_to(dossier.viewer, acting_as=ANSWERABLE)
    own = own.exclude(account=dossier.viewer.pk)
    about = AuditEntry.objects.filter(subject=SUBJECT, subject_id=str(dossier.cadre.pk))
    return about.filter(Exists(own.filter(pk=dossier.cadre.pk))).order_by("-pk")


def lines(dossier: Dossier, *, before: int | None = None, changes: bool = False) -> list[Line]:
    """One page and one row more: rows older than `before`, only those that changed something."""
    rows = log_rows(dossier)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if changes:
        rows = rows.exclude(action__in=(Action.READ, Action.PULL))
    return [_line(row, dossier.cadre) for row in rows[: PAGE + 1]]


def _line(row: AuditEntry, cadre: Cadre) -> Line:
    # The label is the name, which stands above the page, and what of his file it was.
    part = row.subject_label.removeprefix(str(cadre)).strip()
    at = timezone.localtime(row.at)
    items = list(_items(row.detail, part))
    return Line(row.pk, at, row.actor_label, row.get_action_display(), part, items)


def _items(detail: dict[str, Any], part: str) -> Iterable[Item]:
    for name, value in detail.items():
        field = _field(name, part)
        label = WORDS.get(name) or (str(field.verbose_name) if field else name)
        if isinstance(value, list) and len(value) == 2:
            yield _changed(label, field, *value)
        else:
            yield Item("" if name == "tab" else label, text=_said(field, value))


def _changed(label: str, field: Field | None, was: Any, now: Any) -> Item:
    """Old and new; of a text of many lines, as a résumé is, the lines that differ alone."""
    if not (isinstance(was, str) and isinstance(now, str) and was and now and "\n" in was + now):
        return Item(label, was=_said(field, was), now=_said(field, now))
    before, after = Counter(was.split("\n")), Counter(now.split("\n"))
    gone, come = _left(was, before - after), _left(now, after - before)
    verb = "" if gone and come else "删去" if gone else "增加"
    return Item(label + verb, was=gone, now=come)


def _left(text: str, left: Counter[str]) -> str:
    """The lines of `text` that are counted in `left`, in their order."""
    found = []
    for line in text.split("\n"):
        if left[line] > 0:
            left[line] -= 1
            found.append(line)
    return "\n".join(found)


def _said(field: Field | None, value: Any) -> str:
    """A code in its words, a month dotted, a text as it is, facts with their names."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, dict):
        return "，".join(f"{name}：{_said(None, part)}" for name, part in value.items())
    if isinstance(value, list):
        return "、".join(map(str, value))
    text = str(value)
    if isinstance(field, MonthField) and WHOLE_DAY.fullmatch(text):
        return dotted(date.fromisoformat(text))
    words = dict(field.flatchoices) if field else {}
    return str(next((word for code, word in words.items() if str(code) == text), text))


@lru_cache(maxsize=512)
def _field(name: str, part: str) -> Field | None:
    """The column that a detail names: of the part that the row speaks of, else of the file."""
    models = [apps.get_model("cadres", model) for model in MODELS]
    models.sort(key=lambda model: model._meta.verbose_name != part)
    columns = (field for model in models for field in model._meta.concrete_fields)
    return next((field for field in columns if field.name == name), None)
