"""A résumé as a file has it: its lines, and what is worth a look, with the number of the line."""

import re
from collections.abc import Iterator, Sequence

from cadres.formats.remarks import Remark
from cadres.formats.resume_brackets import MEANWHILE
from cadres.formats.resume_order import gaps, neighbours, overlap
from cadres.formats.resume_text import PATTERN, Joined, Line, numbered
from core.months import dotted

# Everything up to the first word, the characters of dates aside.
_HEAD = re.compile(r"[^\u3400-\u9fff（(]*(?:[年月至到][^\u3400-\u9fff（(]*)*")
_DIGIT = re.compile("[0-9０-９]")
_SPAN = re.compile("[0-9０-９].{0,8}?[-—–－～~─―至到].{0,3}[0-9０-９]?")
LEAST_DIGITS = 3
LOOKED_AT = 60  # characters behind （其间：


def looked_at(text: str) -> tuple[list[Line], list[Remark]]:
    """The lines of an official text with remarks about it; raises UnreadableResume."""
    joined: list[Joined] = []
    found = numbered(text, joined)
    lines = [line for _, line in found]
    numbers = [number for number, _ in found]
    said = [*_misspelt(joined, found), *_order(lines, numbers)]
    return lines, [Remark("resume", value, reason) for value, reason in said]


def misread(text: str) -> list[str]:
    """A sentence for each place where a period is misspelt, so that it was taken for mere text."""
    joined: list[Joined] = []
    found = numbered(text, joined)
    return [reason for _, reason in _misspelt(joined, found)]


def gap_sentences(lines: Sequence[Line]) -> list[str]:
    """A sentence for each gap of more than a month: refused is none, looked at should be all."""
    return [_gap(one, other) for (_, one), (_, other) in gaps(lines)]


def _gap(one: Line, other: Line) -> str:
    until = dotted(one.until) if one.until else ""
    return f"简历在 {until} 到 {dotted(other.since)} 之间有空档，请核对。"


def _order(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[tuple[str, str]]:
    for (place, one), (next_place, other) in gaps(lines):
        yield str(other), f"第 {numbers[place]} 行与第 {numbers[next_place]} 行：{_gap(one, other)}"
    for (place, one), (next_place, other) in neighbours(lines):
        if overlap(one, other):
            places = f"第 {numbers[next_place]} 行的 {other} 与第 {numbers[place]} 行的 {one}"
            advice = "请核对；同一时期的学习、挂职等请写进“（其间：…）”。"
            yield str(other), f"{places} 重叠，{advice}"


def _misspelt(
    joined: Sequence[Joined], found: Sequence[tuple[int, Line]]
) -> Iterator[tuple[str, str]]:
    """Rests of lines that begin as a date would; then what is meanwhile."""
    for number, text, hangs in joined:
        head = _head(text)
        is_dated = len(_DIGIT.findall(head)) >= LEAST_DIGITS
        if is_dated and (not hangs or _SPAN.search(head)):
            begun = text[:20]
            told = "像是起止年月却读不出来，已并入上一行，请核对"
            yield begun, f"第 {number} 行“{begun}”{told}；{PATTERN}。"
    for number, line in found:
        yield from _misspelt_meanwhile(number, line)


def _misspelt_meanwhile(number: int, line: Line) -> Iterator[tuple[str, str]]:
    """Parts of （其间：…） that begin as a period would, and were left where they stood."""
    notes = [
        line.text[note.end() : note.end() + LOOKED_AT] for note in MEANWHILE.finditer(line.text)
    ]
    for text in [*notes, *(line.text.split("，")[1:] if line.within else ())]:
        head = _head(text)
        if _SPAN.search(head) and len(_DIGIT.findall(head)) >= LEAST_DIGITS:
            begun = text[:20]
            told = "像是起止年月却读不出来，请核对"
            yield begun, f"第 {number} 行其间的“{begun}”{told}；{PATTERN}。"


def _head(text: str) -> str:
    found = _HEAD.match(text)
    return found[0] if found else ""
