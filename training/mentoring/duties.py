"""What clause 3.1.2 asks of units: a mentor for everybody on the roster, and two reviews a round.

Each duty opens on a day on which the person is on the roster, and is owed no more when he leaves
it. A round that was taken back (ended on the day it began) never was.

* A mentor is due from the day of entry, and anew from the day on which each round ended or was
  full. What is over before `duty.since` is not asked for; a need that lasts counts from that day.
  Period: `entry-<stay>`, `round-<round that ended>`; the round that began next proves it.
* The review half-way opens on the middle day of the round. It is owed no more when the round ends.
* The final review opens on the day the round ended or was full. A round that ended before its
  middle is too short to be judged, and asks for none. Period of both: `round-<round>`.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value, Window
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Lag, Least

from cadres.roster.models import RosterEntry
from core.choices import Role
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied
from training.choices import ReviewKind
from training.mentoring.figures import MentoringFigures
from training.mentoring.models import MentoringReview, Mentorship
from training.mentoring.rounds import ended_day, middle_day

STAY = "cadre__entries__"


def pairing(_period: None, figures: MentoringFigures, on: date) -> DutySpec:
    """Everybody on the roster has a mentor, within `pair_days` of coming or of the last round."""
    first = Value(figures.since)
    late = Q(left_on__isnull=True) | Q(left_on__gt=figures.since)
    # What was met by a round that was over before duties count is the past.
    past = (
        Mentorship.objects.real()
        .alias(over=ended_day())
        .filter(cadre=OuterRef("cadre"), over__lte=figures.since)
    )
    coming = RosterEntry.objects.filter(late).filter(
        ~Exists(past.filter(over__gt=OuterRef("entered_on")))
    )
    lasting = _or_later(f"{STAY}left_on", figures.since)
    ending = _on_roster(Mentorship.objects.real().alias(day=ended_day()), lasting, since="lt")
    next_one = past.filter(since__gte=OuterRef("day"))
    ending = ending.filter(~Exists(next_one))
    return DutySpec(
        required=_needed(
            coming, "unit_id", "entered_on", "left_on", _key("entry-", "pk"), first, figures
        ).union(
            _needed(
                ending,
                f"{STAY}unit_id",
                "day",
                f"{STAY}left_on",
                _key("round-", "pk"),
                first,
                figures,
            ),
            all=True,
        ),
        satisfied=satisfied(_begun(), subject="cadre_id", on="since", period="need"),
    )


def _needed(
    rows: QuerySet,
    unit: str,
    day: str,
    left: str,
    period: Any,
    first: Value,
    figures: MentoringFigures,
) -> QuerySet:
    opened = Greatest(F(day), first)
    return required(
        rows,
        subject="cadre_id",
        unit=unit,
        opened=opened,
        due=opened + timedelta(days=figures.pair_days),
        ended=left,
        period=period,
    )


def _begun() -> QuerySet:
    """Rounds beside the stays that they reach into, each with the need that it met (`need`)."""
    # By the cadre too, though a stay is one cadre's: so a few people's rounds are found by index.
    stay = [F("cadre_id"), F(f"{STAY}pk")]
    before = Window(Lag(_key("round-", "pk")), partition_by=stay, order_by=[F("since")])
    rows = Mentorship.objects.real().alias(over=ended_day())
    rows = rows.filter(
        Q(**{f"{STAY}left_on__isnull": True}) | Q(since__lt=F(f"{STAY}left_on")),
        over__gt=F(f"{STAY}entered_on"),
    )
    return rows.annotate(need=Coalesce(before, _key("entry-", f"{STAY}pk")))


def midterm(_period: None, figures: MentoringFigures, on: date) -> DutySpec:
    """Half-way through each round it is reviewed, within `review_days`."""
    rows = Mentorship.objects.real().alias(day=middle_day())
    rows = rows.filter(_or_later("ended_on", F("day")))
    ends = Least("ended_on", f"{STAY}left_on")
    return _reviewed(rows, ReviewKind.MIDTERM, ends, figures)


def final(_period: None, figures: MentoringFigures, on: date) -> DutySpec:
    """At the end of each round it is reviewed, within `review_days`."""
    rows = Mentorship.objects.real().alias(day=ended_day(), half=middle_day())
    rows = rows.filter(day__gte=F("half"))
    return _reviewed(rows, ReviewKind.FINAL, F(f"{STAY}left_on"), figures)


def _reviewed(rows: QuerySet, kind: ReviewKind, ends: Any, figures: MentoringFigures) -> DutySpec:
    """A review of each round, from its `day` on."""
    return DutySpec(
        required=required(
            _on_roster(rows.filter(day__gte=figures.since)),
            subject="cadre_id",
            unit=f"{STAY}unit_id",
            opened="day",
            due=F("day") + timedelta(days=figures.review_days),
            ended=ends,
            period=_key("round-", "pk"),
        ),
        satisfied=satisfied(
            MentoringReview.objects.filter(kind=kind),
            subject="mentorship__cadre_id",
            on="held_on",
            evidence="mentorship_id",
            period=_key("round-", "mentorship_id"),
        ),
    )


def _on_roster(rows: QuerySet, *stay: Q, since: str = "lte") -> QuerySet:
    """Rounds beside the stay that their `day` is part of ("lt": its first day left out).

    All that is said of the stay is said at once: a second filter would join a second stay.
    """
    began = {f"{STAY}entered_on__{since}": F("day")}
    return rows.filter(*stay, _or_later(f"{STAY}left_on", F("day")), **began)


def _or_later(path: str, day: Any) -> Q:
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__gt": day})


def _key(kind: str, path: str) -> Concat:
    return Concat(Value(kind), Cast(path, CharField()), output_field=CharField())


COMMON: dict[str, Any] = {
    "clause": "3.1.2",
    "owner": Role.UNIT_SECRETARY,
    "figures": MentoringFigures,
    "evidence": "mentoring:detail",
}
PAIR = DutyRule(
    name="mentor.pair",
    label="落实帮带人",
    sentence=(
        "单位为每名在库干部落实一名帮带人，自入库或上轮期满之日起 {pair_days} 天内办结，"
        "每轮 {round_months} 个月。"
    ),
    spec=pairing,
    act=Act("落实帮带人", "mentoring:create"),
    **COMMON,
)
MIDTERM = DutyRule(
    name="mentor.midterm",
    label="帮带中期评议",
    sentence="每轮帮带过半后 {review_days} 天内进行中期评议。",
    spec=midterm,
    act=Act("中期评议", "mentoring:midterm_of_duty"),
    **COMMON,
)
FINAL = DutyRule(
    name="mentor.final",
    label="帮带期满评议",
    sentence="每轮帮带期满后 {review_days} 天内进行期满评议。",
    spec=final,
    act=Act("期满评议", "mentoring:final_of_duty"),
    **COMMON,
)
