"""The columns of candidates: what offices hear of them, and what each hears of himself.

A candidate hears that he was named. What was found, marked and decided is for offices; of
discipline only those hear who answer for the person, so that for others whoever misses nothing
else stands where the rest of the named stand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    FloatField,
    Func,
    IntegerField,
    JSONField,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from cadres.dossier.dossier import ANSWERABLE
from cadres.people.columns import about
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import sets
from core.listing.entity import Entity
from core.listing.shapes import ANY_OF, DAY
from core.scoping import Viewer
from rotation.choices import BatchState, CandidateSource, CandidateState
from rotation.frontline.entities.shared import NUMBER, figure
from rotation.frontline.limits import DISCIPLINE
from rotation.frontline.models import Candidate
from rotation.frontline.querysets import CandidateQuerySet
from rotation.postings.returning import soon_until

OPEN_TEMPLATE = f"jsonb_path_query_array(%(expressions)s, '$[*] ? (@.limit != \"{DISCIPLINE}\")')"
FINISHED = (BatchState.DECIDED, BatchState.DISPATCHED, BatchState.RETURNED)


class Away(TextChoices):
    """How the time away of a candidate stands on a day."""

    OUT = "out", "在外"
    SOON = "soon", "即将返回"
    LATE = "late", "期满未归"
    BACK = "back", "已返回"


class Tab(TextChoices):
    """The tabs of the list of candidates."""

    ALL = "all", "全部"
    OUT = "out", "在外"
    SOON = "soon", "即将返回"
    LATE = "late", "期满未归"


LIGHTS = {
    str(Away.OUT.label): "green",
    str(Away.SOON.label): "yellow",
    str(Away.LATE.label): "red",
    str(Away.BACK.label): "none",
}


def away_on(on: date) -> Case:
    """Whether somebody who was sent out is out on the day; nothing for who was not."""
    near = soon_until(on, "posting__sending_unit__path")
    return Case(
        When(posting=None, then=None),
        When(posting__ended_on=F("posting__since"), then=None),  # taken back: he never was
        When(posting__ended_on__lte=on, then=Value(Away.BACK)),
        When(posting__until__lte=on, then=Value(Away.LATE)),
        When(posting__until__lte=near, then=Value(Away.SOON)),
        default=Value(Away.OUT),
        output_field=CharField(choices=Away),
    )


STANDING = sets(
    "standing",
    "派出情况",
    {
        Tab.ALL: Q(),
        Tab.OUT: Q(away__in=(Away.OUT, Away.SOON, Away.LATE)),  # whoever has not come back
        Tab.SOON: Q(away=Away.SOON),
        Tab.LATE: Q(away=Away.LATE),
    },
    default=Tab.ALL,
)


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Candidates with what the viewer may know of each."""
    opened = CandidateQuerySet.opened_to(viewer)
    answered = CandidateQuerySet.opened_to(viewer, ANSWERABLE)

    def told(value: Any, to: Q = opened, **more: Any) -> Case:
        return Case(When(to, then=value), **more)

    kept_back = Q(state=CandidateState.UNQUALIFIED, judged_reason="", missed__0__limit=DISCIPLINE)
    # He knows it: he took his application back himself.
    retracted = Q(cadre__account=viewer.pk, changed_by=viewer.pk, state=CandidateState.WITHDRAWN)
    none: Value = Value([], output_field=JSONField())
    others = Func(F("missed"), template=OPEN_TEMPLATE, output_field=JSONField())
    nothing = Value("", output_field=CharField())
    # PostgreSQL sorts by no bare constant, which is left where nothing is opened.
    no_mark, no_number = Cast(None, FloatField()), Cast(None, IntegerField())
    return rows.annotate(
        state_told=Case(
            When(answered, then=F("state")),
            When(opened & kept_back & Q(batch__state__in=FINISHED), then=Value("not_chosen")),
            When(opened & ~kept_back, then=F("state")),
            When(retracted, then=F("state")),
            default=Value("nominated"),
            output_field=CharField(choices=CandidateState),
        ),
        missed_told=Case(When(answered, then=F("missed")), When(opened, then=others), default=none),
        judged_told=told(F("judged_reason"), answered, default=nothing),
        reason_told=told(F("reason"), default=nothing),
        note_told=told(F("decision_note"), default=nothing),
        test_told=told(Cast("test_score", FloatField()), default=no_mark),
        review_told=told(Cast("review_score", FloatField()), default=no_mark),
        votes_told=told(F("votes"), default=no_number),
        voters_told=told(F("voters"), default=no_number),
        score_told=told(Cast("score", FloatField()), default=no_mark),
        place_told=told(F("place"), default=no_number),
        host_told=told(Coalesce(F("host_post__unit__short_name"), nothing), default=nothing),
        title_told=told(Coalesce(F("host_post__title"), nothing), default=nothing),
        away=away_on(on),
    )


