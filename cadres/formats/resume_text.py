"""The official text of a résumé (简历, A1701) and its lines: read and written (domain §1.4).

    2015.08--2018.03  云州省清河市交通运输局科员
                      （其间：2016.03--2017.03柳河镇挂职；2017.09--2018.01中央党校培训）
    2018.03--         云州省清河市交通运输局副科长

A line's dates fill 16 columns and 2 blanks; whatever is wrapped, and 其间, hangs at column 18.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from cadres.choices import LineKind
from cadres.formats.limits import MOST_RESUME
from cadres.formats.resume_brackets import depth, taken_out
from core.errors import DomainError
from core.months import dotted, parse_month, span_text

HANGING = 18  # columns

# Digits of both widths; others are no digits of a date.
_DAY = (
    r"[0-9０-９]{4}[.．/][0-9０-９]{1,2}"
    r"|[0-9０-９]{4}年[0-9０-９]{1,2}月?"
    r"|[0-9０-９]{8}(?![0-9０-９])|[0-9０-９]{6}(?![0-9０-９])"
)
_PERIOD = re.compile(
    rf"(?P<since>{_DAY})\s*"
    rf"(?:(?:[-—–－～~─―]+|至(?!今)|到)\s*(?P<until>{_DAY}|至今|现在)?|至今)\s*(?P<text>.*)",
    re.DOTALL,
)
_DATED = re.compile(r"[0-9０-９]{4}[.．][0-9０-９]{1,2}(?![0-9０-９])|[0-9０-９]{6}\s")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Marks that come along when text is copied, and blanks of every width but the half one.
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_WIDE_BLANKS = re.compile(r"[\u3000\u00a0\t]")
_STUDY = re.compile("学习|进修|培训|中专|大专|专科|学士|硕士|博士|研究生|毕业")
# 工作 in the name of a major, a degree or a course is what was studied: 社会工作专业.
_SUBJECT = r"(?![^，；。、,;（）()\s]{0,6}(?:专业|学士|硕士|博士|专题|培训班|研修班|进修班))"
_WORK = re.compile(f"(?<!参加)工作{_SUBJECT}|参加工作|讲师|教师|支教|任教|博士后")

TO_NOW = ("至今", "现在")
PATTERN = "请写成“2015.08--2018.03  经历”的样子，至今的不写终止年月"


class UnreadableResume(DomainError):
    """A text that is no résumé; the sentence names the line."""

    status = 400
    title = "简历无法识别"


@dataclass(frozen=True, slots=True)
class Line:
    """A period of months, `until` exclusive and None while it lasts.

    A line that lies `within` belongs to the nearest line before it that does not.
    """

    since: date
    until: date | None
    text: str
    kind: str = LineKind.WORK
    within: bool = False

    def __str__(self) -> str:
        return span_text(self.since, self.until)

    def holds(self, month: date) -> bool:
        """Whether the month is part of the period."""
        return self.since <= month and (self.until is None or month < self.until)


class Joined(NamedTuple):
    """A physical line that was taken for the rest of the one before it."""

    number: int
    text: str
    hangs: bool  # as what is wrapped does


class _Paragraph(NamedTuple):
    """What belongs to one main line, joined, and the number of the physical line it began on."""

    number: int
    text: str


def kind_of(text: str) -> LineKind:
    """Study or work, by the words of the text: a proposal that people may turn."""
    is_study = _STUDY.search(text) and not _WORK.search(text)
    return LineKind.STUDY if is_study else LineKind.WORK


def parse(text: str, known: Iterable[Line] = ()) -> list[Line]:
    """The lines of a text; raises UnreadableResume. `known` lines keep the kind they have."""
    kinds = {(line.since, line.until, line.text): line.kind for line in known}
    return [
        replace(line, kind=kinds.get((line.since, line.until, line.text), line.kind))
        for _, line in numbered(text)
    ]


def numbered(text: str, joined: list[Joined] | None = None) -> list[tuple[int, Line]]:
    """Each line with the number of the physical one it begins on; raises UnreadableResume.

    What was taken for the rest of a line is added to `joined`, where one is given.
    """
    if len(text) > MOST_RESUME:
        raise UnreadableResume(f"简历有 {len(text):,} 个字，最多 {MOST_RESUME:,} 个，请检查内容。")
    found = _paragraphs(text, [] if joined is None else joined)
    return [(paragraph.number, line) for paragraph in found for line in _lines(paragraph)]


def write(lines: Sequence[Line]) -> str:
    """The official text of lines in order."""
    written: list[str] = []
    meanwhile: list[str] = []

    def close() -> None:
        if meanwhile:
            written.append(f"{' ' * HANGING}（其间：{'；'.join(meanwhile)}）")
            meanwhile.clear()

    for line in lines:
        until = dotted(line.until) if line.until else ""
        if line.within:
            # A semicolon would part one into two.
            text = line.text.replace("；", "，").replace(";", "，")
            meanwhile.append(f"{dotted(line.since)}--{until or '至今'}{text}")
            continue
        close()
        written.append(f"{dotted(line.since)}--{until}".ljust(HANGING) + line.text)
    close()
    return "\n".join(written)


def _paragraphs(text: str, joined: list[Joined]) -> Iterator[_Paragraph]:
    """Physical lines joined to one text per main line."""
    number, gathered, opened = 0, "", 0
    for place, raw in enumerate(_BREAK.sub("\n", _UNSEEN.sub("", text)).splitlines(), start=1):
        plain = _WIDE_BLANKS.sub(" ", raw).rstrip()
        line = plain.lstrip()
        if not line:
            continue
        is_indented = len(plain) - len(line) >= HANGING // 2
        hangs = opened > 0 and is_indented
        if _PERIOD.match(line) and not hangs:
            if gathered:
                yield _Paragraph(number, gathered)
            number, gathered, opened = place, line, depth(line)
        elif _DATED.match(line) and not hangs:
            raise UnreadableResume(f"第 {place} 行“{line[:20]}”没有起止之间的“--”，{PATTERN}。")
        elif not gathered:
            raise UnreadableResume(f"第 {place} 行“{line[:20]}”没有起止年月，{PATTERN}。")
        else:
            gathered += line
            opened += depth(line)
            joined.append(Joined(place, line, is_indented))
    if gathered:
        yield _Paragraph(number, gathered)


def _lines(paragraph: _Paragraph) -> Iterator[Line]:
    """The main line of a paragraph, then what happened meanwhile."""
    text, inside = taken_out(paragraph.text, _PERIOD)
    yield _line(paragraph.number, text)
    for part in inside:
        yield _line(paragraph.number, part, within=True)


def _line(number: int, text: str, *, within: bool = False) -> Line:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise UnreadableResume(f"第 {number} 行“{text[:20]}”没有起止年月，{PATTERN}。")
    try:
        since = parse_month(found["since"])
        until = found["until"]
        end = parse_month(until) if until and until not in TO_NOW else None
    except ValueError as fault:
        raise UnreadableResume(f"第 {number} 行：{fault}") from fault
    told = found["text"].strip()
    if not told:
        raise UnreadableResume(f"第 {number} 行“{text[:20]}”只有年月，没有经历，请补上。")
    return Line(since, end, told, kind_of(told), within)
