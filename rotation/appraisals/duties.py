"""What clause 3.1.4 asks about postings away: two appraisals by the host, and the way back.

Each is about one posting; its period is `posting-<posting>`. A posting that was taken back never
was. Service and task forces are short: nobody is appraised half-way through them, nor formally at
their end, but they have a way back as well.

* Half-way: opens on the middle day of a term of `midterm_months` or more; the host owes it within
  `appraisal_days`, and no more when the posting has ended.
* At the end: opens `return_days` before the term is full (or when it ended early, after its
  middle), due `appraisal_days` after the end. Who died, left or was dismissed is not appraised.
* The way back: opens `return_days` before the term is full, due when it is full; the unit where he
  belongs owes it: the one that sent him, or where he took up a post meanwhile. The end of the
  posting proves it. What ran before `duty.since` counts from that day.

A longer term moves all three; who ended before they opened is asked for nothing. Programs of the
host hear of none: it was sent somebody of another unit, whom they do not see.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, Greatest, Least

from core.choices import Role
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied
from rotation.appraisals.days import end_day, full_after, middle_day
from rotation.appraisals.figures import AppraisalFigures
from rotation.appraisals.models import Appraisal
from rotation.choices import AWAY, SHORT, AppraisalKind, AppraisalState, EndReason
from rotation.postings.models import Posting

LONG = tuple(kind for kind in AWAY if kind not in SHORT)
GONE = (EndReason.LEFT, EndReason.DISMISSED)
JUDGED = (AppraisalState.SENDER, AppraisalState.DEPARTMENT, AppraisalState.CONCLUDED)


def midterm(_period: None, figures: AppraisalFigures, on: date) -> DutySpec:
    """The host appraises half-way through a long term."""
    rows = _long().alias(half=middle_day(), full=full_after(figures.midterm_months))
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("half")), until__gte=F("full"))
    return DutySpec(
        required=required(
            rows,
            subject="cadre_id",
            unit="unit_id",
            opened="half",
            due=F("half") + timedelta(days=figures.appraisal_days),
            ended="ended_on",
            period=_key("pk"),
        ),
        satisfied=_judged(AppraisalKind.MIDTERM),
    )


def final(_period: None, figures: AppraisalFigures, on: date) -> DutySpec:
    """The host appraises at the end."""
    rows = _long().exclude(end_reason__in=GONE).alias(half=middle_day(), over=end_day())
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=F("half")))
    opens = Least("ended_on", F("until") - timedelta(days=figures.return_days))
    return DutySpec(
        required=required(
            rows,
            subject="cadre_id",
            unit="unit_id",
            opened=Greatest("since", opens),
            due=F("over") + timedelta(days=figures.appraisal_days),
            period=_key("pk"),
        ),
        satisfied=_judged(AppraisalKind.FINAL),
    )


def way_back(_period: None, figures: AppraisalFigures, on: date) -> DutySpec:
    """Whoever is out returns when his term is full, or has it prolonged before."""
    opens = F("until") - timedelta(days=figures.return_days)
    rows = Posting.objects.real().away().alias(opens=opens)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("opens")))
    # What was over before duties count is the past.
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=figures.since))
    since = Cast(Value(figures.since), Posting._meta.get_field("since"))
    return DutySpec(
        required=required(
            rows,
            subject="cadre_id",
            unit="cadre__unit_id",  # where his file is: it goes along when he moves meanwhile
            opened=Greatest("since", "opens", since),
            due=Greatest("until", since),
            period=_key("pk"),
        ),
        satisfied=satisfied(
            Posting.objects.real().away().filter(ended_on__isnull=False),
            subject="cadre_id",
            on="ended_on",
            period=_key("pk"),
        ),
    )


def _long() -> QuerySet:
    return Posting.objects.real().filter(kind__in=LONG)


def _judged(kind: AppraisalKind) -> QuerySet:
    """Sheets that the host has filled in and not got back."""
    return satisfied(
        Appraisal.objects.filter(kind=kind, host_on__isnull=False, state__in=JUDGED),
        subject="posting__cadre_id",
        on="host_on",
        period=_key("posting_id"),
    )


def _key(path: str) -> Concat:
    return Concat(Value("posting-"), Cast(path, CharField()), output_field=CharField())


COMMON: dict[str, Any] = {
    "clause": "3.1.4",
    "owner": Role.UNIT_SECRETARY,
    "figures": AppraisalFigures,
}
MIDTERM = DutyRule(
    name="frontline.midterm",
    label="锻炼中期考核",
    sentence=(
        "周期不短于 {midterm_months} 个月的派出锻炼过半后 {appraisal_days} 天内，"
        "由接收单位进行中期考核。"
    ),
    spec=midterm,
    act=Act("中期考核", "appraisals:midterm_of_duty"),
    offices_only=True,
    evidence="appraisals:detail",
    **COMMON,
)
APPRAISE = DutyRule(
    name="frontline.appraise",
    label="锻炼期满鉴定",
    sentence=(
        "派出锻炼期满前 {return_days} 天起，由接收单位作出鉴定，期满后 {appraisal_days} 天内办结。"
    ),
    spec=final,
    act=Act("期满鉴定", "appraisals:final_of_duty"),
    offices_only=True,
    evidence="appraisals:detail",
    **COMMON,
)
RETURN = DutyRule(
    name="frontline.return",
    label="安排返回",
    sentence=(
        "派出锻炼期满前 {return_days} 天起，由派出单位安排返回后的工作，期满之日前办结返回或延长。"
    ),
    spec=way_back,
    act=Act("安排返回", "appraisals:return_of_duty"),
    evidence="postings:detail",
    **COMMON,
)
