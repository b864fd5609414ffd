"""The parts that a statement is put together from: a rule in one period and one region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from policy.duties import statement
from policy.duties.choices import Subject
from policy.duties.rule import DutyRule, Period
from policy.duties.values import Values
from policy.duties.written import Written, of_people, of_units
from policy.parameters.figures import Region

TABLE = "policy_duty"


@dataclass(frozen=True, slots=True)
class Part:
    """What a rule asks of one region in one period, as SQL; `lead` is that of the yellow light.

    `proofs` is None where `rows` have the proof beside them.
    """

    number: int
    period: str
    region: Region
    lead: int
    rows: str
    proofs: str | None

    def required(self, chosen: str) -> str:
        """What is required there."""
        return statement.REQUIRED.format(
            number=self.number,
            period=self.period,
            lead=self.lead,
            rows=of_people(self.rows) if chosen else self.rows,
            proved=statement.PROVED if self.proofs is None else "",
            kept=statement.KEPT.format(period=self.period) if self._place() else "",
            place=self._place(),
            chosen=chosen,
        )

    def proof(self, chosen: str) -> str:
        """What proves it."""
        return statement.PROOF.format(
            number=self.number, period=self.period, rows=self.proofs, chosen=chosen
        )

    def _place(self) -> str:
        if self.region.path:
            return statement.PLACE.format(inside=_starts(self.region.path))
        if self.region.without:
            outside = " AND ".join(f"NOT {_starts(path)}" for path in self.region.without)
            return statement.PLACE.format(inside=outside)
        return ""


def parts_of(
    rule: DutyRule, periods: Iterable[Period | None], on: date, values: Values
) -> list[Part]:
    """The rule in each period and region, by the figures in force at the period's end.

    Raises Missing, which names the figure.
    """
    found: list[Part] = []
    for period in periods:
        day = on if period is None else period.last_day
        for region in values.regions(rule.figures, rule.keys, day):
            asked: Any = period
            rows, proofs = _spec(rule, asked, region.figures, on)
            key = period.key if period else ""
            lead = int(region.read(rule.yellow))
            found.append(Part(len(found), key, region, lead, rows, proofs))
    return found


@lru_cache(maxsize=512)
def _spec(rule: DutyRule, period: Any, figures: Any, on: date) -> tuple[str, str | None]:
    """Both halves as SQL; the same question has the same text all day long."""
    spec = rule.spec(period, figures, on)
    return _sql(spec.required), _sql(spec.satisfied) if spec.satisfied is not None else None


def _sql(rows: QuerySet | Written) -> str:
    """A query as text with its values in it, quoted by the driver, to stand within another."""
    values: Any
    if isinstance(rows, Written):
        sql, values = rows.text, rows.values
    else:
        sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, values).decode().replace("%", "%%")


def _starts(path: str) -> str:
    """Units below a path: digits and slashes alone."""
    return f"starts_with(path, '{path}')"


def merge(
    rule: DutyRule, parts: Sequence[Part], *, some: bool, prevail: bool, table: str = TABLE
) -> str:
    """The statement for these parts; about `some` subjects, or all.

    `prevail`: what it finds holds against a run that writes the same rows meanwhile; otherwise it
    yields to whoever has touched them since.
    """
    has_periods, people = rule.periods is not None, rule.about == Subject.CADRE
    known = statement.KNOWN_PERIODS if has_periods else ""
    return statement.MERGE.format(
        table=table,
        required=" UNION ALL ".join(p.required(statement.REQUIRED_OF * some) for p in parts),
        proof=_proof(parts, some=some),
        known=known + (statement.KNOWN_PEOPLE if people else statement.KNOWN_SUBJECTS) * some,
        cadre="w.subject" if people else "NULL::bigint",
        conflict=statement.PREVAIL if prevail else statement.YIELD,
        withdraw=statement.WITHDRAW,
        free_stale="" if prevail else statement.FREE.format(table=table, rows="stale"),
        free_gone="" if prevail else statement.FREE.format(table=table, rows="moot"),
    )


def _proof(parts: Sequence[Part], *, some: bool) -> str:
    if all(part.proofs is None for part in parts):
        return statement.PROOF_BESIDE
    return " UNION ALL ".join(part.proof(statement.PROOF_OF * some) for part in parts)


def subjects(parts: Iterable[Part]) -> str:
    """The statement that finds whom some units owe something about, or have owed."""
    asked = [statement.SUBJECTS.format(rows=of_units(part.rows)) for part in parts]
    return " UNION ".join((*asked, statement.KNOWN_OF_UNITS))


def before(table: str = TABLE) -> str:
    """The statement that withdraws what is owed of periods that are asked about no more."""
    return statement.BEFORE.format(
        table=table, withdraw=statement.WITHDRAW, owed_once=statement.OWED_ONCE
    )
