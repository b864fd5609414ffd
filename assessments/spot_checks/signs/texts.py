"""Texts that are too much alike, or too short.

Two texts are compared as they are without what is changed when one is copied for the next person:
names, he or she, numbers and dates, punctuation and spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from assessments.spot_checks.signs.kinds import Record, Sign, SignKind

# Per cent of equal text (Indel similarity). Of 39,000 pairs of honest notes about different people
# of one unit, made of shared set phrases, the nearest two were 68 % alike; copies with names, dates
# and a clause changed are 97 % and more alike, and those with one of the four points written anew
# mostly above 74 (docs/spot-checks.md). One point alone is formulaic: it must be nearly the same.
WHOLE_ALIKE = 74.0
POINT_ALIKE = 93.0
# Characters after normalising. Two set phrases in one point make up to fifty, and are the same by
# chance in one honest record of twenty-five; sixty were not.
LEAST_WHOLE = 40
LEAST_POINT = 60
# Below this four points cannot say anything about one person in particular.
SHORT = 60
MOST_OTHERS = 5

POINTS = ("思想情况", "工作情况", "作风情况", "生活和困难")
NUMBERS = re.compile(
    r"[\d一二三四五六七八九十百两]+(?:年|月|日|号|季度|次|个|名|人|天|周|项|户|件|份)?"
)
PRONOUNS = re.compile("[她您你]")
SILENT = re.compile(r"[\W_]+")  # punctuation, spaces, signs
CALLED = re.compile("同志|同事|老师")


@dataclass(frozen=True, slots=True)
class Text:
    """What a record says, normalised: each point, and the four together."""

    record: Record
    points: tuple[str, ...]

    @property
    def whole(self) -> str:
        return "".join(self.points)


def normalised(text: str, names: Iterable[str]) -> str:
    """The text without names, numbers, dates, punctuation and spaces."""
    text = unicodedata.normalize("NFKC", text)
    for name in names:
        if len(name) > 1:
            text = text.replace(name, "")
            if len(name) > 2:
                text = text.replace(name[1:], "")
    text = PRONOUNS.sub("他", NUMBERS.sub("", CALLED.sub("", text)))
    return SILENT.sub("", text)


def texts_of(records: Iterable[Record]) -> list[Text]:
    """The records of one unit, normalised; each loses the name of the person and of the speaker."""
    return [
        Text(r, tuple(normalised(point, (r.name, r.led_by)) for point in r.points[:4]))
        for r in records
    ]


def copied(texts: Sequence[Text]) -> Iterator[Sign]:
    """Records of one unit that say the same about different people."""
    alike: dict[int, dict[int, tuple[float, str]]] = {}
    for what, least, cutoff, chosen in _comparisons():
        rows = [(text.record, said) for text in texts if len(said := chosen(text)) >= least]
        for one, other, score in _pairs(rows, cutoff):
            for a, b in ((one, other), (other, one)):
                best = alike.setdefault(a.key, {})
                if score > best.get(b.key, (0.0, ""))[0]:
                    best[b.key] = (score, what)
    known = {text.record.key: text.record for text in texts}
    for key, found in alike.items():
        yield _sign(known[key], found, known, SignKind.COPIED)


def repeated(texts: Sequence[Text], former: Mapping[int, Sequence[Text]]) -> Iterator[Sign]:
    """Records that repeat what was written about the same person before; `former` by cadre."""
    for text in texts:
        found: dict[int, tuple[float, str]] = {}
        known: dict[int, Record] = {}
        for old in former.get(text.record.cadre, ()):
            for what, least, cutoff, chosen in _comparisons():
                a, b = chosen(text), chosen(old)
                if min(len(a), len(b)) < least:
                    continue
                score = 100 * Indel.normalized_similarity(a, b, score_cutoff=cutoff / 100)
                if score > found.get(old.record.key, (0.0, ""))[0]:
                    found[old.record.key] = (score, what)
                    known[old.record.key] = old.record
        if found:
            yield _sign(text.record, found, known, SignKind.REPEATED)


def short(texts: Iterable[Text]) -> Iterator[Sign]:
    """Notes that say next to nothing."""
    for text in texts:
        length = sum(len("".join(point.split())) for point in text.record.points[:4])
        empty = [name for name, point in zip(POINTS, text.points, strict=True) if not point]
        if length < SHORT:
            said = f"，“{'、'.join(empty)}”没有内容" if empty else ""
            sentence = f"四个方面合计 {length} 字，少于 {SHORT} 字{said}。"
            yield Sign(text.record.key, SignKind.SHORT, sentence)


def _comparisons():
    yield "四个方面", LEAST_WHOLE, WHOLE_ALIKE, lambda text: text.whole
    for number, label in enumerate(POINTS):
        yield label, LEAST_POINT, POINT_ALIKE, lambda text, n=number: text.points[n]


def _pairs(
    rows: Sequence[tuple[Record, str]], cutoff: float
) -> Iterator[tuple[Record, Record, float]]:
    """Pairs of different people at or above the cutoff; equal texts are found without comparing."""
    by_text: dict[str, list[Record]] = {}
    for record, said in rows:
        by_text.setdefault(said, []).append(record)
    for same in by_text.values():
        for at, one in enumerate(same[: MOST_OTHERS + 1]):
            for other in same[at + 1 :]:
                if one.cadre != other.cadre:
                    yield one, other, 100.0
    # Sorted by length: whoever is too much longer than the first cannot be alike.
    texts = sorted(by_text, key=len)
    reach = cutoff / (200 - cutoff)  # of the lengths, by the definition of the similarity
    end = 0
    for at, text in enumerate(texts):
        end = max(end, at + 1)
        while end < len(texts) and len(text) >= reach * len(texts[end]):
            end += 1
        found = process.extract_iter(
            text, texts[at + 1 : end], scorer=Indel.normalized_similarity, score_cutoff=cutoff / 100
        )
        for alike, score, _place in found:
            for one in by_text[text][: MOST_OTHERS + 1]:
                for two in by_text[alike]:
                    if one.cadre != two.cadre:
                        yield one, two, 100 * score


def _sign(
    record: Record,
    found: Mapping[int, tuple[float, str]],
    known: Mapping[int, Record],
    kind: SignKind,
) -> Sign:
    """One sentence: the nearest record, what of it, how much, and how many others."""
    order = sorted(found, key=lambda key: (-found[key][0], key))
    nearest = known[order[0]]
    score, what = found[order[0]]
    day = nearest.held_on.isoformat()
    whose = f"本人 {day} 的记录" if kind == SignKind.REPEATED else f"{nearest.name} {day} 的记录"
    more = f"；另有 {len(order) - 1} 份也相近" if len(order) > 1 else ""
    sentence = f"“{what}”与{whose}相同 {int(score)}%（去掉姓名、日期、标点后）{more}。"
    return Sign(record.key, kind, sentence, tuple(order[:MOST_OTHERS]))


def counted(signs: Iterable[Sign]) -> Counter[SignKind]:
    """How many of each kind."""
    return Counter(sign.kind for sign in signs)
