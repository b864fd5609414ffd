"""Beginning the assessment of a year at units, and what a round says of its numbers.

(none) --open_rounds--> OPEN --edit_round--> OPEN
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.rounds.choices import RoundState, RoundVerb
from assessments.rounds.figures import RoundFigures
from assessments.rounds.flow import SECRETARIES
from assessments.rounds.guards import refuse_numbers, refuse_year
from assessments.rounds.models import Assessment, Round
from assessments.rounds.services.holding import hold_round
from assessments.rounds.who import Assessor, assessed_at
from cadres.people.models import Cadre
from cadres.roster.guards import names
from core.audit.models import Action
from core.audit.services import Note, changes, record, record_many
from core.errors import NotAllowed, refuse_if
from core.units.models import Unit
from policy.duties.services import follow
from policy.parameters.figures import in_force

LONGEST_TITLE = 120


@transaction.atomic
def open_rounds(*, actor: Any, units: Sequence[Unit], year: int, on: date) -> list[Round]:
    """Begin the year at these units: a round of each, a sheet of everybody whom it assesses.

    Where it was begun already, those are added who came meanwhile. Refused where nothing is left to
    do. The rounds that were begun or added to, in the order of the units.
    """
    refuse_year(year, on)
    _refuse_units(actor, units, year)
    people = assessed_at({unit.pk for unit in units}, year, on)
    standing = _standing(units, year)
    begun = [
        Round(unit=unit, year=year, opened_on=on, changed_by=actor)
        for unit in sorted(units, key=lambda unit: unit.sort_path)
        if unit.pk not in standing
    ]
    for round in begun:
        round.validate_constraints()
    Round.objects.bulk_create(begun)
    rounds = {round.unit_id: round for round in begun}
    rounds |= {unit: round for unit, round in standing.items() if round.state == RoundState.OPEN}
    sheets = make_sheets(actor, rounds, people, year, on)
    touched = {sheet.unit_id for sheet in sheets} | {round.unit_id for round in begun}
    refuse_if(not touched, f"这些单位的 {year} 年度考核都已开始，没有要补充的人员。")
    for round in begun:
        _note(Action.CREATE, actor, round, {"操作": "开始年度考核"})
    return [rounds[unit.pk] for unit in units if unit.pk in touched]


def make_sheets(
    actor: Any, rounds: Mapping[int, Round], people: Mapping[int, Assessor], year: int, on: date
) -> list[Assessment]:
    """A sheet of each of these people who has none of the year, in the round of his assessor."""
    held = Cadre.objects.filter(pk__in=list(people)).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))  # another unit may ask as well
    rows = Assessment.objects.filter(cadre__in=list(people), year=year)
    known = set(rows.values_list("cadre_id", flat=True))
    cadres = Cadre.objects.filter(pk__in=people.keys() - known).order_by("sort_key", "pk")
    sheets = Assessment.objects.bulk_create(
        Assessment(
            round=rounds[one.unit.pk],
            cadre=cadre,
            year=year,
            unit=one.unit,
            basis=one.basis,
            basis_words=one.words,
            title=cadre.title[:LONGEST_TITLE],
            changed_by=actor,
        )
        for cadre in cadres
        for one in [people[cadre.pk]]
        if one.unit.pk in rounds
    )
    record_many(
        Action.CREATE,
        actor=actor,
        subject="cadre",
        notes=(
            Note(one.cadre_id, f"{one.cadre} {year} 年度考核", {"操作": "列入年度考核"})
            for one in sheets
        ),
    )
    follow([one.cadre_id for one in sheets], on=on)
    return sheets


@transaction.atomic
def edit_round(
    *,
    actor: Any,
    round: Round,
    seen: int,
    on: date,
    headcount: int | None,
    others_excellent: int = 0,
    percent: int | None = None,
    percent_document: str = "",
) -> Round:
    """How many take part, how many others are 优秀, and a higher quota with its document.

    Raises ValidationError with a sentence at its field.
    """
    held = hold_round(round, RoundVerb.EDIT, actor=actor, seen=seen)
    values = {
        "headcount": headcount,
        "others_excellent": others_excellent,
        "percent": percent,
        "percent_document": percent_document.strip(),
    }
    figures = in_force(RoundFigures, on, held.unit)
    refuse_numbers(values, figures, Assessment.objects.filter(round=held).count())
    told = changes({name: getattr(held, name) for name in values}, values)
    held.change(actor=actor, seen=held.version, **values)
    _note(Action.CHANGE, actor, held, {"操作": str(RoundVerb.EDIT.label)} | told)
    return held


def _refuse_units(actor: Any, units: Collection[Unit], year: int) -> None:
    """Units where the actor may begin it, and that employ somebody."""
    if not units:
        raise ValidationError({"units": ["请选择要开始考核的单位。"]})
    keys = [unit.pk for unit in units]
    mine = Unit.objects.all()
    if actor is not None:
        mine = mine.visible_to(actor, acting_as=SECRETARIES)
    fitting = set(mine.standing().employers().filter(pk__in=keys).values_list("pk", flat=True))
    others = [unit for unit in units if unit.pk not in fitting]
    refuse_if(
        others,
        f"{names(others)}不在您可以组织考核的范围内，或已撤销，"
        f"不能开始 {year} 年度考核，请去掉后再办理。",
        NotAllowed,
    )


def _standing(units: Collection[Unit], year: int) -> dict[int, Round]:
    """Rounds of the year that there are, locked, by their units; the units are locked as well, so
    that two who begin at once begin one."""
    held = Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("pk")
    list(held.select_for_update(no_key=True).values_list("pk"))
    rows = Round.objects.select_for_update(of=("self",), no_key=True).filter(
        unit__in=units, year=year
    )
    return {round.unit_id: round for round in rows.select_related("unit").order_by("pk")}


def _note(action: Action, actor: Any, round: Round, detail: dict[str, Any]) -> None:
    record(action, actor=actor, subject="rounds", target=round, label=str(round), detail=detail)
