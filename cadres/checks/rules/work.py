"""When somebody began to work, how he came into the service, time at the grassroots (§3.6)."""

from functools import partial
from typing import Final

from django.db.models import ExpressionWrapper, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import ExtractMonth, ExtractYear
from django.db.models.lookups import GreaterThan, LessThan

from cadres.checks.expressions import years_after
from cadres.checks.rule import CONSISTENT, NATIONAL, Rule, Severity, Theme, on_day, where
from cadres.choices import SOURCE, LineKind
from cadres.people.guards.person import YOUNGEST_WORKER
from cadres.people.models import ResumeLine
from core.codes.vocabulary import vocabulary
from core.months import dotted, full_years

error = partial(Rule, theme=Theme.WORK, severity=Severity.ERROR)
warning = partial(Rule, theme=Theme.WORK, severity=Severity.WARNING)

FIRST_JOB: Final = (
    ResumeLine.objects.filter(cadre=OuterRef("pk"), kind=LineKind.WORK, within__isnull=True)
    .order_by("since")
    .values("since")[:1]
)


def _months(month: str) -> ExpressionWrapper:
    """Months since the year 0, to count with."""
    return ExpressionWrapper(
        ExtractYear(month) * 12 + ExtractMonth(month), output_field=IntegerField()
    )


RULES: Final = (
    error(
        code="work.no_start",
        sentence="参加工作时间不能为空",
        basis=NATIONAL,
        field="work_start",
        reads=("Cadre.work_start",),
        wrong=where(Q(work_start__isnull=True)),
        shown=("work_start",),
        say=lambda _start: "没有填写参加工作时间，请按档案认定的填写。",
    ),
    error(
        code="work.start_to_come",
        sentence="参加工作时间不能在将来",
        basis=NATIONAL,
        field="work_start",
        reads=("Cadre.work_start",),
        wrong=on_day(lambda on: Q(work_start__gt=on)),
        shown=("work_start",),
        say=lambda start: f"参加工作时间 {dotted(start)} 还没有到，请核对。",
    ),
    error(
        code="work.start_before_birth",
        sentence="参加工作时间晚于出生年月",
        basis=NATIONAL,
        field="work_start",
        reads=("Cadre.work_start", "Cadre.birth"),
        wrong=where(Q(work_start__lte=F("birth"))),
        shown=("work_start", "birth"),
        say=lambda start, birth: (
            f"参加工作时间 {dotted(start)} 不晚于出生年月 {dotted(birth)}，请核对两项。"
        ),
    ),
    warning(
        code="work.started_young",
        sentence=f"参加工作时年满 {YOUNGEST_WORKER} 岁",
        basis=CONSISTENT,
        field="work_start",
        reads=("Cadre.work_start", "Cadre.birth"),
        wrong=where(
            Q(work_start__gt=F("birth"))
            & Q(LessThan(F("work_start"), years_after("birth", YOUNGEST_WORKER)))
        ),
        shown=("work_start", "birth"),
        say=lambda start, birth: (
            f"参加工作时间 {dotted(start)} 时只有 {full_years(birth, start)} 岁"
            f"（出生年月 {dotted(birth)}），请核对两项。"
        ),
    ),
    warning(
        code="work.start_in_resume",
        sentence="参加工作时间与简历第一段工作的起始年月一致",
        basis=CONSISTENT,
        field="work_start",
        reads=("Cadre.work_start", "ResumeLine.since", "ResumeLine.kind", "ResumeLine.within"),
        wrong=lambda rows, _on: rows.annotate(first_job=Subquery(FIRST_JOB)).filter(
            ~Q(work_start=F("first_job")), first_job__isnull=False, work_start__isnull=False
        ),
        shown=("work_start", "first_job"),
        say=lambda start, first: (
            f"参加工作时间是 {dotted(start)}，简历里第一段工作从 {dotted(first)} 开始，请核对两项。"
        ),
        suggest=lambda _start, first: first.isoformat(),
    ),
    warning(
        code="work.no_source",
        sentence="人员来源要填写",
        basis=CONSISTENT,
        field="source",
        reads=("Cadre.source",),
        wrong=where(Q(source="")),
        shown=("source",),
        say=lambda _source: "没有填写人员来源（考试录用、选调生等），名册要用，请选择。",
    ),
    warning(
        code="work.source_before_start",
        sentence="进入时间不早于参加工作时间",
        basis=CONSISTENT,
        field="source_since",
        reads=("Cadre.source_since", "Cadre.work_start"),
        wrong=where(Q(source_since__lt=F("work_start"))),
        shown=("source_since", "work_start", "source"),
        say=lambda since, start, source: (
            f"以“{vocabulary(SOURCE).get(source, '未填')}”进入的时间 {dotted(since)} "
            f"早于参加工作时间 {dotted(start)}，请核对两项。"
        ),
    ),
    error(
        code="work.source_to_come",
        sentence="进入时间不能在将来",
        basis=CONSISTENT,
        field="source_since",
        reads=("Cadre.source_since",),
        wrong=on_day(lambda on: Q(source_since__gt=on)),
        shown=("source_since",),
        say=lambda since: f"进入时间 {dotted(since)} 还没有到，请核对。",
    ),
    warning(
        code="work.grassroots",
        sentence="基层工作月数不超过参加工作以来的月数",
        basis=CONSISTENT,
        field="grassroots_months",
        reads=("Cadre.grassroots_months", "Cadre.work_start"),
        wrong=on_day(
            lambda on: (
                Q(work_start__lte=on)
                & Q(
                    GreaterThan(
                        F("grassroots_months") + _months("work_start"), on.year * 12 + on.month
                    )
                )
            )
        ),
        shown=("grassroots_months", "work_start"),
        say=lambda months, start: (
            f"基层工作 {months} 个月，比 {dotted(start)} 参加工作以来的月数还多，请核对。"
        ),
    ),
)
