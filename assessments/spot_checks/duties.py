"""What clause 3.3.2 asks of the department (抽查谈话记录), and of units with findings."""

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.functions import Cast, Concat, RowNumber

from assessments.choices import CheckState
from assessments.spot_checks.figures import SpotFigures
from assessments.spot_checks.models import RectificationRound, SpotCheck
from assessments.talks.models import Talk
from core.choices import Role
from core.units.models import Unit
from policy.duties.choices import Subject
from policy.duties.rule import Act, DutyRule, DutySpec, required, satisfied
from policy.periods import Quarter, quarters


def spot_check(quarter: Quarter, figures: SpotFigures, on: date) -> DutySpec:
    """A quarter with records is checked by the city within `check_days` of their sealing.

    It is done when the findings were reported: a draw that nobody read is no check.
    """
    sealed = quarter.last_day + timedelta(days=figures.seal_days)
    reported = SpotCheck.objects.of_quarter(quarter).filter(
        state=CheckState.REPORTED, unit__depth=1
    )
    anything = Exists(Talk.objects.counting_for(quarter)) | Exists(reported)
    first = Window(RowNumber(), order_by=[F("reported_on"), F("pk")])
    return DutySpec(
        required=required(
            Unit.objects.filter(anything, depth=1),
            subject="pk",
            unit="pk",
            opened=sealed,
            due=sealed + timedelta(days=figures.check_days),
        ),
        satisfied=satisfied(
            reported.alias(n=first).filter(n=1), subject="unit_id", on="reported_on"
        ),
    )


def rectify(_period: None, _figures: SpotFigures, _on: date) -> DutySpec:
    """Every round of findings is answered by its day."""
    rounds = RectificationRound.objects.all()
    return DutySpec(
        required=required(
            rounds,
            subject="rectification__unit_id",
            unit="rectification__unit_id",
            opened="asked_on",
            due="answer_by",
            period=ROUND,
        ),
        satisfied=satisfied(
            rounds.filter(answered_on__isnull=False),
            subject="rectification__unit_id",
            on="answered_on",
            evidence="rectification_id",
            period=ROUND,
        ),
    )


def _recheck(rounds: QuerySet, figures: SpotFigures) -> DutySpec:
    due: Any = F("answered_on") + Value(timedelta(days=figures.answer_days))
    return DutySpec(
        required=required(
            rounds.filter(answered_on__isnull=False),
            subject="rectification__unit_id",
            unit="rectification__check_of__unit_id",
            opened="answered_on",
            due=ExpressionWrapper(due, output_field=DateField()),
            period=ROUND,
        ),
        satisfied=satisfied(
            rounds.filter(decided_on__isnull=False),
            subject="rectification__unit_id",
            on="decided_on",
            evidence="rectification_id",
            period=ROUND,
        ),
    )


def recheck_city(_period: None, figures: SpotFigures, _on: date) -> DutySpec:
    """What a unit answered to the city's findings is decided within `answer_days`."""
    rounds = RectificationRound.objects.filter(CITY)
    return _recheck(rounds, figures)


def recheck_county(_period: None, figures: SpotFigures, _on: date) -> DutySpec:
    """The same of a county's own findings."""
    return _recheck(RectificationRound.objects.exclude(CITY), figures)


# `<rectification>-<round>`: a returned answer is owed anew.
ROUND = Concat(
    Cast("rectification_id", CharField()),
    Value("-"),
    Cast("number", CharField()),
    output_field=CharField(),
)
CITY = Q(rectification__check_of__unit__depth=1)

SPOT_CHECK = DutyRule(
    name="talk.spot_check",
    clause="3.3.2",
    label="抽查谈话记录",
    sentence="每季度谈话记录封存后 {check_days} 天内，市委组织部抽查不少于 {percent}% 并反馈。",
    owner=Role.CITY_DEPARTMENT,
    figures=SpotFigures,
    spec=spot_check,
    periods=quarters,
    about=Subject.UNIT,
    act=Act("抽查谈话", "spot_checks:create"),
    evidence="spot_checks:detail",
)
RECTIFY = DutyRule(
    name="talk.rectify",
    clause="3.3.2",
    label="谈话抽查整改",
    sentence="抽查发现的问题，单位在整改期限内（反馈后 {answer_days} 天）改正并报告。",
    owner=Role.UNIT_SECRETARY,
    figures=SpotFigures,
    spec=rectify,
    about=Subject.UNIT,
    act=Act("报告整改", "rectifications:of_duty"),
    evidence="rectifications:detail",
)
RECHECK_TEXT = "单位报告整改情况后 {answer_days} 天内，组织部审核是否认可。"
RECHECK = DutyRule(
    name="talk.recheck",
    clause="3.3.2",
    label="审核谈话抽查整改",
    sentence=RECHECK_TEXT,
    owner=Role.CITY_DEPARTMENT,
    figures=SpotFigures,
    spec=recheck_city,
    about=Subject.UNIT,
    act=Act("审核整改", "rectifications:of_duty"),
    evidence="rectifications:detail",
)
RECHECK_COUNTY = DutyRule(
    name="talk.recheck_county",
    clause="3.3.2",
    label="审核谈话抽查整改（县区）",
    sentence=RECHECK_TEXT,
    owner=Role.COUNTY_DEPARTMENT,
    figures=SpotFigures,
    spec=recheck_county,
    about=Subject.UNIT,
    act=Act("审核整改", "rectifications:of_duty"),
    evidence="rectifications:detail",
)
