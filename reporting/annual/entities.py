"""The lists of annual reports: reports by unit and year, and opinions by person.

How many were thought what of counts rows that the viewer may see: not the one about himself.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from assessments.talks.querysets import OFFICES
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, NUMBER
from core.scoping import Viewer
from reporting.annual.choices import ReportState, Stand
from reporting.annual.lights import LIGHTS
from reporting.annual.models import AnnualReport, Opinion, Proposal
from reporting.annual.standing import LEVEL, STANDING, TIMING_LIGHTS, Timing, timing
from reporting.annual.turns import waiting

DAY: dict[str, Any] = {"kind": Kind.DATE, "lookup": Lookup.RANGE, "width": 11}
CHANGED = frozenset({"id", "changed_by", "changed_at"})
STATE_LIGHTS = {str(ReportState(state).label): light for state, light in LIGHTS.items()}


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """With how it stands to its day, and how many were thought what of."""
    opinions = Opinion.objects.visible_to(viewer)
    return rows.annotate(
        timing=timing(on),
        is_mine=Case(
            When(waiting(viewer), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        people=_count(opinions),
        unsaid=_count(opinions.filter(stand="")),
        kept=_count(opinions.filter(stand=Stand.KEEP)),
        exits=_count(opinions.filter(stand=Stand.EXIT)),
        deferred=_count(opinions.filter(stand=Stand.DEFER)),
        proposed=_count(Proposal.objects.visible_to(viewer)),
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.filter(report=OuterRef("pk")).order_by().values("report")
    number = Subquery(counted.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return Coalesce(number, 0)


def _unit(label: str, name: str, path: str, **more: Any) -> Column:
    return Column(
        name=name,
        label=label,
        path=f"{path}__short_name",
        filter_on=f"{path}__path",
        lookup=Lookup.SUBTREE,
        order_on=f"{path}__sort_path",
        tree_order=f"{path}__sort_path",
        width=16,
        **more,
    )


def _counted(name: str, label: str, path: str, **more: Any) -> Column:
    return Column(name=name, label=label, path=path, sortable=False, **NUMBER, **more)


ANNUAL_REPORTS = Entity(
    name="annual_reports",
    label="年度报告",
    measure="份",
    model=AnnualReport,
    list_url="annual:list",
    record_url="annual:detail",
    rest=True,
    ordering=("-year", "unit__sort_path", "pk"),
    prepare=_prepared,
    conditions=(LEVEL, STANDING),
    columns=(
        _unit("报告单位", "unit", "unit", pinned=True, primary=True),
        Column(name="year", label="年度", path="year", lookup=Lookup.EXACT, primary=True, **NUMBER),
        Column(
            name="state",
            label="状态",
            path="state",
            options=ReportState,
            lights=STATE_LIGHTS,
            primary=True,
            width=10,
            **ANY_OF,
        ),
        Column(
            name="timing",
            label="时限",
            path="timing",
            options=Timing,
            lights=TIMING_LIGHTS,
            primary=True,
            sortable=False,
            help="退回的按重新上报期限计算。",
            width=10,
            **ANY_OF,
        ),
        Column(name="due_on", label="上报期限", path="due_on", **DAY),
        Column(name="filed_on", label="上报日期", path="filed_on", **DAY),
        Column(
            name="first_filed_on", label="首次上报", path="first_filed_on", default=False, **DAY
        ),
        Column(name="returned_on", label="退回日期", path="returned_on", **DAY),
        Column(name="refile_by", label="重新上报期限", path="refile_by", default=False, **DAY),
        Column(name="accepted_on", label="接收日期", path="accepted_on", **DAY),
        _unit("接收单位", "collector", "collector", default=False),
        _counted("people", "人数", "people"),
        _counted("unsaid", "未填意见", "unsaid"),
        _counted("kept", "拟保留", "kept", default=False),
        _counted("exits", "拟调出", "exits", default=False),
        _counted("deferred", "拟缓定", "deferred", default=False),
        _counted("proposed", "拟补充", "proposed", default=False),
        Column(name="opened_on", label="布置日期", path="opened_on", default=False, **DAY),
        Column(name="as_of", label="数据截至", path="as_of", default=False, **DAY),
        Column(name="document", label="发文字号", path="document", default=False, width=20),
        Column(
            name="unit_code",
            label="单位编码",
            path="unit__code",
            default=False,
            sortable=False,
            width=14,
        ),
        Column(name="version", label="版本", path="version", default=False, **NUMBER),
    ),
    hidden_fields=CHANGED
    | {"content", "gathered_at", "none_to_add", "issuer", "signer", "meeting", "contact"},
)

REPORT_OPINIONS = Entity(
    name="report_opinions",
    label="保留资格初步意见",
    measure="人",
    model=Opinion,
    list_url="annual:opinions",
    record_url="annual:detail",
    record_key="report_id",
    personal=True,
    ordering=("-report__year", "cadre__sort_key", "pk"),
    columns=(
        about("name"),
        about("title_full", default=True),
        Column(
            name="year",
            label="年度",
            path="report__year",
            lookup=Lookup.EXACT,
            primary=True,
            **NUMBER,
        ),
        Column(
            name="stand",
            label="意见",
            path="stand",
            options=Stand,
            only=OFFICES,
            primary=True,
            width=8,
            **ANY_OF,
        ),
        Column(
            name="reason",
            label="理由",
            path="reason",
            lookup=Lookup.CONTAINS,
            only=OFFICES,
            width=40,
        ),
        _unit("报告单位", "unit", "report__unit", primary=True),
        Column(
            name="state",
            label="报告状态",
            path="report__state",
            options=ReportState,
            lights=STATE_LIGHTS,
            width=10,
            **ANY_OF,
        ),
        Column(name="filed_on", label="上报日期", path="report__filed_on", default=False, **DAY),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            lookup=Lookup.EXACT,
            default=False,
            sortable=False,
            **NUMBER,
        ),
        Column(
            name="report",
            label="报告编号",
            path="report_id",
            lookup=Lookup.EXACT,
            default=False,
            sortable=False,
            **NUMBER,
        ),
    ),
    hidden_fields=CHANGED | {"version"},
)
