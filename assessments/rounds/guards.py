"""What the verbs of the yearly assessment refuse: one sentence each, with what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final, NoReturn

from django.core.exceptions import ValidationError

from assessments.rounds.choices import Basis, NoGrade, Outcome
from assessments.rounds.figures import RoundFigures
from assessments.rounds.models import Assessment

FIRST_YEAR: Final = 1994  # 《国家公务员暂行条例》: before it nobody was assessed so
WITHOUT_GRADE: Final = (Outcome.UNGRADED, Outcome.ABSENT)
LONGEST: Final = 4000  # characters of one text


def refuse_year(year: int, on: date) -> None:
    """A round is of this year or of the last."""
    if year > on.year:
        at("year", f"{year} 年度还没有到，不能开始考核。")
    if year < on.year - 1:
        at("year", f"{year} 年度已过去多年，请把当年的等次作为往年考核补录，不另开考核。")


def refuse_past_year(year: int, on: date, work_start: date | None) -> None:
    """A year past is over, and he worked in it."""
    if year >= on.year:
        at("year", f"{year} 年度还没有结束，请由单位组织考核，不能补录。")
    if year < FIRST_YEAR:
        at("year", f"{year} 年早于 {FIRST_YEAR} 年，请核对年度。")
    if work_start is not None and year < work_start.year:
        at("year", f"{year} 年早于参加工作时间 {work_start:%Y.%m}，请核对年度。")


def refuse_day(field: str, day: date, on: date, earliest: date | None, what: str) -> None:
    """Not to come yet, and not before what it follows."""
    if day > on:
        at(field, f"日期 {day} 还没有到，请在当天或以后登记。")
    if earliest is not None and day < earliest:
        at(field, f"日期 {day} 不能早于{what} {earliest}。")


def refuse_numbers(values: Mapping[str, Any], figures: RoundFigures, sheets: int) -> None:
    """Numbers of a round that fit each other and the figures."""
    headcount, others = values["headcount"], values["others_excellent"]
    if headcount is not None and headcount < sheets:
        at("headcount", f"参加考核总人数 {headcount} 少于本次登记表 {sheets} 份，请核对。")
    if headcount is not None and others > headcount - sheets:
        rest = headcount - sheets
        at("others_excellent", f"名册外优秀 {others} 人多于名册外参加考核的 {rest} 人，请核对。")
    percent, document = values["percent"], values["percent_document"]
    if percent is None and document:
        at("percent", "填写了同意文号，也要填写经同意的优秀比例。")
    if percent is None:
        return
    if not document:
        at("percent_document", f"优秀比例提高到 {percent}%，要填写公务员主管部门同意的文号。")
    if percent <= figures.percent:
        at("percent", f"{percent}% 没有超过一般比例 {figures.percent}%，不用填写。")
    if percent > figures.most:
        at("percent", f"{percent}% 超过最高比例 {figures.most}%，请改为不超过 {figures.most}%。")


def refuse_outcome(outcome: str, no_grade: str, note: str, *, may_be_past: bool = False) -> None:
    """A year without a grade says why; one with a grade has no such reason."""
    if outcome not in Outcome.values:
        at("outcome", "请选择等次。")
    if outcome in WITHOUT_GRADE:
        if no_grade not in NoGrade.values:
            at("no_grade", f"{Outcome(outcome).label}要选择情形。")
        if no_grade == NoGrade.OTHER and not note.strip():
            at("no_grade_note", "情形为“其他”的，请写明说明。")
    elif no_grade:
        label = Outcome(outcome).label
        at("no_grade", f"等次是{label}，不用选择不定等次情形；确属该情形的，请把等次改为不定等次。")


def refuse_unheard(sheet: Assessment, host_opinion: str) -> None:
    """The unit that sent somebody out hears the host before it judges."""
    if sheet.basis == Basis.SENDER and not host_opinion.strip():
        at("host_opinion", f"{sheet.basis_words}，请先填写接收单位意见。")


def refuse_long(values: Mapping[str, str]) -> None:
    """Texts that a sheet can carry."""
    for field, text in values.items():
        most = getattr(Assessment._meta.get_field(field), "max_length", None) or LONGEST
        if len(text) > most:
            at(field, f"写了 {len(text)} 字，最多 {most} 字，请精简。")


def last_objection(decided_on: date, days: int) -> date:
    """The last day on which a decided grade is objected to."""
    return decided_on + timedelta(days=days)


def at(field: str, sentence: str) -> NoReturn:
    """Refuse at a field."""
    raise ValidationError({field: [sentence]})
