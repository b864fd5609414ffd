"""The evidence of somebody's grassroots months: every period, whether it counts, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cadres.people.models import Cadre
from core.months import span_text
from core.scoping import Viewer
from rotation.choices import GrassrootsKind
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.months import TWO_YEARS, lines, postings
from rotation.postings.models import Posting

POSTING, RESUME = "任职与锻炼", "简历"
SHORT: Final = "起止在同一个月，不足一个月"
LABELS = dict(GrassrootsKind.choices)


@dataclass(slots=True)
class Line:
    """A period: `months` long, of which `counted` are counted here and nowhere else.

    `kind` is blank for what does not count; `why` says why it counts or not, `shared` with what it
    overlaps. `posting` or `line` is the key of what it is.
    """

    source: str
    first: int
    beyond: int
    span: str
    text: str
    kind: str
    why: str
    posting: int | None = None
    line: int | None = None
    is_judged: bool = False
    counted: int = 0
    shared: list[str] = field(default_factory=list)

    @property
    def months(self) -> int:
        """Its own length."""
        return max(self.beyond - self.first, 0)

    @property
    def label(self) -> str:
        """The kind in words."""
        return LABELS.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every period in order of time, and the sum."""

    lines: list[Line]

    @property
    def months(self) -> int:
        """Months, each counted once."""
        return sum(line.counted for line in self.lines)

    @property
    def is_enough(self) -> bool:
        """两年以上基层工作经历."""
        return self.months >= TWO_YEARS


def evidence(cadre: Cadre, viewer: Viewer, on: date, *, with_reasons: bool = True) -> Evidence:
    """What the viewer sees of it. Two statements; why somebody judged so is not for the person."""
    found = [*_of_postings(cadre, viewer, on), *_of_resume(cadre, viewer, on, with_reasons)]
    found.sort(key=lambda line: (line.first, line.beyond, line.source))
    return Evidence(counted_once(found))


def counted_once(found: list[Line]) -> list[Line]:
    """Periods in order of time: what an earlier one has counted already is not counted again."""
    reached = 0
    counting: list[Line] = []
    for line in found:
        if not line.kind:
            continue
        line.counted = max(line.beyond - max(line.first, reached), 0)
        if line.counted < line.months:
            line.shared = _overlapped(line, counting)
        reached = max(reached, line.beyond)
        counting.append(line)
    return found


def _overlapped(line: Line, before: Iterable[Line]) -> list[str]:
    return [f"{other.span} {other.text}" for other in before if other.beyond > line.first]


def _of_postings(cadre: Cadre, viewer: Viewer, on: date) -> Iterable[Line]:
    rows = postings(on).visible_to(viewer).filter(cadre=cadre).select_related("unit")
    for one in rows:
        kind = one.grassroots
        why = f"登记为“{LABELS[kind]}”经历" if kind else "登记时没有计为基层经历"
        until = one.ended_on if one.ended_on and one.ended_on <= on else None
        made = Line(
            source=POSTING,
            first=one.first,
            beyond=one.beyond,
            span=span_text(one.since, until),
            text=said(one),
            kind=kind,
            why=why,
            posting=one.pk,
        )
        yield _not_too_short(made)


def _of_resume(cadre: Cadre, viewer: Viewer, on: date, with_reasons: bool) -> Iterable[Line]:
    judgements = GrassrootsJudgement.objects.visible_to(viewer).filter(cadre=cadre)
    reasons = {(one.since, one.text): one.reason for one in judgements} if with_reasons else {}
    for one in lines(on).visible_to(viewer).filter(cadre=cadre):
        until = one.until if one.until and one.until <= on else None
        made = Line(
            source=RESUME,
            first=one.first,
            beyond=one.beyond,
            span=span_text(one.since, until),
            text=one.text,
            kind=one.told,
            why=_why(one.judged, one.told, reasons.get((one.since, one.text), "")),
            line=one.pk,
            is_judged=one.judged is not None,
        )
        yield _not_too_short(made)


def _why(judged: str | None, told: str, reason: str) -> str:
    if judged is None:
        return f"经历中的文字说明是“{LABELS[told]}”" if told else "从经历中的文字看不出是基层工作"
    found = f"认定为“{LABELS[judged]}”" if judged else "认定为不计入"
    return f"{found}：{reason}" if reason else found


def _not_too_short(line: Line) -> Line:
    if line.kind and not line.months:
        line.why = f"{line.why}，但{SHORT}"
    return line


def said(posting: Posting) -> str:
    """挂任柳河镇副镇长: what a posting is, in a line."""
    return f"{posting.get_kind_display()}　{posting.unit.name}{posting.title}"
