"""The findings go back: one demand per unit with faulty records, and the check is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from assessments.choices import CheckState, ItemResult
from assessments.spot_checks.duties import RECHECK, RECHECK_COUNTY, RECTIFY, SPOT_CHECK
from assessments.spot_checks.figures import SpotFigures
from assessments.spot_checks.models import (
    Rectification,
    RectificationRound,
    SpotCheck,
    SpotItem,
)
from assessments.spot_checks.services.reading import REPORTED, held
from core.audit.models import Action
from core.audit.services import record
from core.errors import Stale, refuse_if
from core.units.models import Unit
from policy.duties.refreshing import refresh
from policy.parameters.figures import in_force

ROUND_RULES = (RECTIFY, RECHECK, RECHECK_COUNTY)
LONGEST_DAYS = 366


def faulty_units(check: SpotCheck) -> list[Unit]:
    """Units with faulty records in the sample, with `faults`, in the order of the tree."""
    rows = SpotItem.objects.filter(check_of=check, result=ItemResult.FAULTY).order_by()
    counts = dict(rows.values_list("unit_id").annotate(Count("pk")))
    units = list(Unit.objects.filter(pk__in=counts).order_by("sort_path"))
    for unit in units:
        unit.faults = counts[unit.pk]  # type: ignore[attr-defined]
    return units


def answer_by(check: SpotCheck, on: date) -> date:
    """The day by which units answer, unless another one is set."""
    return on + timedelta(days=in_force(SpotFigures, on, check.unit).answer_days)


@transaction.atomic
def report(
    *,
    actor: Any,
    check: SpotCheck,
    seen: int,
    demands: Mapping[int, str],
    on: date,
    answer_by: date,
    summary: str = "",
) -> list[Rectification]:
    """Close the check and ask every unit with faulty records to put them right.

    `demands` are by unit. Refused while a record is unread: what was drawn is looked at.
    """
    held_check = held(check.pk, actor)
    refuse_if(held_check.state == CheckState.REPORTED, REPORTED)
    refuse_if(held_check.version != seen, held_check.stale_sentence(), Stale)
    unread = SpotItem.objects.filter(check_of=held_check, result=ItemResult.UNREAD).count()
    refuse_if(unread, f"还有 {unread} 份记录没有核查，请核查完再反馈。")
    units = faulty_units(held_check)
    if wrong := _wrong(units, demands, answer_by, on):
        raise ValidationError(wrong)
    made = [
        Rectification.objects.create(
            check_of=held_check,
            unit=unit,
            demand=demands[unit.pk].strip(),
            asked_on=on,
            answer_by=answer_by,
            changed_by=actor,
        )
        for unit in units
    ]
    RectificationRound.objects.bulk_create(
        RectificationRound(rectification=one, number=1, asked_on=on, answer_by=answer_by)
        for one in made
    )
    held_check.change(
        actor=actor,
        seen=seen,
        state=CheckState.REPORTED,
        reported_on=on,
        summary=summary.strip(),
    )
    record(
        Action.CHANGE,
        actor=actor,
        target=held_check,
        detail={"state": ["抽查中", "已反馈"], "整改单位": [unit.name for unit in units]},
    )
    refresh(on=on, rules=[SPOT_CHECK], units=[held_check.unit_id], whole=True)
    if made:
        refresh(on=on, rules=ROUND_RULES, units=[one.unit_id for one in made])
    return made


def _wrong(
    units: list[Unit], demands: Mapping[int, str], answer_by: date, on: date
) -> dict[str, list[str]]:
    wrong: dict[str, list[str]] = {}
    for unit in units:
        if not demands.get(unit.pk, "").strip():
            wrong[f"demand_{unit.pk}"] = [f"请写明对{unit.short_name}的整改要求。"]
    if units and not on < answer_by <= on + timedelta(days=LONGEST_DAYS):
        wrong["answer_by"] = [f"整改期限 {answer_by} 不能用，应在 {on} 以后的一年之内。"]
    return wrong
