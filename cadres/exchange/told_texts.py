"""Texts of a form taken as values: what is too long, or no month, is told of and left out."""

import calendar
import re
from datetime import date
from typing import Any

from django.db import models

from cadres.exchange.told import Told
from cadres.people.models import Cadre
from core.months import parse_month

# Characters that are no text: the database refuses NUL, and XML all of them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
NONE_WORDS = frozenset({"无", "(无)", "（无）"})
YEAR = re.compile(r"[0-9]{4}年?")
DAY = re.compile(r"([0-9]{4})[.\-/年]?([0-9]{2})[.\-/月]?([0-9]{2})日?")


def cleaned(text: str | None) -> str:
    """The text without control characters and the blanks around it; "" for an absent element."""
    return CONTROLS.sub("", text).strip() if text else ""


def put_text(told: Told, name: str, text: str | None, *, none_words: bool = False) -> None:
    """A text of `Cadre`; with `none_words` 无 says nothing."""
    _put(told, told.values, Cadre, name, text, none_words)


def put_form_text(
    told: Told, model: type[models.Model], name: str, text: str | None, *, none_words: bool = False
) -> None:
    """A text of the form's own; with `none_words` 无 says nothing."""
    _put(told, told.texts, model, name, text, none_words)


def put_month(told: Told, name: str, text: str | None, label: str) -> None:
    """A month of `Cadre`."""
    if (month := month_of(told, name, text, label)) is not None:
        told.values[name] = month


def month_of(told: Told, name: str, text: str | None, label: str) -> date | None:
    """The month of a text; None where it says none, and what it says instead is warned of."""
    text = cleaned(text)
    if not text:
        return None
    if YEAR.fullmatch(text):
        told.warn(name, text, f"{label}“{text}”只有年份，没有月份，没有取用，请补全。")
        return None
    try:
        return parse_month(text)
    except ValueError as fault:
        told.warn(name, text[:40], f"{label}没有取用：{fault}")
        return None


def put_day(told: Told, name: str, text: str | None, label: str) -> None:
    """A day of the form's own; of a month alone it is the last day, as forms count to it."""
    text = cleaned(text)
    if found := DAY.fullmatch(text):
        try:
            told.texts[name] = date(*map(int, found.groups()))
        except ValueError:
            told.warn(name, text, f"{label}“{text}”不是日期，没有取用，请写成 20250630 的样子。")
    elif month := month_of(told, name, text, label):
        last = calendar.monthrange(month.year, month.month)[1]
        told.texts[name] = month.replace(day=last)


def _put(
    told: Told,
    values: dict[str, Any],
    model: type[models.Model],
    name: str,
    text: str | None,
    none_words: bool,
) -> None:
    text = cleaned(text)
    if not text or (none_words and text in NONE_WORDS):
        return
    field = model._meta.get_field(name)
    longest = field.max_length
    if longest and len(text) > longest:
        told.warn(
            name,
            f"{text[:30]}…",
            f"{field.verbose_name}有 {len(text)} 个字，最多 {longest} 个，没有取用，请缩短。",
        )
        return
    values[name] = text
