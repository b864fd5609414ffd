"""The columns of rounds: who mentors whom, how long still, what was done, and how it stands."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from cadres.choices import SERVING
from cadres.people.columns import about, asked_name
from cadres.roster.models import RosterEntry
from cadres.roster.rostered import ROSTERED
from core.choices import Role
from core.listing.columns import Column, Kind, Lookup
from core.listing.conditions import Condition
from core.listing.entity import Entity
from core.listing.shapes import DAY
from core.scoping import Viewer
from training.choices import EndReason, ReviewGrade, ReviewKind
from training.mentoring.models import MentoringReview, MentoringSession, Mentorship
from training.mentoring.querysets import PAIRERS, MentorshipQuerySet

SOON_DAYS = 60  # a round that ends within these days is listed as 将期满
REVIEWS_FOR = frozenset({*PAIRERS, Role.API_CLIENT})


class State(TextChoices):
    """How a round stands on a day."""

    RUNNING = "running", "帮带中"
    SOON = "soon", "将期满"
    FULL = "full", "期满未结束"
    BROKEN = "broken", "需要结束"
    ENDED = "ended", "已结束"


class Tab(TextChoices):
    """The tabs of the list."""

    OPEN = "open", "帮带中"
    SOON = "soon", "将期满"
    FULL = "full", "期满未结束"
    BROKEN = "broken", "需要结束"
    ENDED = "ended", "已结束"
    ALL = "all", "全部"


LIGHTS = {
    str(State.RUNNING.label): "green",
    str(State.SOON.label): "yellow",
    str(State.FULL.label): "red",
    str(State.BROKEN.label): "red",
    str(State.ENDED.label): "none",
}


def state_on(on: date) -> Case:
    """The state of a round on a day.

    Broken: it goes on although the cadre has left the roster, or the mentor his office. Nobody ends
    it but a person. (Whether a mentor serves is known of today alone.)
    """
    here = RosterEntry.objects.on_roster(on).filter(cadre=OuterRef("cadre"))
    return Case(
        When(ended_on__lte=on, then=Value(State.ENDED)),
        When(~Exists(here) | ~Q(mentor__status=SERVING), then=Value(State.BROKEN)),
        When(until__lte=on, then=Value(State.FULL)),
        When(until__lte=on + timedelta(days=SOON_DAYS), then=Value(State.SOON)),
        default=Value(State.RUNNING),
        output_field=CharField(choices=State),
    )


def months_left(on: date) -> Case:
    """Full months from the day to the end of a running round; none when it is over."""
    age = Func(F("until"), Cast(Value(on), DateField()), function="age", output_field=CharField())
    years, months = (
        Func(age, template=f"extract({part} from %(expressions)s)", output_field=IntegerField())
        for part in ("year", "month")
    )
    over = Q(until__lte=on) | Q(ended_on__lte=on)
    left = Cast(years * 12 + months, IntegerField())
    return Case(When(over, then=None), default=left, output_field=IntegerField())


def _prepared(rows: QuerySet, viewer: Viewer, on: date) -> QuerySet:
    """Rounds that had begun by the day, with what the columns need.

    What offices judge and note is told of rounds that the viewer sees as an office, not of his own.
    """
    opened = MentorshipQuerySet.opened_to(viewer, REVIEWS_FOR)
    sessions = MentoringSession.objects.filter(mentorship=OuterRef("pk"), held_on__lte=on)
    sessions = sessions.order_by().values("mentorship")
    reviews = MentoringReview.objects.filter(mentorship=OuterRef("pk"), held_on__lte=on)
    grades = {
        kind: Case(When(opened, then=Subquery(reviews.filter(kind=kind).values("grade")[:1])))
        for kind in ReviewKind
    }
    return rows.filter(since__lte=on).annotate(
        state=state_on(on),
        months_left=months_left(on),
        session_count=Coalesce(Subquery(sessions.annotate(n=Count("pk")).values("n")), 0),
        last_session=Subquery(sessions.annotate(d=Max("held_on")).values("d")),
        midterm=grades[ReviewKind.MIDTERM],
        final=grades[ReviewKind.FINAL],
        reason=Case(When(opened, then=F("exception"))),
    )


def of_tab(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The rounds of one tab on a day: 帮带中 has everything that goes on."""
    match value:
        case Tab.ALL:
            return rows
        case Tab.OPEN:
            return rows.running(on)  # type: ignore[attr-defined]
        case Tab.ENDED:
            return rows.filter(ended_on__lte=on)
    return rows.filter(state=value)


