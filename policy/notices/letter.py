"""The text of a message: who, how many, and each matter with its days, clause and address.

No personal fact beyond the name and the matter: mail crosses machines that are not ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

MOST: Final = 40  # matters written out; the rest is counted
WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Line:
    """One matter: the notice's key, what it is, how the days stand, by when, by which clause."""

    notice: int
    matter: str
    due: date
    clause: str


@dataclass(slots=True)
class Letter:
    """One digest with what is in it; `words` and `sender` are a nudge's."""

    digest: int
    name: str
    address: str
    lines: list[Line] = field(default_factory=list)
    sender: str = ""
    words: str = ""


def subject(letter: Letter, on: date) -> str:
    """How many are overdue, how many are coming."""
    return f"{'催报' if letter.sender else '提醒'}：{_counts(letter.lines, on)}"


def body(letter: Letter, on: date) -> str:
    """The whole text."""
    late, coming = _split(letter.lines, on)
    day = f"{on.year}年{on.month}月{on.day}日（星期{WEEKDAYS[on.weekday()]}）"
    text = [f"{letter.name}同志：", ""]
    if letter.sender:
        text.append(
            f"{letter.sender}催报下列事项。" + (f"附言：{letter.words}" * bool(letter.words))
        )
    text.append(
        f"截至 {day}，需要办理的事项有 {len(letter.lines)} 项：{_counts(letter.lines, on)}。"
    )
    left = MOST
    for title, lines in (("逾期", late), ("将到期", coming)):
        if lines and left > 0:
            text += ["", f"【{title}】"]
            for number, line in enumerate(lines[:left], start=1):
                text += _lines(number, line, on)
            left -= len(lines)
    if left < 0:
        text += ["", f"另有 {-left} 项，请到系统中查看。"]
    text += [
        "",
        f"全部通知：{address_of(reverse('notices:inbox'))}",
        f"不再接收邮件：{address_of(reverse('notices:preferences'))}（站内通知仍然保留）",
        "",
        f"本邮件由{settings.CITY_NAME}{settings.PROGRAMME}系统自动发出，请勿回复。",
        "每条通知的网址里写明了为什么发给您；事项办结以后不再提醒。",
    ]
    return "\n".join(text) + "\n"


def _lines(number: int, line: Line, on: date) -> list[str]:
    facts = f"{days_in_words(line.due, on)}（期限 {line.due}），条款 {line.clause}"
    url = address_of(reverse("notices:detail", args=[line.notice]))
    return [f"{number}. {line.matter}", f"   {facts}", f"   {url}"]


def days_in_words(due: date, on: date) -> str:
    """逾期 6 天, 今天到期, 还有 4 天."""
    left = (due - on).days
    if left < 0:
        return f"逾期 {-left} 天"
    return f"还有 {left} 天" if left else "今天到期"


def address_of(path: str) -> str:
    """A page as it is reached from outside."""
    return f"{settings.BASE_URL}{path}"


def message(letter: Letter, on: date) -> EmailMessage:
    """As it is sent; its Message-ID is the same however often it is tried."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return EmailMessage(
        subject=subject(letter, on),
        body=body(letter, on),
        to=[letter.address],
        headers={
            "Message-ID": f"<digest-{letter.digest}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _counts(lines: Sequence[Line], on: date) -> str:
    late, coming = _split(lines, on)
    return "，".join(
        [f"逾期 {len(late)} 项"] * bool(late) + [f"将到期 {len(coming)} 项"] * bool(coming)
    )


def _split(lines: Sequence[Line], on: date) -> tuple[list[Line], list[Line]]:
    ordered = sorted(lines, key=lambda line: (line.due, line.notice))
    return [one for one in ordered if one.due < on], [one for one in ordered if one.due >= on]
