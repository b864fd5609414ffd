"""What clause 3.3.5 asks: units file the year's report, mend what is returned, and it is looked at.

Each is about the unit that reports. Filing is owed once a year; mending once for each return, a
review once for each filing, as `<report>-<number of the filing>`. The days are those of the steps:
a filing that was taken back proves nothing, and needs no review.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from cadres.people.querysets import KEEPERS
from core.choices import Role, UnitKind
from policy.duties.choices import Subject
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied
from reporting.annual.choices import ReportVerb as V
from reporting.annual.figures import ReportFigures
from reporting.annual.flow import WRITERS
from reporting.annual.models import AnnualReport, Filing, ReportStep

OF_COUNTY = Q(unit__kind=UnitKind.COUNTY)
TO_COUNTY = Q(report__collector__kind=UnitKind.COUNTY)
BACK = (V.RETURN, V.REOPEN)
NUMBER = Concat(
    Cast("report_id", CharField()),
    Value("-"),
    Cast("number", CharField()),
    output_field=CharField(),
)


def report_of(period: str) -> int:
    """The report that the period of a duty names; raises ValueError for a year's."""
    return int(period.partition("-")[0])


def _filed(reports: QuerySet) -> DutySpec:
    """The year's report; a unit that is abolished owes none any more."""
    year = Cast("year", CharField())
    return DutySpec(
        required=required(
            reports,
            subject="unit_id",
            unit="unit_id",
            opened="opened_on",
            due="due_on",
            ended="unit__abolished_on",
            period=year,
        ),
        satisfied=satisfied(
            reports.filter(first_filed_on__isnull=False),
            subject="unit_id",
            on="first_filed_on",
            period=year,
        ),
    )


def report(_period: None, _figures: ReportFigures, _on: Any) -> DutySpec:
    """Units."""
    return _filed(AnnualReport.objects.exclude(OF_COUNTY))


def report_county(_period: None, _figures: ReportFigures, _on: Any) -> DutySpec:
    """Counties: their own department files."""
    return _filed(AnnualReport.objects.filter(OF_COUNTY))


def _after(*verbs: V, field: str) -> Subquery:
    """Of the first of these that was done after a filing; null while none was."""
    steps = ReportStep.objects.filter(
        report=OuterRef("report"), verb__in=verbs, done_at__gt=OuterRef("filed_at")
    )
    return Subquery(steps.order_by("done_at", "pk").values(field)[:1])


def _told(**more: Any) -> QuerySet[Filing]:
    """Filings with what became of them: `fate`, on `fate_on`."""
    verbs = (V.RETURN, V.ACCEPT, V.WITHDRAW)
    return Filing.objects.annotate(
        fate=_after(*verbs, field="verb"), fate_on=_after(*verbs, field="on"), **more
    )


def _refiled(of_county: Q) -> DutySpec:
    """After a return: by the report's day of refiling, of an older one as it was set then."""
    later = Filing.objects.filter(
        report=OuterRef("report"), number__gt=OuterRef("number")
    ).annotate(fate=_after(V.RETURN, V.ACCEPT, V.WITHDRAW, field="verb"))
    later = later.exclude(fate=V.WITHDRAW, fate__isnull=False).order_by("number")
    rows = Filing.objects.filter(of_county).annotate(
        back_on=_after(*BACK, field="on"),
        withdrawn=_after(V.WITHDRAW, *BACK, field="verb"),
        again_on=Subquery(later.values("filed_on")[:1]),
        again=Subquery(later.values("report_id")[:1]),
    )
    rows = rows.filter(withdrawn__in=BACK)
    return DutySpec(
        required=required(
            rows,
            subject="report__unit_id",
            unit="report__unit_id",
            opened="back_on",
            due="report__refile_by",
            ended="report__unit__abolished_on",
            period=NUMBER,
        ),
        satisfied=satisfied(
            rows.filter(again_on__isnull=False),
            subject="report__unit_id",
            on="again_on",
            evidence="again",
            period=NUMBER,
        ),
    )


def refile(_period: None, _figures: ReportFigures, _on: Any) -> DutySpec:
    """Units."""
    return _refiled(~Q(report__unit__kind=UnitKind.COUNTY))


def refile_county(_period: None, _figures: ReportFigures, _on: Any) -> DutySpec:
    """Counties."""
    return _refiled(Q(report__unit__kind=UnitKind.COUNTY))


def _reviewed(rows: QuerySet, figures: ReportFigures) -> DutySpec:
    """Within `review_days` of each filing; one that was taken back is looked at no more."""
    due = ExpressionWrapper(
        F("filed_on") + Value(timedelta(days=figures.review_days)), output_field=DateField()
    )
    return DutySpec(
        required=required(
            rows,
            subject="report__unit_id",
            unit="report__collector_id",
            opened="filed_on",
            due=due,
            ended=Case(When(fate=V.WITHDRAW, then=F("fate_on")), output_field=DateField()),
            period=NUMBER,
        ),
        satisfied=satisfied(
            rows.filter(fate__in=(V.RETURN, V.ACCEPT)),
            subject="report__unit_id",
            on="fate_on",
            evidence="report_id",
            period=NUMBER,
        ),
    )


def review(_period: None, figures: ReportFigures, _on: Any) -> DutySpec:
    """What is filed with the city."""
    return _reviewed(_told().exclude(TO_COUNTY), figures)


def review_county(_period: None, figures: ReportFigures, _on: Any) -> DutySpec:
    """What a county's units file with it."""
    return _reviewed(_told().filter(TO_COUNTY), figures)


def _of(owner: Role, spec: Any, name: str, label: str, sentence: str, act: Act) -> DutyRule:
    """A rule of the clause; that of a county's department is called so."""
    is_county = owner == Role.COUNTY_DEPARTMENT
    return DutyRule(
        name=f"{name}_county" if is_county else name,
        clause="3.3.5",
        label=f"{label}（县区）" if is_county else label,
        sentence=sentence,
        owner=owner,
        figures=ReportFigures,
        spec=spec,
        about=Subject.UNIT,
        act=act,
        evidence="annual:detail",
    )


REPORT_TEXT = "每年 {deadline}以前，将本年度培养选拔优秀年轻干部工作情况报告市委组织部。"
EARLIER = "县区所属单位提前 {county_lead} 天报县区。"
WRITE = Act("填写和上报", "annual:of_duty", only=WRITERS)
LOOK = Act("审核报告", "annual:of_duty", only=KEEPERS)
REFILED = (
    "report.refile",
    "重新上报年度报告",
    "退回的年度报告，在 {return_days} 天内修改、答复审核意见并重新上报。",
    WRITE,
)
REVIEWED = (
    "report.review",
    "审核年度报告",
    "收到年度报告后 {review_days} 天内，接收，或者写明意见退回。",
    LOOK,
)
FILED = ("report.file", "上报年度报告")
REPORT = _of(Role.UNIT_SECRETARY, report, *FILED, REPORT_TEXT + EARLIER, WRITE)
REPORT_COUNTY = _of(Role.COUNTY_DEPARTMENT, report_county, *FILED, REPORT_TEXT, WRITE)
REFILE = _of(Role.UNIT_SECRETARY, refile, *REFILED)
REFILE_COUNTY = _of(Role.COUNTY_DEPARTMENT, refile_county, *REFILED)
REVIEW = _of(Role.CITY_DEPARTMENT, review, *REVIEWED)
REVIEW_COUNTY = _of(Role.COUNTY_DEPARTMENT, review_county, *REVIEWED)
RULES = (REPORT, REPORT_COUNTY, REFILE, REFILE_COUNTY, REVIEW, REVIEW_COUNTY)
