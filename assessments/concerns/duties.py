"""What follows from a concern (clause 3.3.2): reminded in time, corrected in time, struck off.

Each round of correction is a duty of its own, made of the steps, not of where the concern stands:
what was done in an earlier round stays done when it is returned.
"""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    ExpressionWrapper,
    F,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

from assessments.choices import ConcernVerb
from assessments.concerns.figures import ConcernFigures
from assessments.concerns.flow import CLOSERS
from assessments.concerns.models import Concern, ConcernStep
from core.choices import Role
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied


def _round_key(number: Any) -> Concat:
    """The concern and the number of a round: 17.2."""
    concern = Cast("concern_id", CharField())
    return Concat(concern, Value("."), Cast(number, CharField()), output_field=CharField())


ROUND = _round_key("round")
NUMBER = Cast("pk", CharField())
ENDED = "concern__talk__voided_on"


def concern_of(period: str) -> int:
    """The concern that the period of a duty names, whatever its round."""
    return int(period.partition(".")[0])


def _later(path: str, days: int) -> Any:
    """So many days after a date."""
    return ExpressionWrapper(F(path) + Value(days), output_field=DateField())


def reminded(_period: None, figures: ConcernFigures, _on: date) -> DutySpec:
    """A concern is spoken of with the person within `remind_days` of being found."""
    return DutySpec(
        required=required(
            Concern.objects.all(),
            subject="cadre_id",
            unit="cadre__unit_id",
            period=NUMBER,
            opened="raised_on",
            due=_later("raised_on", figures.remind_days),
            ended="talk__voided_on",
        ),
        satisfied=satisfied(
            Concern.objects.filter(reminded_on__isnull=False),
            subject="cadre_id",
            period=NUMBER,
            on="reminded_on",
        ),
    )


def _of_round(*verbs: ConcernVerb) -> QuerySet[ConcernStep]:
    return ConcernStep.objects.filter(verb__in=verbs)


def corrected(_period: None, _figures: ConcernFigures, _on: date) -> DutySpec:
    """Each round is reported as corrected by the day that its reminder or return has set."""
    return DutySpec(
        required=required(
            _of_round(ConcernVerb.REMIND, ConcernVerb.RETURN),
            subject="concern__cadre_id",
            unit="concern__cadre__unit_id",
            period=ROUND,
            opened="on",
            due="due_on",
            ended=ENDED,
        ),
        satisfied=satisfied(
            _of_round(ConcernVerb.REPORT),
            subject="concern__cadre_id",
            period=ROUND,
            on="on",
            evidence="concern_id",
        ),
    )


def closed(_period: None, figures: ConcernFigures, _on: date) -> DutySpec:
    """What was reported is struck off, or returned, within `close_days`."""
    return DutySpec(
        required=required(
            _of_round(ConcernVerb.REPORT),
            subject="concern__cadre_id",
            unit="concern__cadre__unit_id",
            period=ROUND,
            opened="on",
            due=_later("on", figures.close_days),
            ended=ENDED,
        ),
        satisfied=satisfied(
            _of_round(ConcernVerb.CLOSE, ConcernVerb.RETURN),
            subject="concern__cadre_id",
            period=_round_key(
                # To return begins the next round; it settles the one before.
                Case(
                    When(verb=ConcernVerb.RETURN, then=F("round") - 1),
                    default=F("round"),
                    output_field=IntegerField(),
                )
            ),
            on="on",
            evidence="concern_id",
        ),
    )


REMIND = DutyRule(
    name="concern.remind",
    clause="3.3.2",
    label="苗头提醒",
    sentence="谈话发现的不良苗头和倾向，{remind_days} 天内提醒本人。",
    owner=Role.UNIT_SECRETARY,
    figures=ConcernFigures,
    spec=reminded,
    act=Act("登记提醒", "concerns:of_duty"),
    evidence="concerns:detail",
)
CORRECT = DutyRule(
    name="concern.correct",
    clause="3.3.2",
    label="督促改正",
    sentence="督促本人在改正期限内改正；没有另定期限的，自提醒之日起 {correct_days} 天。",
    owner=Role.UNIT_SECRETARY,
    figures=ConcernFigures,
    spec=corrected,
    act=Act("报告整改", "concerns:of_duty"),
    evidence="concerns:detail",
)
CLOSE = DutyRule(
    name="concern.close",
    clause="3.3.2",
    label="苗头销号",
    sentence="报告整改后 {close_days} 天内核实，销号或者退回。",
    owner=Role.UNIT_SECRETARY,
    figures=ConcernFigures,
    spec=closed,
    act=Act("核实销号", "concerns:of_duty", only=CLOSERS),
    evidence="concerns:detail",
)
