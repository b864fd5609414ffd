"""Spot checks of the demonstration: of every quarter whose records were sealed long enough."""

from datetime import date, timedelta

from django.db.models import F

from assessments.choices import Answer, ItemResult, RectificationState
from assessments.demo.planning import CARELESS
from assessments.spot_checks.checklist import KEYS
from assessments.spot_checks.figures import SpotFigures
from assessments.spot_checks.models import Rectification, RectificationRound, SpotCheck, SpotItem
from assessments.spot_checks.population import frame_of, records_of
from assessments.spot_checks.sampling import sample
from assessments.spot_checks.services.drawing import AT_ONCE, draw
from assessments.spot_checks.services.reporting import faulty_units, report
from assessments.talks.models import Talk
from core.accounts.models import User
from core.units.models import Unit
from policy.parameters.figures import in_force
from policy.periods import Quarter, quarters

DRAWN_AFTER, REPORTED_AFTER = timedelta(days=6), timedelta(days=12)  # of the sealing
ANSWERED_AFTER, ACCEPTED_AFTER = timedelta(days=8), timedelta(days=12)  # of the report
SEEDS = 60  # tried, at most
EVERY = 23  # of so many good records one has a fault as well
COPIED = "与本单位其他记录内容雷同，且集中在季度最后一天，一个多月后才登记。"
THIN = "生活情况只有一句，没有反映本人的困难和想法，请补谈补记。"
DEMAND = "请对照抽查意见逐条整改，与本人重新谈话，如实补充记录，并报告整改情况。"


def load_spot_checks(*, since: date, on: date) -> int:
    """How many were made; none by an account that does not exist, nor of very many records."""
    actor = User.objects.filter(username="city").first()
    city = Unit.objects.filter(parent=None).first()
    if actor is None or city is None:
        return 0
    figures = in_force(SpotFigures, on)
    made = 0
    for quarter in quarters(since, on):
        sealed = quarter.last_day + timedelta(days=figures.seal_days)
        records = Talk.objects.counting_for(quarter).count()
        if sealed + REPORTED_AFTER < on and 0 < records <= AT_ONCE:
            _check(actor, city, quarter, sealed, on)
            made += 1
    return made


def _check(actor: User, city: Unit, quarter: Quarter, sealed: date, on: date) -> None:
    seed = _seed(city, quarter, sealed)
    check = draw(actor=actor, unit=city, quarter=quarter, seed=seed, on=sealed + DRAWN_AFTER)
    _read(check)
    check.refresh_from_db()
    reported = sealed + REPORTED_AFTER
    answer_by = reported + timedelta(days=in_force(SpotFigures, reported).answer_days)
    report(
        actor=actor,
        check=check,
        seen=check.version,
        demands={unit.pk: DEMAND for unit in faulty_units(check)},
        on=reported,
        answer_by=answer_by,
        summary=f"抽查 {check.drawn} 份，多数记录具体扎实，个别单位照抄照搬，已反馈整改。",
    )
    _answer(check, actor, answer_by, on)


def _seed(city: Unit, quarter: Quarter, sealed: date) -> str:
    """The first of a row of seeds by which the careless unit is drawn."""
    frame = frame_of(records_of(city, quarter))
    percent = in_force(SpotFigures, sealed + DRAWN_AFTER, city).percent
    careless = {
        key
        for unit in Unit.objects.filter(short_name=CARELESS, pk__in=frame)
        for key in frame[unit.pk]
    }
    seeds = [f"qinglan-{quarter.key}-{number}" for number in range(1, SEEDS + 1)]
    drawn = (
        seed for seed in seeds if careless & {*sample(frame, percent=percent, seed=seed).drawn}
    )
    return next(drawn, seeds[0])


def _read(check: SpotCheck) -> None:
    """Every record was read; the careless unit's are faulty, and a few others."""
    items = SpotItem.objects.filter(check_of=check)
    yes = dict.fromkeys(KEYS, Answer.YES.value)
    items.update(result=ItemResult.GOOD, answers=yes, version=F("version") + 1)
    thin = [
        pk for n, pk in enumerate(items.values_list("pk", flat=True)) if n % EVERY == EVERY // 2
    ]
    for rows, question, note in (
        (items.filter(pk__in=thin), "honest", THIN),
        (items.filter(unit__short_name=CARELESS), "concrete", COPIED),
    ):
        answers = yes | {question: Answer.NO.value}
        rows.update(result=ItemResult.FAULTY, answers=answers, note=note)


def _answer(check: SpotCheck, actor: User, answer_by: date, on: date) -> None:
    """Units have answered, except where the answer is not due yet; the careless one only once."""
    is_last = answer_by + timedelta(days=60) > on
    rows = Rectification.objects.filter(check_of=check)
    if is_last:
        rows = rows.exclude(unit__short_name=CARELESS)
    rounds = RectificationRound.objects.filter(rectification__in=rows)
    asked = rows.values_list("asked_on", flat=True).first()
    if asked is None or asked + ACCEPTED_AFTER >= on:
        return
    first = rows.order_by("unit__sort_path").values_list("pk", flat=True)
    waiting = list(first[:1]) if is_last else []  # the department has yet to decide on this one
    said = "已与本人重新谈话，补充了困难和打算，原记录按规定更正。"
    answered, accepted = asked + ANSWERED_AFTER, asked + ACCEPTED_AFTER
    rounds.update(
        answered_on=answered, answer=said, decided_on=accepted, decided_by=actor, is_accepted=True,
        remark="同意。",
    )  # fmt: skip
    rounds.filter(rectification__in=waiting).update(
        decided_on=None, decided_by=None, is_accepted=None, remark=""
    )
    rows.exclude(pk__in=waiting).update(
        state=RectificationState.ACCEPTED, answered_on=answered, answer=said, accepted_on=accepted,
        remark="同意。",
    )  # fmt: skip
    rows.filter(pk__in=waiting).update(
        state=RectificationState.ANSWERED, answered_on=answered, answer=said
    )
