"""The draw: which records, frozen as they are, and the seed that anybody can draw again with."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.spot_checks.figures import SpotFigures
from assessments.spot_checks.models import SpotCheck, SpotFrame, SpotItem
from assessments.spot_checks.population import frame_of, records_of, strata_of
from assessments.spot_checks.sampling import Sample, clean_seed, sample
from assessments.spot_checks.services.looking import look
from assessments.spot_checks.snapshots import digest, loaded, snapshot
from assessments.talks.models import Talk
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed, refuse_if
from core.jobs.services import enqueue
from core.units.models import Unit
from policy.parameters.figures import in_force
from policy.periods import Quarter

LOOK = "assessments.spot_checks.look"
# Signs in so many records are found before the page is shown; more are a job's.
AT_ONCE = 3000
BATCH = 500


def new_seed() -> str:
    """A seed that nobody chose."""
    return secrets.token_hex(8)


def least_percent(unit: Unit, on: date) -> int:
    """What the figures ask for at a unit on a day."""
    return in_force(SpotFigures, on, unit).percent


@transaction.atomic
def draw(
    *,
    actor: Any,
    unit: Unit,
    quarter: Quarter,
    percent: int | None = None,
    seed: str = "",
    on: date,
) -> SpotCheck:
    """Draw from the records of a quarter below `unit`, and freeze what was drawn.

    The percentage is the figure's, or more. The same draw asked for twice (a double click) is made
    once; a quarter may be drawn from again with another seed, and every draw stays listed. Raises
    NotAllowed, ValidationError at the field, DomainError where there is nothing to draw from.
    """
    # Locked: two draws of one place follow each other; talks that refer to it do not wait.
    rows = Unit.objects.visible_to(actor, acting_as=KEEPERS)
    rows = rows.select_for_update(of=("self",), no_key=True)
    place = rows.filter(pk=unit.pk).first()
    if place is None:
        raise NotAllowed("谈话记录由市、县（区）委组织部抽查，您的角色不能抽取；请联系组织部门。")
    refuse_if(
        quarter.first_day > on, f"{quarter.label}还没有开始，没有可以抽查的谈话记录，请另选季度。"
    )
    percent, seed = _percent(percent, least_percent(place, on)), _seed(seed)
    former = SpotCheck.objects.of_quarter(quarter).filter(unit=place, seed=seed).first()
    if former is not None:
        return _again(former, percent)
    records = records_of(place, quarter).visible_to(actor, acting_as=KEEPERS)
    frame = frame_of(records)
    refuse_if(
        not frame, f"“{place}”{quarter.label}没有谈话记录，没有可以抽查的，请另选单位或季度。"
    )
    drawn = sample(frame, percent=percent, seed=seed)
    check = SpotCheck.objects.create(
        unit=place,
        quarter=quarter.first_day,
        percent=percent,
        seed=seed,
        population=sum(map(len, frame.values())),
        drawn=len(drawn.drawn),
        strata=strata_of(frame, drawn.shares),
        drawn_on=on,
        drawn_by=actor,
        changed_by=actor,
    )
    SpotFrame.objects.create(check_of=check, records=frame)
    _freeze(check, drawn)
    detail = {"季度": quarter.key, "比例": f"{percent}%", "种子": seed, "抽取": len(drawn.drawn)}
    record(Action.CREATE, actor=actor, target=check, detail=detail, rows=check.population)
    if check.population <= AT_ONCE:
        look(check=check)
    else:
        enqueue(actor=actor, kind=LOOK, label=f"{check}：查找疑点", check=check.pk)
    return check


def redrawn(check: SpotCheck) -> Sample:
    """The draw made again from the records that it was made from."""
    records = {int(unit): keys for unit, keys in check.frame.records.items()}
    return sample(records, percent=check.percent, seed=check.seed)


def drawn_by(check: SpotCheck) -> tuple[int, ...]:
    """The records of a draw in the order of their lots."""
    return tuple(check.items.order_by("position").values_list("talk_id", flat=True))


def _percent(asked: int | None, least: int) -> int:
    if asked is None:
        return least
    if not least <= asked <= 100:
        sentence = (
            f"抽查比例 {asked}% 不能用：参数定为 {least}%，一次抽查可以提高到至多 100%，不能降低。"
        )
        raise ValidationError({"percent": [sentence]})
    return asked


def _seed(asked: str) -> str:
    if not asked.strip():
        return new_seed()
    try:
        return clean_seed(asked)
    except ValueError as wrong:
        raise ValidationError({"seed": [str(wrong)]}) from None


def _again(former: SpotCheck, percent: int) -> SpotCheck:
    """The same draw once more is the same draw."""
    if former.percent != percent:
        raise DomainError(
            f"{former.period.label}已用种子“{former.seed}”按 {former.percent}% 抽取过；"
            f"要按 {percent}% 另抽一次，请换一个种子。"
        )
    return former


def _freeze(check: SpotCheck, drawn: Sample) -> None:
    """The records as they are now, in the order of their lots."""
    place: Mapping[int, int] = {key: number for number, key in enumerate(drawn.drawn, start=1)}
    items = []
    for start in range(0, len(drawn.drawn), BATCH):
        keys = drawn.drawn[start : start + BATCH]
        for talk in loaded(Talk.objects.filter(pk__in=keys)):
            values = snapshot(talk)
            items.append(
                SpotItem(
                    check_of=check,
                    talk=talk,
                    unit_id=talk.unit_id,
                    position=place[talk.pk],
                    snapshot=values,
                    digest=digest(values),
                )
            )
    SpotItem.objects.bulk_create(items, batch_size=BATCH)
