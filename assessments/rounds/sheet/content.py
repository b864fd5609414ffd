"""The texts of the registration form, whatever it is going to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.rounds.choices import Basis, Outcome
from assessments.rounds.models import Assessment
from cadres.choices import POLITICAL
from core.codes.vocabulary import vocabulary
from core.months import dotted

ASPECTS = ("politics", "results", "style", "integrity", "shortcomings")
WITHOUT_GRADE = (Outcome.UNGRADED, Outcome.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Every cell as it is printed; what is not there yet is blank."""

    year: int
    name: str
    gender: str
    birth: str
    politics: str
    title: str
    work: str
    summary: str
    summary_on: str
    training: str
    comment: str
    comment_on: str
    decision: str
    decided_on: str
    opinion: str
    opinion_on: str
    no_grade: str
    no_grade_on: str

    @property
    def plain_name(self) -> str:
        """The name without the blank that print puts between two characters."""
        return self.name.replace("　", "")


def form_of(sheet: Assessment, *, told: bool, hears: bool = True) -> Form:
    """The form; without `told` nothing that others say of him, without `hears` no discipline."""
    cadre, none = sheet.cadre, WITHOUT_GRADE

    def open_day(value: date | None) -> str:
        return day_text(value) if told else ""

    return Form(
        year=sheet.year,
        name="　".join(cadre.name) if len(cadre.name) == 2 else cadre.name,
        gender=cadre.get_gender_display(),
        birth=dotted(cadre.birth) if cadre.birth else "",
        politics=vocabulary(POLITICAL).get(cadre.political_status, ""),
        title=sheet.title or cadre.title,
        work=sheet.work,
        summary=summary_of(sheet),
        summary_on=day_text(sheet.summary_on),
        training=sheet.training,
        comment=comment_of(sheet) if told else "",
        comment_on=open_day(sheet.proposed_on),
        decision=decision_of(sheet) if told else "",
        decided_on=open_day(sheet.decided_on),
        opinion=_opinion(sheet),
        opinion_on=day_text(sheet.person_on or sheet.objected_on),
        no_grade=no_grade_of(sheet) if told and hears else "",
        no_grade_on=open_day(sheet.decided_on if sheet.outcome in none else None),
    )


def summary_of(sheet: Assessment) -> str:
    """His summary, and what he says of each aspect."""
    texts = [(name, getattr(sheet, name).strip()) for name in ASPECTS]
    parts = [sheet.summary.strip(), *(f"{_label(name)}：{text}" for name, text in texts if text)]
    return "\n".join(part for part in parts if part)


def comment_of(sheet: Assessment) -> str:
    """What the leader says and wishes, and what the host said where it was heard."""
    parts = [sheet.comment.strip()]
    if sheet.basis == Basis.SENDER and sheet.host_opinion:
        parts.append(f"接收单位意见：{sheet.host_opinion}")
    if sheet.proposed:
        parts.append(_wished(sheet.proposed))
    return "\n".join(part for part in parts if part)


def decision_of(sheet: Assessment) -> str:
    """What the committee decided, in words, and what became of an objection."""
    if not sheet.outcome:
        return ""
    first = sheet.outcome_before or sheet.outcome
    parts = [sheet.decision.strip() or _decided(sheet, first)]
    if sheet.reviewed_on:
        kept = "维持" if first == sheet.outcome else "变更为"
        result = f"{kept}{Outcome(sheet.outcome).label}"
        parts.append(f"复核决定（{day_text(sheet.reviewed_on)}）：{result}。{sheet.review}")
    return "\n".join(parts)


def no_grade_of(sheet: Assessment) -> str:
    """Why there is no grade."""
    if not sheet.no_grade or (sheet.outcome or sheet.proposed) not in WITHOUT_GRADE:
        return ""
    why = sheet.get_no_grade_display()
    return f"{why}。{sheet.no_grade_note}" if sheet.no_grade_note else f"{why}。"


def day_text(value: date | None) -> str:
    """2026年12月20日."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def _label(name: str) -> str:
    return str(Assessment._meta.get_field(name).verbose_name)


def _wished(proposed: str) -> str:
    what = Outcome(proposed).label
    return f"建议{what}。" if proposed in WITHOUT_GRADE else f"建议评为{what}等次。"


def _decided(sheet: Assessment, outcome: str) -> str:
    what = Outcome(outcome).label
    held = sheet.round and sheet.round.meeting
    by = f"经{day_text(sheet.round.settled_on)}{held}研究，" if held and sheet.round else ""
    return f"{by}{'' if outcome in WITHOUT_GRADE else '确定为'}{what}" + (
        "。" if outcome in WITHOUT_GRADE else "等次。"
    )


def _opinion(sheet: Assessment) -> str:
    """His own words, which nobody else wrote: they are his to read whenever he wrote them."""
    parts = [sheet.person_opinion.strip()]
    if sheet.objected_on:
        parts.append(f"申请复核：{sheet.objection}")
    return "\n".join(part for part in parts if part)
