"""The list behind the map: every movement with the person, from where to where, at what level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cadres.choices import LEVEL
from cadres.people.columns import about, names_of
from cadres.roster.rostered import ROSTERED
from core.choices import UnitKind
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from rotation.choices import EndReason, GrassrootsKind, PostingKind
from rotation.flows.movements import Way, crossing, movements, of_way, to_higher
from rotation.postings.models import Posting

KEY = {"kind": Kind.NUMBER, "lookup": Lookup.EXACT, "sortable": False, "default": False}


def _level(name: str, label: str, **more: Any) -> Column:
    return Column(name=name, label=label, path=name, labels=names_of(LEVEL), **ANY_OF, **more)


def _unit_kind(name: str, label: str, path: str) -> Column:
    return Column(
        name=name, label=label, path=path, options=UnitKind, default=False, width=12, **ANY_OF
    )


MOVEMENTS = Entity(
    name="movements",
    label="干部流动",
    measure="人次",
    model=Posting,
    list_url="flows:list",
    record_url="flows:movement",
    personal=True,
    dated=True,
    ordering=("-since", "cadre__sort_key"),
    prepare=movements,
    conditions=(
        Condition(name="way", label="流动方式", options=dict(Way.choices), apply=of_way),
        Condition(
            name="crossing",
            label="跨单位",
            options={"between": "跨单位", "inside": "本单位内"},
            apply=crossing,
        ),
        Condition(
            name="rise",
            label="职务层次变动",
            options={"up": "提任", "down": "降低"},
            apply=to_higher,
        ),
        ROSTERED,
    ),
    columns=(
        about("name"),
        replace(about("unit", label="现在单位", default=False), name="present_unit"),
        Column(name="kind", label="类别", path="kind", options=PostingKind, primary=True, **ANY_OF),
        Column(
            name="from_unit",
            label="从单位",
            path="from_name",
            filter_on="from_path",
            lookup=Lookup.SUBTREE,
            order_on="from_order",
            primary=True,
            width=16,
        ),
        Column(name="from_title", label="原职务", path="from_title", width=20, sortable=False),
        _level("from_level", "原职务层次", sortable=False),
        Column(
            name="unit",
            label="到单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            order_on="unit__sort_path",
            primary=True,
            width=16,
        ),
        Column(name="title", label="新职务", path="title", lookup=Lookup.CONTAINS, width=20),
        _level("to_level", "新职务层次", sortable=False),
        Column(name="since", label="起始日期", path="since", primary=True, **DAY),
        Column(name="ended_on", label="结束日期", path="ended_on", default=False, **DAY),
        Column(
            name="end_reason",
            label="结束原因",
            path="end_reason",
            options=EndReason,
            default=False,
            **ANY_OF,
        ),
        Column(
            name="grassroots",
            label="基层经历类别",
            path="grassroots",
            options=GrassrootsKind,
            default=False,
            **ANY_OF,
        ),
        _unit_kind("from_kind", "从单位类别", "from_kind"),
        _unit_kind("to_kind", "到单位类别", "unit__kind"),
        Column(name="from_id", label="从单位编号", path="from_id", **KEY),
        Column(name="to_id", label="到单位编号", path="unit_id", **KEY),
        Column(name="document", label="文号", path="document", default=False, width=20),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            sortable=False,
            default=False,
        ),
    ),
    # What else a posting says stands in its own list (rotation/postings).
    hidden_fields=frozenset(
        {
            *("id", "version", "changed_by", "changed_at", "sending_unit", "position"),
            *("level", "seat", "is_leading", "is_main", "acting", "until"),
            *("duties", "treatment", "allowance", "days", "end_note", "over_quota_reason"),
            *("line", "noted", "former"),
        }
    ),
)
