"""The form's own texts: 奖惩, 年度考核, 拟任免 and what belongs to them (domain §1.1, §2.3)."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import Exact

from cadres.checks.rule import (
    CONSISTENT,
    FORM_FILLING,
    NATIONAL,
    Rows,
    Rule,
    Severity,
    Theme,
    on_day,
    where,
)
from cadres.formats.assessed import closed_year, written_anew

NONE: Final = "无"
NONE_AT_ALL: Final = ("", NONE)

error = partial(Rule, theme=Theme.FORM, severity=Severity.ERROR, rows=Rows.TEXTS)
warning = partial(Rule, theme=Theme.FORM, severity=Severity.WARNING, rows=Rows.TEXTS)


def _ended(text: str) -> str:
    """奖惩 as the form has it: 无 alone, or ending in a full stop."""
    bare = text.strip().strip("()（）。").strip()
    return NONE if bare in NONE_AT_ALL else text.strip().rstrip("。；;，,.") + "。"


def _lacking_a_year(rows: QuerySet, on: date) -> QuerySet:
    year = closed_year(on)
    assessed = rows.exclude(assessments__in=NONE_AT_ALL)
    worked = Q(cadre__work_start__lt=date(year, 1, 1))
    return (
        assessed.filter(worked)
        .exclude(assessments__contains=f"{year}年")
        .annotate(year=Value(year))
    )


def _degree_school(kind: str, label: str) -> Iterator[Rule]:
    field, school, major = f"{kind}_degree_school", f"cadre__{kind}_school", f"cadre__{kind}_major"
    plain = Concat(school, major, output_field=CharField())
    whole = Concat(school, major, Value("专业"), output_field=CharField())
    yield warning(
        code=f"form.{field}",
        sentence=f"{label}学位的院校与学历相同的，学位院校留空",
        basis=FORM_FILLING,
        field=field,
        reads=(f"ApprovalTexts.{field}", f"Cadre.{kind}_school", f"Cadre.{kind}_major"),
        wrong=where(~Q(**{field: ""}) & (Q(**{field: plain}) | Q(**{field: whole}))),
        shown=(field,),
        say=lambda text: f"{label}学位毕业院校系及专业“{text}”与学历的相同，按要求留空。",
        suggest=lambda _text: "",
    )


def _with_the_plan(field: str, label: str) -> Iterator[Rule]:
    yield warning(
        code=f"form.no_{field}",
        sentence=f"有拟任或拟免职务的，要有{label}",
        basis=FORM_FILLING,
        field=field,
        reads=(
            "ApprovalTexts.planned_post",
            "ApprovalTexts.removed_post",
            f"ApprovalTexts.{field}",
        ),
        wrong=where(Q(**{field: ""}) & ~Q(planned_post="", removed_post="")),
        shown=(field, "planned_post", "removed_post"),
        say=lambda _text, planned, removed: (
            f"有拟{'任' if planned else '免'}职务“{planned or removed}”，没有{label}，请补上。"
        ),
    )


RULES: Final = (
    warning(
        code="form.assessments",
        sentence="年度考核结果按年份升序、同等次合并书写",
        basis=FORM_FILLING,
        field="assessments",
        reads=("ApprovalTexts.assessments",),
        wrong=where(~Q(assessments__in=NONE_AT_ALL)),
        shown=("assessments",),
        keep=lambda text: written_anew(text) != text,
        say=lambda text: (
            f"年度考核结果“{text[:40]}”的写法不规范，应写成"
            "“2023年、2024年年度考核均为称职，2025年年度考核为优秀。”的样子。"
        ),
        suggest=written_anew,
    ),
    error(
        code="form.no_closed_year",
        sentence="年度考核结果写到已结束的最近一个年度",
        basis=NATIONAL,
        field="assessments",
        reads=("ApprovalTexts.assessments", "Cadre.work_start"),
        wrong=_lacking_a_year,
        shown=("assessments", "year"),
        say=lambda text, year: (
            f"年度考核结果“{text[:40]}”里没有 {year} 年，请补上；没有参加考核的写明原因。"
        ),
    ),
    warning(
        code="form.rewards",
        sentence="奖惩情况没有的写“无”，有的以句号结束",
        basis=FORM_FILLING,
        field="rewards",
        reads=("ApprovalTexts.rewards",),
        wrong=where(~Q(rewards__in=NONE_AT_ALL)),
        shown=("rewards",),
        keep=lambda text: _ended(text) != text,
        say=lambda text: f"奖惩情况“{text[-20:]}”没有的应写“无”，有的应以句号结束。",
        suggest=_ended,
        is_guarded=True,  # the text may tell of discipline
    ),
    *_degree_school("fulltime", "全日制"),
    *_degree_school("inservice", "在职"),
    warning(
        code="form.planned_post",
        sentence="拟任职务与现任职务不同",
        basis=CONSISTENT,
        field="planned_post",
        reads=("ApprovalTexts.planned_post", "Cadre.title"),
        wrong=where(~Q(planned_post="") & Q(planned_post=F("cadre__title"))),
        shown=("planned_post",),
        say=lambda post: f"拟任职务“{post}”就是现任职务，请核对。",
    ),
    warning(
        code="form.removed_post",
        sentence="拟免职务是现任职务或其中的一项",
        basis=CONSISTENT,
        field="removed_post",
        reads=("ApprovalTexts.removed_post", "Cadre.title"),
        wrong=where(~Q(removed_post="") & Q(Exact(StrIndex("cadre__title", "removed_post"), 0))),
        shown=("removed_post", "cadre__title"),
        say=lambda post, title: (
            f"拟免职务“{post}”不在现任职务“{title[:40]}”之中，请核对两项的写法。"
        ),
    ),
    *_with_the_plan("grounds", "任免理由"),
    *_with_the_plan("reported_by", "呈报单位"),
    warning(
        code="form.filled_to_come",
        sentence="填表时间不在将来",
        basis=CONSISTENT,
        field="filled_on",
        reads=("ApprovalTexts.filled_on",),
        wrong=on_day(lambda on: Q(filled_on__gt=on)),
        shown=("filled_on",),
        say=lambda day: f"填表时间 {day} 还没有到，请核对。",
    ),
)
