"""The résumé as a whole: without a gap or an overlap, up to the present post (domain §1.4)."""

from datetime import date
from functools import partial
from typing import Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When, Window
from django.db.models.functions import Lead
from django.db.models.lookups import Exact

from cadres.checks.expressions import months_after, squeezed
from cadres.checks.rule import FORM_FILLING, NATIONAL, Rows, Rule, Severity, Theme, where
from cadres.people.models import ResumeLine
from core.months import dotted, months_between, span_text

MAIN: Final = Q(within__isnull=True)

error = partial(Rule, theme=Theme.RESUME, severity=Severity.ERROR, rows=Rows.RESUME)
warning = partial(Rule, theme=Theme.RESUME, severity=Severity.WARNING, rows=Rows.RESUME)


def _followed(rows: QuerySet) -> QuerySet:
    """Main lines, each with the month in which the next one begins."""
    after = Window(Lead("since"), partition_by=F("cadre"), order_by=(F("since"), F("pk")))
    return rows.filter(MAIN).annotate(after=after)


def _last(rows: QuerySet) -> QuerySet:
    """Main lines with `last`, the last one's end; null for all the others.

    A condition on `until` itself would be asked before the lines are put in order.
    """
    return _followed(rows).annotate(last=Case(When(after__isnull=True, then="until")))


def _overlapping(rows: QuerySet, _on: date) -> QuerySet:
    return _followed(rows).filter(
        Q(until__gt=F("after")) | Q(until__isnull=True), after__isnull=False
    )


def _span(since: date, until: date | None, *_more: object) -> str:
    return span_text(since, until)


def _without_brackets(text: str) -> str:
    return text.split("（")[0].split("(")[0]


def _is_another_post(text: str, title: str) -> bool:
    """Whether line and post say different things: neither is a part of the other."""
    mine, theirs = (_without_brackets("".join(one.split())) for one in (text, title))
    return not (mine and theirs and (mine in theirs or theirs in mine))


RULES: Final = (
    error(
        code="resume.none",
        sentence="简历不能为空",
        basis=NATIONAL,
        field="resume",
        reads=("ResumeLine.cadre",),
        rows=Rows.PEOPLE,
        wrong=lambda rows, _on: rows.filter(
            ~Exists(ResumeLine.objects.filter(cadre=OuterRef("pk")))
        ),
        shown=(),
        say=lambda: "没有填写简历，请从全日制学习或参加工作写起，写到现在。",
    ),
    warning(
        code="resume.gap",
        sentence="简历各段之间没有超过 1 个月的空档",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.until", "ResumeLine.within"),
        wrong=lambda rows, _on: (
            _followed(rows).annotate(soon=months_after("until", 1)).filter(after__gt=F("soon"))
        ),
        shown=("until", "after"),
        value=lambda until, after: f"{dotted(until)}—{dotted(after)}",
        say=lambda until, after: (
            f"{dotted(until)} 到 {dotted(after)} 之间有 {months_between(until, after)} 个月空档，"
            "请补上这段经历，或核对前后两段的起止年月。"
        ),
    ),
    error(
        code="resume.overlap",
        sentence="简历各段不重叠，只有最后一段可以至今",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.until", "ResumeLine.within"),
        wrong=_overlapping,
        shown=("since", "until", "after"),
        value=_span,
        say=lambda since, until, after: (
            f"{span_text(since, until)} 这段与 {dotted(after)} 起的下一段重叠，请核对起止年月；"
            "同一时期的学习、挂职请写在“其间”。"
        ),
    ),
    warning(
        code="resume.not_to_now",
        sentence="简历最后一段写到现在",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.since", "ResumeLine.until", "ResumeLine.within"),
        wrong=lambda rows, _on: _last(rows).filter(last__isnull=False),
        shown=("until", "text"),
        say=lambda until, text: (
            f"最后一段“{text[:20]}”止于 {dotted(until)}，没有写到现在，请补上现在的经历。"
        ),
    ),
    warning(
        code="resume.another_post",
        sentence="简历最后一段与现任职务一致",
        basis=FORM_FILLING,
        field="resume",
        reads=("ResumeLine.text", "ResumeLine.since", "ResumeLine.within", "Cadre.title"),
        # The last line is the one that is open; that no other is, is another rule's.
        wrong=where(
            MAIN & Q(until__isnull=True) & ~Q(Exact(squeezed("text"), squeezed("cadre__title")))
        ),
        shown=("text", "cadre__title"),
        keep=_is_another_post,
        say=lambda text, post: (
            f"简历最后一段是“{text[:40]}”，现任职务是“{post[:40]}”，两项不一致，请核对。"
        ),
    ),
)
