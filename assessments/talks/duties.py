"""What clause 3.3.2 asks of units: a talk a quarter with everybody on the roster."""

from datetime import date, timedelta

from django.db.models import Case, Count, F, Max, Min, Q, Value, When, Window
from django.db.models.functions import Greatest, RowNumber

from assessments.talks.figures import TalkFigures
from assessments.talks.models import Talk
from cadres.roster.models import RosterEntry
from core.choices import Role
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied
from policy.periods import Quarter, quarters


def quarterly(quarter: Quarter, figures: TalkFigures, on: date) -> DutySpec:
    """Whoever is on the roster, of whatever status, is talked with `per_quarter` times a quarter.

    Whoever leaves the roster is owed no more talk; whoever comes in its last `grace_days` days, or
    comes and goes within the quarter's last days, is not asked for. Two stays in one quarter are
    one duty: it opens with the first, and ends with the last; one row has no room for the days
    between, on which it reads as owed once he is back.
    """
    latest = quarter.end - timedelta(days=max(figures.grace_days, 1))
    there = RosterEntry.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=quarter.first_day),
        entered_on__lte=min(latest, on),
    )
    stays = (
        there.order_by()
        .values("cadre_id", "unit_id")
        .annotate(
            came=Min("entered_on"),
            lasting=Count("pk", Q(left_on__isnull=True)),
            went=Max("left_on"),
        )
    )
    number = Window(RowNumber(), partition_by=F("cadre_id"), order_by=[F("held_on"), F("pk")])
    return DutySpec(
        required=required(
            stays,
            subject="cadre_id",
            unit="unit_id",
            opened=Greatest(F("came"), Value(quarter.first_day)),
            due=quarter.last_day,
            ended=Case(When(lasting=0, then=F("went"))),
        ),
        satisfied=satisfied(
            Talk.objects.counting_for(quarter).alias(n=number).filter(n=figures.per_quarter),
            subject="cadre_id",
            on="held_on",
        ),
    )


QUARTERLY = DutyRule(
    name="talk.quarterly",
    clause="3.3.2",
    label="季度谈心谈话",
    sentence="党组织负责人每季度与每名在库干部至少谈心谈话 {per_quarter} 次。",
    owner=Role.UNIT_SECRETARY,
    figures=TalkFigures,
    spec=quarterly,
    periods=quarters,
    act=Act("登记谈话", "talks:create"),
    evidence="talks:detail",
    yellow="talk.yellow_days",
)
