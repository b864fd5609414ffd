"""Each line of a résumé alone: its months, its words, and 其间 inside its period (domain §1.4)."""

from datetime import date
from functools import partial
from typing import Final

from django.db.models import F, Q
from django.db.models.lookups import Exact, LessThan

from cadres.checks.expressions import times, years_after
from cadres.checks.rule import FORM_FILLING, Rows, Rule, Severity, Theme, on_day, where
from core.months import dotted, full_years, span_text

YOUNGEST: Final = 14  # years of age, before which no line of a form begins

error = partial(Rule, theme=Theme.RESUME, severity=Severity.ERROR, rows=Rows.RESUME)
warning = partial(Rule, theme=Theme.RESUME, severity=Severity.WARNING, rows=Rows.RESUME)


def _span(since: date, until: date | None, *_more: object) -> str:
    return span_text(since, until)


RULES: Final = (
    error(
        code="resume.before_birth",
        sentence="简历的起始年月晚于出生年月",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "Cadre.birth"),
        wrong=where(Q(since__lte=F("cadre__birth"))),
        shown=("since", "cadre__birth"),
        say=lambda since, birth: (
            f"起始年月 {dotted(since)} 不晚于出生年月 {dotted(birth)}，请核对。"
        ),
    ),
    warning(
        code="resume.young",
        sentence="简历从中专、大学或参加工作写起",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.within", "Cadre.birth"),
        wrong=where(
            Q(within__isnull=True, since__gt=F("cadre__birth"))
            & Q(LessThan(F("since"), years_after("cadre__birth", YOUNGEST)))
        ),
        shown=("since", "cadre__birth"),
        say=lambda since, birth: (
            f"{dotted(since)} 时只有 {full_years(birth, since)} 岁，简历从中专、大学或参加工作"
            "写起，请核对起始年月，或去掉这一段。"
        ),
    ),
    error(
        code="resume.to_come",
        sentence="简历的起止年月不在将来",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.until"),
        wrong=on_day(lambda on: Q(since__gt=on) | Q(until__gt=on)),
        shown=("since", "until"),
        value=_span,
        say=lambda since, until: (
            f"{span_text(since, until)} 还没有到，请核对起止年月，至今的不填终止年月。"
        ),
    ),
    error(
        code="resume.backwards",
        sentence="简历的终止年月不早于起始年月",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.until"),
        wrong=where(Q(until__lt=F("since"))),
        shown=("since", "until"),
        value=_span,
        say=lambda since, until: f"终止年月 {dotted(until)} 早于起始年月 {dotted(since)}，请核对。",
    ),
    error(
        code="resume.outside",
        sentence="“其间”的起止年月在所属的经历之内",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.until", "ResumeLine.within"),
        wrong=where(
            Q(since__lt=F("within__since"))
            | Q(until__gt=F("within__until"))
            | Q(until__isnull=True, within__until__isnull=False)
        ),
        shown=("since", "until", "within__since", "within__until"),
        value=_span,
        say=lambda since, until, begun, ended: (
            f"其间的 {span_text(since, until)} 不在所属经历 {span_text(begun, ended)} 之内，"
            "请核对起止年月。"
        ),
    ),
    error(
        code="resume.no_text",
        sentence="每段简历都写明经历",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.text",),
        wrong=where(Q(text__regex=r"^[\s\u3000]*$")),
        shown=("since", "until"),
        value=lambda _since, _until: "",
        say=lambda since, until: f"{span_text(since, until)} 这段没有写经历，请补上。",
    ),
    warning(
        code="resume.brackets",
        sentence="简历里的括号成对",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.text",),
        wrong=where(~Q(Exact(times("text", "（("), times("text", "）)")))),
        shown=("text",),
        say=lambda text: f"“{text[:40]}”里的括号没有成对，请补全。",
    ),
)
