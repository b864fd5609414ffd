"""The columns of programmes: for the list, for programs, for sheets."""

from datetime import date

from django.db.models import FloatField, OuterRef, QuerySet
from django.db.models.functions import Cast

from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF
from core.scoping import Viewer
from rotation.choices import Channel, ProgrammeState, Selection
from rotation.frontline.entities.shared import NUMBER, counted, figure
from rotation.frontline.models import Batch, Candidate, Programme
from rotation.frontline.querysets import CandidateQuerySet


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Programmes with how many batches and people out the viewer sees."""
    batches = Batch.objects.visible_to(viewer).filter(programme=OuterRef("pk"))
    seen = Candidate.objects.filter(CandidateQuerySet.opened_to(viewer))
    out = seen.filter(batch__programme=OuterRef("pk"), posting__since__lte=on)
    out = out.filter(posting__ended_on=None) | out.filter(posting__ended_on__gt=on)
    return rows.annotate(
        batch_number=counted(batches, "programme"),
        out_number=counted(out, "batch__programme"),
        allowance_figure=Cast("allowance", FloatField()),
    )


PROGRAMMES = Entity(
    name="programmes",
    label="一线锻炼项目",
    measure="个",
    model=Programme,
    list_url="frontline:programmes",
    record_url="frontline:programme",
    rest=True,
    ordering=("-year", "channel", "pk"),
    prepare=_prepared,
    columns=(
        Column(
            name="name",
            label="项目名称",
            path="name",
            lookup=Lookup.CONTAINS,
            pinned=True,
            primary=True,
            width=30,
        ),
        Column(name="year", label="年度", path="year", lookup=Lookup.EXACT, primary=True, **NUMBER),
        Column(name="channel", label="渠道", path="channel", options=Channel, width=30, **ANY_OF),
        Column(
            name="unit",
            label="组织地区",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
        ),
        Column(
            name="state",
            label="状态",
            path="state",
            options=ProgrammeState,
            primary=True,
            **ANY_OF,
        ),
        Column(name="term_months", label="周期（月）", path="term_months", width=8, **NUMBER),
        Column(name="batch_count", label="计划批数", path="batch_count", width=8, **NUMBER),
        Column(name="quota", label="名额", path="quota", width=8, **NUMBER),
        Column(name="selection", label="选派方式", path="selection", options=Selection, **ANY_OF),
        Column(
            name="batches",
            label="已建批次",
            path="batch_number",
            help="您能看到的批次。",
            width=8,
            **NUMBER,
        ),
        Column(
            name="out",
            label="在外人数",
            path="out_number",
            help="您能看到的人里，今天在外锻炼的。",
            width=8,
            **NUMBER,
        ),
        Column(
            name="test_weight",
            label="考试成绩权重（%）",
            path="test_weight",
            default=False,
            **NUMBER,
        ),
        Column(name="treatment", label="待遇", path="treatment", default=False, width=20),
        Column(
            name="allowance",
            label="每月补助（元）",
            path="allowance_figure",
            filter_on="allowance",
            show=figure,
            default=False,
            **NUMBER,
        ),
        Column(name="eligibility", label="选派条件", path="eligibility", default=False, width=30),
        Column(name="max_age", label="年龄上限", path="max_age", default=False, **NUMBER),
        Column(
            name="min_service_months",
            label="工龄不少于（月）",
            path="min_service_months",
            default=False,
            **NUMBER,
        ),
        Column(
            name="roster_only",
            label="限在库优秀年轻干部",
            path="roster_only",
            kind=Kind.YES_NO,
            default=False,
        ),
        Column(name="document", label="依据文号", path="document", default=False, width=20),
        Column(name="version", label="版本", path="version", default=False, **NUMBER),
    ),
    hidden_fields=frozenset({"id", "note", "changed_by", "changed_at"}),
)
