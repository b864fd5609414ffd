"""The columns of the five-year meter: who it is, how many posts count, what is missing, by when."""

from __future__ import annotations

from datetime import date
from typing import Any

from cadres.people.columns import about
from cadres.roster.models import RosterEntry
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.scoping import Viewer
from rotation.meter.facts import posts_counted, posts_missing, programme_end, state_on
from rotation.meter.standing import LIGHTS, State, of_state

SHOWN = frozenset({"cadre", "entered_on"})


OPEN, ALL = "open", "all"


def _prepared(rows: Any, _viewer: Viewer, on: date) -> Any:
    """Stays that had begun by the day, with what the columns need."""
    return rows.filter(entered_on__lte=on).annotate(
        by=programme_end(on),
        counted=posts_counted(on),
        missing=posts_missing(on),
        state=state_on(on),
    )


def of_standing(rows: Any, value: str, on: date) -> Any:
    """The stays of the day, those with one state, or all that had begun."""
    if value == ALL:
        return rows
    return rows.on_roster(on) if value == OPEN else of_state(rows, value, on)


STANDING = Condition(
    name="standing",
    label="岗位情况",
    options={OPEN: "在库", **dict(State.choices), ALL: "全部（含已出库）"},
    default=OPEN,
    apply=of_standing,
)

METERS = Entity(
    name="meters",
    label="五年两岗",
    measure="人",
    model=RosterEntry,
    list_url="meter:list",
    record_url="meter:detail",
    record_key="cadre_id",
    personal=True,
    dated=True,
    ordering=("sort_key",),
    prepare=_prepared,
    conditions=(STANDING,),
    columns=(
        about("name"),
        about("title_full"),
        about("unit"),
        Column(
            name="entered_on",
            label="入库日期",
            path="entered_on",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
        ),
        Column(name="by", label="培养期满", path="by", kind=Kind.DATE),
        Column(name="counted", label="计入岗位", path="counted", kind=Kind.NUMBER, sortable=False),
        Column(name="missing", label="还缺岗位", path="missing", kind=Kind.NUMBER, sortable=False),
        Column(
            name="state",
            label="岗位情况",
            path="state",
            kind=Kind.CHOICE,
            options=State,
            lights=LIGHTS,
            sortable=False,
        ),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            default=False,
            sortable=False,
        ),
    ),
    hidden_fields=frozenset(field.name for field in RosterEntry._meta.concrete_fields) - SHOWN,
)
