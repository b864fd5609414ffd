"""Grounds that the department finds (组织认定): clauses 3.3.3-1, -3 and -4."""

from collections.abc import Callable, Iterator
from typing import Any

from assessments.cases.models import RosterCase
from assessments.cases.rules.rule import Hit, Look, day_of, event_of, key_in
from assessments.findings.choices import FindingSource
from assessments.findings.models import ConductFinding
from cadres.choices import ExitGround
from policy.judgements import Fact

EVENT = "finding"
SENTENCE = "组织部门认定有这种情形的，立案；认定撤销以前一直算数。"
NAMES = ("pk", "cadre_id", "of_entry", "of_unit", "event", "happened")
SAID = ("ground", "source", "facts", "told", "document")


def found(ground: ExitGround) -> Callable[[Look], Iterator[Hit]]:
    """Standing findings of one ground. Unit and person are told one sentence, and no source."""

    def hits(look: Look) -> Iterator[Hit]:
        rows = look.of_stays(
            ConductFinding.objects.standing().filter(ground=ground.value),
            happened=day_of("found_on"),
            event=event_of(EVENT, "pk"),
        )
        for row in rows.values(*NAMES, *SAID):
            yield Hit(
                cadre=row["cadre_id"],
                entry=row["of_entry"],
                unit=row["of_unit"],
                event=row["event"],
                happened=row["happened"],
                verdict=row["told"],
                facts=_facts(row),
            )

    return hits


def stands(case: RosterCase) -> bool:
    """It was not withdrawn."""
    return ConductFinding.objects.standing().filter(pk=key_in(case.event)).exists()


def _facts(row: dict[str, Any]) -> tuple[Fact, ...]:
    where = {"source": "组织认定", "view": "findings:detail", "pk": row["pk"]}
    guarded = where | {"is_open": False}
    kept = (
        Fact("事实", row["facts"], **guarded),
        Fact("来源", str(FindingSource(row["source"]).label), **guarded),
        Fact("依据文号", row["document"], **guarded),
    )
    return (
        Fact("认定日期", str(row["happened"]), "组织认定"),
        Fact("认定情形", str(ExitGround(row["ground"]).label), "组织认定"),
        *(fact for fact in kept if fact.value),
    )
