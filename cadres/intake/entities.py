"""The lists of intake: batches, and applicants across them or within one."""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    FloatField,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from cadres.choices import EducationLevel
from cadres.intake.choices import ApplicantState, BatchState
from cadres.intake.models import Applicant, IntakeBatch
from cadres.people.columns import about
from cadres.people.querysets import KEEPERS
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF
from core.scoping import Viewer


def figure(value: float) -> str:
    """A mark or score without idle noughts."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def counted(rows: QuerySet, viewer: Viewer, _on: date) -> QuerySet:
    """Batches with the number of applicants in the viewer's reach, and the weight as a figure."""
    seen = Applicant.objects.visible_to(viewer).running().filter(batch=OuterRef("pk"))
    number = seen.order_by().values("batch").annotate(number=Count("pk")).values("number")
    return rows.annotate(
        applied=Coalesce(Subquery(number), 0), weight=Cast("test_weight", FloatField())
    )


def with_figures(rows: QuerySet, viewer: Viewer, _on: date) -> QuerySet:
    """Applicants with marks as floating figures, which a sheet can add up.

    What the inspection found, and the ranking, are there for batches that the viewer keeps: in the
    city's a county department is what any unit is.
    """
    kept = IntakeBatch.objects.visible_to(viewer, acting_as=KEEPERS).order_by().values("pk")

    def sealed(value: Any, **more: Any) -> Case:
        return Case(When(batch__in=kept, then=value), **more)

    return rows.annotate(
        test_mark_figure=Cast("test_mark", FloatField()),
        inspection_mark_figure=sealed(Cast("inspection_mark", FloatField())),
        score_figure=sealed(Cast("score", FloatField())),
        # Whoever keeps no batch is left with the default; PostgreSQL sorts by no bare constant.
        rank_told=sealed("place", default=Cast(None, IntegerField())),
        note_told=sealed("inspection_note", default=Value("")),
    )


NUMBER = {"kind": Kind.NUMBER}
FOR_KEEPERS = {"only": KEEPERS}

INTAKE = Entity(
    name="intake",
    label="选拔批次",
    measure="个",
    model=IntakeBatch,
    list_url="intake:list",
    record_url="intake:detail",
    ordering=("-announced_on", "-id"),
    prepare=counted,
    columns=(
        Column(
            name="name",
            label="批次名称",
            path="name",
            lookup=Lookup.CONTAINS,
            pinned=True,
            primary=True,
            width=28,
        ),
        Column(
            name="unit",
            label="主办地区",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
        ),
        Column(
            name="state", label="状态", path="state", options=BatchState, primary=True, **ANY_OF
        ),
        Column(
            name="announced_on",
            label="公告日期",
            path="announced_on",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
        ),
        Column(name="age_on", label="年龄截止", path="age_on", kind=Kind.DATE),
        Column(name="max_age", label="年龄上限", path="max_age", **NUMBER),
        Column(
            name="min_level",
            label="学历要求",
            path="min_level",
            kind=Kind.CHOICE,
            options=EducationLevel,
        ),
        Column(name="fulltime", label="要求全日制", path="fulltime", kind=Kind.YES_NO),
        Column(name="quota", label="储备名额", path="quota", **NUMBER),
        Column(
            name="test_weight",
            label="考试权重",
            path="weight",
            filter_on="test_weight",
            show=figure,
            default=False,
            **NUMBER,
        ),
        Column(
            name="applied",
            label="报名人数",
            path="applied",
            help="您能看到的报名人选，不含退出的。",
            **NUMBER,
        ),
        Column(name="document", label="公告文号", path="document", default=False, width=20),
    ),
    hidden_fields=frozenset(
        {"id", "version", "changed_by", "changed_at", "shortlist", "choice_reason", "note"}
    ),
)


def sentences(missed: list[dict[str, str]]) -> str:
    """What the check found, in words."""
    return "；".join(limit["text"] for limit in missed) or "符合"


APPLICANTS = Entity(
    name="applicants",
    label="报名人选",
    measure="人",
    model=Applicant,
    list_url="intake:applicants",
    record_url="intake:applicant",
    personal=True,
    ordering=("-batch_id", "rank_told", "cadre__sort_key"),
    prepare=with_figures,
    columns=(
        about("name"),
        Column(name="batch_name", label="批次", path="batch__name", default=False, width=28),
        Column(
            name="batch",
            label="批次编号",
            path="batch_id",
            lookup=Lookup.EXACT,
            sortable=False,
            default=False,
            **NUMBER,
        ),
        Column(
            name="state", label="状态", path="state", options=ApplicantState, primary=True, **ANY_OF
        ),
        about("unit", default=True),
        about("title_full"),
        about("gender", default=False),
        about("birth"),
        about("edu_fulltime_level", primary=False),
        Column(
            name="missed",
            label="资格审查",
            path="missed",
            kind=Kind.JSON,
            show=sentences,
            sortable=False,
            width=40,
        ),
        Column(
            name="judged_reason", label="认定理由", path="judged_reason", default=False, width=24
        ),
        Column(
            name="test_mark",
            label="考试成绩",
            path="test_mark_figure",
            filter_on="test_mark",
            lookup=Lookup.RANGE,
            show=figure,
            **NUMBER,
        ),
        Column(
            name="inspection_mark",
            label="考察得分",
            path="inspection_mark_figure",
            lookup=Lookup.RANGE,
            show=figure,
            **NUMBER,
            **FOR_KEEPERS,
        ),
        Column(
            name="inspection_note",
            label="考察情况",
            path="note_told",
            default=False,
            width=36,
            **FOR_KEEPERS,
        ),
        Column(
            name="score",
            label="综合成绩",
            path="score_figure",
            show=figure,
            **NUMBER,
            **FOR_KEEPERS,
        ),
        Column(
            name="place",
            label="名次",
            path="rank_told",
            lookup=Lookup.RANGE,
            width=6,
            **NUMBER,
            **FOR_KEEPERS,
        ),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            sortable=False,
            default=False,
            **NUMBER,
        ),
    ),
    hidden_fields=frozenset(
        {
            *("id", "version", "changed_by", "changed_at", "entry"),
            *("inspection_mark", "inspection_note", "score", "place"),  # told by annotations
        }
    ),
)
