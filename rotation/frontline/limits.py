"""Who may be sent by a programme (clause 3.1.4 and its 选派条件): each limit a condition.

A condition is on people and written once; the check annotates with it. The sentence beside it is
made of the same figures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from cadres.choices import PERSON_STATUS, SERVING, DisciplineKind
from cadres.people.models import Cadre, Discipline
from cadres.roster.models import RosterEntry
from core.codes.vocabulary import vocabulary
from core.months import first_of, full_years, months_between, shift
from rotation.choices import BatchState, CandidateState
from rotation.frontline.models import Batch, Candidate
from rotation.postings.models import Posting

DISCIPLINE = "discipline"  # told to those alone who answer for a person; always the last
SELECTED = (BatchState.DECIDED, BatchState.DISPATCHED)


@dataclass(frozen=True, slots=True)
class Limit:
    """`missed(batch)` is a condition on people, `sentence(batch, facts)` says by how much."""

    name: str
    missed: Callable[[Batch], Q | Exists]
    sentence: Callable[[Batch, Mapping[str, Any]], str]


def not_serving(_batch: Batch) -> Q:
    """Retired, moved away or dead (ZB126)."""
    return ~Q(status=SERVING)


def not_on_roster(batch: Batch) -> Q:
    """Where the programme is for the roster: who is not on it now."""
    if not batch.programme.roster_only:
        return Q(pk__in=())
    return ~Q(Exists(RosterEntry.objects.open().filter(cadre=OuterRef("pk"))))


def too_old(batch: Batch) -> Q:
    """Full years by month on the last day to apply are more than the programme's limit."""
    most = batch.programme.max_age
    if most is None:
        return Q(pk__in=())
    return Q(birth__lt=shift(first_of(batch.apply_by), 1 - 12 * (most + 1)))


def _age(batch: Batch, facts: Mapping[str, Any]) -> str:
    years = full_years(facts["birth"], batch.apply_by)
    return f"要求 {batch.programme.max_age} 岁以下，截至 {batch.apply_by} 已 {years} 岁"


def short_of_service(batch: Batch) -> Q:
    """Fewer months of work than asked for on the last day to apply, or no record of any."""
    least = batch.programme.min_service_months
    if least is None:
        return Q(pk__in=())
    latest = shift(first_of(batch.apply_by), -least)
    return Q(work_start__gt=latest) | Q(work_start__isnull=True)


def _service(batch: Batch, facts: Mapping[str, Any]) -> str:
    asked = f"要求工龄满 {batch.programme.min_service_months} 个月"
    if facts["work_start"] is None:
        return f"{asked}，没有参加工作时间的记载"
    months = months_between(facts["work_start"], batch.apply_by)
    return f"{asked}，截至 {batch.apply_by} 为 {months} 个月"


def _abroad(batch: Batch) -> QuerySet[Posting]:
    """Postings away that go on while the batch is out (one channel at a time)."""
    rows = Posting.objects.away().real().filter(cadre=OuterRef("pk"))
    lasting = Q(ended_on__gt=batch.starts_on) | Q(ended_on=None, until__gt=batch.starts_on)
    rows = rows.filter(lasting, since__lt=batch.ends_on)
    return rows.exclude(candidate__batch=batch.pk)


def is_away(batch: Batch) -> Exists:
    """Sent out already for days of this batch."""
    return Exists(_abroad(batch))


def _chosen_elsewhere(batch: Batch) -> QuerySet[Candidate]:
    rows = Candidate.objects.filter(
        cadre=OuterRef("pk"),
        state=CandidateState.CHOSEN,
        posting=None,
        batch__state__in=SELECTED,
        batch__starts_on__lt=batch.ends_on,
        batch__ends_on__gt=batch.starts_on,
    )
    return rows.exclude(batch=batch.pk)


def is_chosen_elsewhere(batch: Batch) -> Exists:
    """Chosen for another batch whose days overlap."""
    return Exists(_chosen_elsewhere(batch))


def in_effect(batch: Batch) -> Exists:
    """Discipline that still has effect when the batch leaves (§3.4)."""
    rows = Discipline.objects.filter(cadre=OuterRef("pk"), decided_on__lte=batch.starts_on)
    return Exists(rows.filter(Discipline.objects.lasting(batch.apply_by)))


def _effect(_batch: Batch, facts: Mapping[str, Any]) -> str:
    if facts["is_investigated"]:
        return "正在接受立案审查调查，尚未结案"
    return f"处分影响期到 {facts['effect_until']} 才满"


LIMITS = (
    Limit(
        "status",
        not_serving,
        lambda _batch, facts: (
            f"要求现职人员，现为{vocabulary(PERSON_STATUS).get(facts['status'], '其他人员')}"
        ),
    ),
    Limit("roster", not_on_roster, lambda _batch, _facts: "不在优秀年轻干部名册上"),
    Limit("age", too_old, _age),
    Limit("service", short_of_service, _service),
    Limit(
        "away",
        is_away,
        lambda _batch, facts: f"这段时间已派出锻炼，到 {facts['away_until']} 期满",
    ),
    Limit(
        "chosen",
        is_chosen_elsewhere,
        lambda _batch, facts: f"已入选“{facts['chosen_for']}”，时间重叠",
    ),
    Limit(
        DISCIPLINE,
        in_effect,
        _effect,
    ),
)


def missed_by(batch: Batch, people: QuerySet[Cadre]) -> dict[int, list[dict[str, str]]]:
    """For each person the limits missed, as `Candidate.missed` keeps them; one statement."""
    flags = {
        f"misses_{limit.name}": Case(When(limit.missed(batch), then=True), default=False)
        for limit in LIMITS
    }
    effect = Discipline.objects.filter(cadre=OuterRef("pk"), decided_on__lte=batch.starts_on)
    inquiry = effect.filter(kind=DisciplineKind.INVESTIGATION, effect_until=None)
    effect = effect.exclude(effect_until=None)
    facts = {
        "away_until": Subquery(_abroad(batch).order_by("-until").values("until")[:1]),
        "chosen_for": Subquery(_chosen_elsewhere(batch).values("batch__programme__name")[:1]),
        "is_investigated": Exists(inquiry),
        "effect_until": Subquery(effect.order_by("-effect_until").values("effect_until")[:1]),
    }
    rows = people.order_by().annotate(**flags, **facts)
    return {
        row["pk"]: [
            {"limit": limit.name, "text": limit.sentence(batch, row)}
            for limit in LIMITS
            if row[f"misses_{limit.name}"]
        ]
        for row in rows.values("pk", "status", "birth", "work_start", *flags, *facts)
    }


def told(missed: list[dict[str, str]], *, answers: bool) -> list[str]:
    """The sentences for a viewer; discipline only for whoever `answers` for the people."""
    return [one["text"] for one in missed if answers or one["limit"] != DISCIPLINE]
