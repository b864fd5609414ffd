"""What the parts of a draft are said with: a figure by its placeholder, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reporting.gathering.content import Content
from reporting.gathering.keys import BY_KEY

ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of a year, to be named in words; `before` are those filed a year ago."""

    content: Content
    is_county: bool
    before: Content | None = None

    @property
    def place(self) -> str:
        """Who reports, as it speaks of itself."""
        return "本地区" if self.is_county else "本单位"

    def number(self, key: str) -> Decimal | None:
        """A figure to compare; None where there is none, or no number."""
        try:
            return Decimal(self.content.value(key))
        except InvalidOperation:
            return None

    def some(self, key: str) -> bool:
        """Whether there was any."""
        return bool(self.number(key))

    def none(self, key: str) -> bool:
        """Whether it is known that there was none."""
        return self.number(key) == 0

    def below(self, key: str, most: Decimal | None) -> bool:
        """Whether a figure is known to be less."""
        found = self.number(key)
        return found is not None and most is not None and found < most

    def slot(self, key: str) -> str:
        """The placeholder of a figure."""
        return f"〔{BY_KEY[key].label}〕"

    def with_last(self, key: str) -> str:
        """The placeholder, and what was filed a year ago, which does not change any more."""
        last = self.before.value(key) if self.before else ""
        return self.slot(key) + (f"（上年{last}{BY_KEY[key].unit}）" if last else "")

    def listed(self, pairs: Iterable[tuple[str, str]], mark: str = "、") -> str:
        """What there is of these: 女干部〔女干部人数〕、党外干部〔党外干部人数〕."""
        return mark.join(f"{words}{self.slot(key)}" for words, key in pairs if self.some(key))


def headed(parts: Iterable[tuple[str, str]]) -> str:
    """Paragraphs under headings, counted: （一）学习培训。… Those that say nothing are left out."""
    said = [(title, text) for title, text in parts if text]
    places = zip(ORDINALS, said, strict=False)
    return "\n".join(f"（{place}）{title}。{text}" for place, (title, text) in places)


def counted(sentences: Iterable[str]) -> str:
    """一是……。二是……。 One alone is not counted; none is nothing."""
    said = [one for one in sentences if one]
    if len(said) < 2:
        return "".join(f"{one}。" for one in said)
    return "".join(f"{place}是{one}。" for place, one in zip(ORDINALS, said, strict=False))
