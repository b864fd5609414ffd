"""What a case keeps of the day on which it was opened; the page that replays it reads no more.

`RosterCase.snapshot` is a Judgement as JSON with, beside it, `rule` and `was` (what the rule
compares with later), `person` (cadres.roster.snapshot, with name and place on the list) and `terms`
(by when unit and person may speak and the department decides).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from assessments.cases.choices import CaseKind
from assessments.cases.figures import CaseFigures
from assessments.cases.models import RosterCase
from cadres.choices import ExitGround
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from cadres.roster.snapshot import FACTS, snapshot_of
from cadres.roster.writing import said
from core.arrays import among
from policy.judgements import Judgement, figures_of
from policy.parameters.figures import Region, in_regions

READ: Final = ("pk", "name", "unit__path", *FACTS)
STAY: Final = ("status", "tier", "direction", "held_by")


def people_read(people: Collection[int]) -> dict[int, dict[str, Any]]:
    """What snapshots are made of, by person."""
    rows = Cadre.objects.filter(among("pk", people))
    return {row["pk"]: row for row in rows.values(*READ)}


def stays_read(entries: Collection[int]) -> dict[int, dict[str, Any]]:
    """Where each stands on the list, by stay."""
    rows = RosterEntry.objects.filter(among("pk", entries))
    return {row["pk"]: row for row in rows.values("pk", "entered_on", *STAY)}


def terms_on(on: date) -> list[Region]:
    """The figures of the course of a case, in every region. Raises Missing."""
    return in_regions(CaseFigures, on)


def made(
    *,
    judgement: Judgement,
    rule: str,
    kind: str,
    ground: str,
    was: Mapping[str, Any],
    person: Mapping[str, Any],
    stay: Mapping[str, Any] | None,
    terms: list[Region],
    on: date,
) -> dict[str, Any]:
    """The snapshot of a case that is opened on a day."""
    region = _of(terms, person["unit__path"])
    figures: CaseFigures = region.figures
    judged = replace(judgement, figures=(*judgement.figures, *figures_of(CaseFigures, region)))
    case = {"kind": str(CaseKind(kind).label), "opened_on": on.isoformat()}
    case["ground"] = f"（{ground}）{ExitGround(ground).label}" if ground else "表现突出"
    return judged.as_json() | {
        "rule": rule,
        "was": dict(was),
        "case": case,
        "person": _person(person, stay, on),
        "terms": {
            "opinion_by": _by(on, figures.opinion_days),
            "statement_by": _by(on, figures.statement_days),
            "decide_by": _by(on, figures.decide_days),
            "observe_months": figures.observe_months,
        },
    }


def digest_of(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of its canonical JSON."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def is_whole(case: RosterCase) -> bool:
    """Nobody changed the snapshot since."""
    return digest_of(case.snapshot) == case.digest


def last_day(case: RosterCase, term: str) -> date:
    """The last day of `opinion_by`, `statement_by` or `decide_by`, as they were set then."""
    return date.fromisoformat(case.snapshot["terms"][term])


def _by(on: date, days: int) -> str:
    return (on + timedelta(days=days)).isoformat()


def _of(regions: list[Region], path: str) -> Region:
    fitting = [region for region in regions if path.startswith(region.path)]
    return max(fitting, key=lambda region: len(region.path))


def _person(person: Mapping[str, Any], stay: Mapping[str, Any] | None, on: date) -> dict[str, Any]:
    found = {"name": person["name"]} | snapshot_of(person, on)
    if stay is not None:
        found["entered_on"] = stay["entered_on"].isoformat()
        found |= {name: said(name, stay[name]) for name in STAY}
    return found
