"""The course of a case, line by line, as far as a viewer may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessments.cases.choices import CaseVerb
from assessments.cases.models import CaseStep

DECISIONS = frozenset(
    {CaseVerb.KEEP, CaseVerb.OBSERVE, CaseVerb.RELEASE, CaseVerb.ADMIT, CaseVerb.DECLINE}
)
# What the person himself reads of a case: his own words and what was decided, with its reason.
TOLD = DECISIONS | {CaseVerb.STATE}
BARE = frozenset({CaseVerb.OPEN, CaseVerb.WITHDRAW})  # told as facts, without the offices' words
CALLED = {CaseVerb.STATE: "本人陈述"}  # whoever wrote it down
NAMES = {"opinion": "意见", "meeting": "研究会议", "document": "文号", "observe_until": "观察至"}


@dataclass(frozen=True, slots=True)
class Line:
    """One step: `details` are label and words; `words` what was said or why it was decided."""

    label: str
    on: date
    words: str
    details: tuple[tuple[str, str], ...]
    who: str


def lines_of(steps: Iterable[CaseStep], *, is_office: bool) -> list[Line]:
    """From the opening to the last step; the person himself is told what TOLD has, and no names."""
    return [line for step in steps if (line := _line(step, is_office=is_office))]


def _line(step: CaseStep, *, is_office: bool) -> Line | None:
    verb = CaseVerb(step.verb)
    if not is_office and verb not in TOLD and verb not in BARE:
        return None
    return Line(
        label=CALLED.get(verb) or str(verb.label),
        on=step.on,
        words=step.words if is_office or verb in TOLD else "",
        details=tuple(_details(step.detail)) if is_office or verb in TOLD else (),
        who=str(step.detail.get("by") or step.done_by or "系统") if is_office else "",
    )


def _details(detail: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for name, label in NAMES.items():
        if detail.get(name):
            yield label, str(detail[name])
