"""The columns of the five-year meter: who it is, how many posts count, what is missing, by when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    Func,
    QuerySet,
    Value,
    When,
)

from cadres.people.columns import about
from cadres.roster.models import RosterEntry
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.scoping import Viewer
from policy.parameters.figures import in_force
from rotation.meter.facts import posts_counted, posts_missing
from rotation.meter.figures import MeterFigures
from rotation.meter.standing import LIGHTS, State, of_state

DAY = {"kind": Kind.DATE, "lookup": Lookup.RANGE}
SHOWN = frozenset({"id", "cadre", "entered_on", "unit"})


def _prepared(rows: QuerySet, _viewer: Viewer, on: date) -> QuerySet:
    """Stays of the day, with what the columns need."""
    figures = in_force(MeterFigures, on)
    by = Func(
        F("entered_on"),
        Value(figures.years),
        template="(%(expressions)s))::date",
        arg_joiner=" + make_interval(years => ",
        output_field=DateField(),
    )
    return rows.on_roster(on).annotate(  # type: ignore[attr-defined]
        by=by,
        counted=posts_counted(on),
        missing=posts_missing(on),
        state=Case(
            When(missing__lte=0, then=Value(State.ENOUGH)),
            When(by__lte=on, then=Value(State.OVER)),
            When(by__lte=on + timedelta(days=figures.yellow_days), then=Value(State.SOON)),
            default=Value(State.SHORT),
            output_field=CharField(choices=State),
        ),
    )


STANDING = Condition(
    name="standing",
    label="岗位",
    options=dict(State.choices),
    apply=of_state,
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
        Column(name="entered_on", label="入库日期", path="entered_on", **DAY),
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
    hidden_fields=frozenset(field.name for field in RosterEntry._meta.concrete_fields) - SHOWN
    | {"id"},
)