STANDING = Condition(
    name="standing",
    label="帮带情况",
    options=dict(Tab.choices),
    default=Tab.OPEN,
    apply=of_tab,
    hidden=True,
)


def of_course(rows: QuerySet, value: str, _on: date) -> QuerySet:
    """Without what was taken back; or those that nobody ended before they were full."""
    rows = rows.real()  # type: ignore[attr-defined]
    if value == "full":
        return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=F("until")))
    return rows


COURSE = Condition(
    name="course",
    label="本轮经过",
    options={"real": "不含已撤销的", "full": "没有提前结束的"},
    apply=of_course,
)


def _grade(name: str, label: str) -> Column:
    return Column(
        name=name,
        label=label,
        path=name,
        kind=Kind.CHOICE,
        options=ReviewGrade,
        lookup=Lookup.ONE_OF,
        many=True,
        only=REVIEWS_FOR,
        sortable=False,
        within="reviews",
        width=8,
    )


MENTORSHIPS = Entity(
    name="mentorships",
    label="领导帮带",
    measure="对",
    model=Mentorship,
    list_url="mentoring:list",
    record_url="mentoring:detail",
    rest=True,
    personal=True,
    dated=True,
    ordering=("cadre__sort_key", "-since"),
    prepare=_prepared,
    conditions=(STANDING, COURSE, ROSTERED),
    columns=(
        about("name", label="帮带对象"),
        about("unit", default=True, primary=True),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=State,
            lights=LIGHTS,
            sortable=False,
            width=10,
        ),
        about("title_full", default=False),
        about("position_level", default=False, primary=False),
        Column(
            name="mentor",
            label="帮带人",
            path="mentor__name",
            lookup=Lookup.NAME,
            filter_on="mentor__tokens",
            search=asked_name,
            order_on="mentor__stroke_key",
            primary=True,
            width=10,
        ),
        Column(
            name="mentor_title",
            label="帮带人职务",
            path="mentor__title",
            lookup=Lookup.CONTAINS,
            sortable=False,
            width=30,
        ),
        Column(name="since", label="起始日期", path="since", **DAY),
        Column(name="until", label="期满日期", path="until", primary=True, **DAY),
        Column(
            name="months_left",
            label="剩余月数",
            path="months_left",
            kind=Kind.NUMBER,
            sortable=False,
            width=8,
        ),
        Column(
            name="sessions",
            label="活动次数",
            path="session_count",
            kind=Kind.NUMBER,
            sortable=False,
            width=8,
        ),
        Column(
            name="last_session",
            label="最近活动",
            path="last_session",
            kind=Kind.DATE,
            sortable=False,
        ),
        _grade("midterm", "中期评议"),
        _grade("final", "期满评议"),
        Column(
            name="exception",
            label="例外理由",
            path="reason",
            only=REVIEWS_FOR,
            sortable=False,
            width=20,
        ),
        Column(name="rhythm", label="定时间", path="rhythm", default=False, width=20),
        Column(name="people", label="定人员", path="people", default=False, width=20),
        Column(name="goals", label="定目标", path="goals", default=False, width=30),
        Column(name="content", label="定内容", path="content", default=False, width=30),
        Column(name="ended_on", label="结束日期", path="ended_on", default=False, **DAY),
        Column(
            name="end_reason",
            label="结束原因",
            path="end_reason",
            kind=Kind.CHOICE,
            options=EndReason,
            lookup=Lookup.ONE_OF,
            many=True,
            default=False,
        ),
        Column(name="document", label="依据", path="document", default=False),
        Column(
            name="cadre",
            label="干部编号",
            path="cadre_id",
            kind=Kind.NUMBER,
            default=False,
            sortable=False,
        ),
        Column(
            name="mentor_id",
            label="帮带人编号",
            path="mentor_id",
            kind=Kind.NUMBER,
            default=False,
            sortable=False,
        ),
        Column(name="version", label="版本", path="version", kind=Kind.NUMBER, default=False),
    ),
    hidden_fields=frozenset({"id", "exception", "end_note", "changed_by", "changed_at"}),
)