def sentences(missed: list[dict[str, str]]) -> str:
    """What the check found, in words."""
    return "；".join(limit["text"] for limit in missed)


def _mark(name: str, label: str, path: str, **more: Any) -> Column:
    return Column(name=name, label=label, path=path, show=figure, width=8, **NUMBER, **more)


CANDIDATES = Entity(
    name="candidates",
    label="一线锻炼人选",
    measure="人",
    model=Candidate,
    list_url="frontline:candidates",
    record_url="frontline:candidate",
    personal=True,
    ordering=("-batch_id", "place_told", "cadre__sort_key", "pk"),
    prepare=_prepared,
    conditions=(STANDING,),
    columns=(
        about("name"),
        Column(
            name="programme",
            label="项目",
            path="batch__programme__name",
            lookup=Lookup.CONTAINS,
            default=False,
            width=28,
        ),
        Column(
            name="batch_number",
            label="批次",
            path="batch__number",
            default=False,
            width=6,
            **NUMBER,
        ),
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
            name="state",
            label="状态",
            path="state_told",
            options=CandidateState,
            primary=True,
            **ANY_OF,
        ),
        about("unit", default=True),
        about("title_full"),
        about("birth", default=False),
        Column(
            name="missed",
            label="资格审查",
            path="missed_told",
            kind=Kind.JSON,
            show=sentences,
            sortable=False,
            width=36,
        ),
        _mark("score", "综合成绩", "score_told"),
        Column(name="place", label="名次", path="place_told", width=6, **NUMBER),
        Column(name="host", label="接收单位", path="host_told", sortable=False),
        Column(name="host_title", label="挂任职务", path="title_told", sortable=False, width=16),
        Column(
            name="away",
            label="派出情况",
            path="away",
            kind=Kind.CHOICE,
            options=Away,
            lights=LIGHTS,
            sortable=False,
            width=10,
        ),
        Column(name="until", label="期满日期", path="posting__until", **DAY),
        Column(name="ended_on", label="返回日期", path="posting__ended_on", default=False, **DAY),
        _mark("test_score", "考试成绩", "test_told", default=False),
        _mark("review_score", "考核成绩", "review_told", default=False),
        Column(name="votes", label="推荐票", path="votes_told", default=False, width=8, **NUMBER),
        Column(
            name="voters",
            label="参加推荐人数",
            path="voters_told",
            default=False,
            width=8,
            **NUMBER,
        ),
        Column(
            name="source",
            label="报名方式",
            path="source",
            options=CandidateSource,
            default=False,
            **ANY_OF,
        ),
        Column(name="nominated_on", label="报名日期", path="nominated_on", default=False, **DAY),
        Column(name="reason", label="推荐理由", path="reason_told", default=False, width=24),
        Column(name="judged_reason", label="认定理由", path="judged_told", default=False, width=24),
        Column(name="decision_note", label="说明", path="note_told", default=False, width=24),
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
            *("id", "version", "changed_by", "changed_at", "host_post", "state", "missed"),
            # Told by annotations, to whom they may be told.
            *("test_score", "review_score", "votes", "voters", "score", "place", "reason"),
            *("judged_reason", "decision_note"),
        }
    ),
)
