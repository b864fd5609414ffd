"""The columns of requests: whose file, what, and what was decided; those that wait come first."""

from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Case,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    Subquery,
    Value,
    When,
)

from cadres.changes.models import ChangeRequest, FieldChange, RequestState
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity


def _with_fields(rows: QuerySet, _viewer: object, _on: date) -> QuerySet:
    """What is to change, in words, and whether it waits."""
    labels = (
        FieldChange.objects.filter(request=OuterRef("pk"))
        .order_by()
        .values("request")
        .annotate(said=StringAgg("label", "、", order_by="pk"))
        .values("said")
    )
    waits = When(state=RequestState.OPEN, then=Value(0))
    return rows.annotate(
        said=Subquery(labels),
        turn=Case(waits, default=Value(1), output_field=PositiveSmallIntegerField()),
    )


CHANGES = Entity(
    name="changes",
    label="变更审核",
    measure="份",
    model=ChangeRequest,
    list_url="changes:list",
    record_url="changes:detail",
    personal=True,
    ordering=("turn", "-asked_at", "-pk"),
    prepare=_with_fields,
    columns=(
        about("name"),
        about("unit", default=True),
        Column(name="fields", label="变更项目", path="said", sortable=False, width=36),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=RequestState,
            lookup=Lookup.ONE_OF,
            primary=True,
            width=8,
        ),
        Column(name="reason", label="变更原因", path="reason", default=False, width=30),
        Column(name="asked_by", label="提交人", path="asked_by__name", lookup=Lookup.CONTAINS),
        Column(
            name="asked_at",
            label="提交时间",
            path="asked_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(name="decided_by", label="审核人", path="decided_by__name", width=10),
        Column(
            name="decided_at",
            label="审核时间",
            path="decided_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            lookup=Lookup.EXACT,
            default=False,
        ),
    ),
    hidden_fields=frozenset({"id"}),
)
