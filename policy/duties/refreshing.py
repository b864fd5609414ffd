"""The engine: duties are made to agree with the facts of a day, set-based and idempotent.

One statement per rule and period whatever the number of people: it reads what is required and what
proves it, and merges both into the rows. Running it twice changes nothing; a rule is settled in a
transaction of its own under a lock of its own, so that runs that meet wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet

from policy.duties.choices import DutyState, Subject
from policy.duties.figures import Since
from policy.duties.models import Duty
from policy.duties.rule import DutyRule, DutySpec, Period, all_rules
from policy.parameters.figures import Region, in_force, regions_of, values_on

LOCKS: Final = 7_311  # the first key of the two-key advisory locks of rules

REQUIRED: Final = """
SELECT {region} AS region, duty_subject AS subject, duty_unit AS unit,
    COALESCE(NULLIF(duty_period, ''), %(period)s) AS period, duty_opened AS opened,
    duty_due AS due, duty_due - %(lead)s AS yellow, duty_ended AS ended
FROM ({rows}) AS r WHERE duty_opened <= %(on)s{place}{chosen}
"""
PROOF: Final = """
SELECT {region} AS region, proof_subject AS subject,
    COALESCE(NULLIF(proof_period, ''), %(period)s) AS period, proof_on AS done,
    proof_evidence AS evidence
FROM ({rows}) AS s WHERE proof_on <= %(on)s{chosen}
"""
SUBJECTS: Final = """
SELECT duty_subject FROM ({rows}) AS r WHERE duty_unit = ANY(%(units)s)
UNION SELECT subject FROM policy_duty WHERE rule = %(rule)s AND unit_id = ANY(%(units)s)
    AND (%(period)s = '' OR period = %(period)s)
"""
PLACE: Final = "duty_unit IN (SELECT id FROM core_unit WHERE {inside})"
MERGE: Final = """
WITH required AS MATERIALIZED ({required}), proof AS MATERIALIZED ({proof}),
wanted AS MATERIALIZED (
    SELECT r.subject, r.unit, r.period, r.opened, r.due, r.yellow, p.done, p.evidence,
        CASE WHEN p.done IS NULL AND r.ended <= %(on)s THEN r.ended END AS withdrawn,
        CASE WHEN p.done IS NOT NULL THEN 'done' WHEN r.ended <= %(on)s THEN 'withdrawn'
             ELSE 'open' END AS state
    FROM required r LEFT JOIN proof p USING (region, subject, period)
),
known AS (
    SELECT id, subject, period, state, unit_id, opened_on, due_on, yellow_from, done_on, evidence,
        withdrawn_on
    FROM policy_duty WHERE rule = %(rule)s{periods}{known}
),
made AS (
    INSERT INTO policy_duty (rule, subject, cadre_id, unit_id, period, opened_on, due_on,
        yellow_from, state, done_on, evidence, withdrawn_on, waive_reason, touched_at)
    SELECT %(rule)s, w.subject, {cadre}, w.unit, w.period, w.opened, w.due, w.yellow, w.state,
        w.done, w.evidence, w.withdrawn, '', now()
    FROM wanted w WHERE NOT EXISTS (
        SELECT FROM known k WHERE k.subject = w.subject AND k.period = w.period
    )
    ON CONFLICT (rule, period, subject) DO NOTHING
    RETURNING state
),
stale AS (
    SELECT k.id, k.state AS was, w.*
    FROM known k JOIN wanted w USING (subject, period)
    WHERE k.state <> 'waived' AND (
        (k.state, k.done_on, k.evidence, k.withdrawn_on)
            IS DISTINCT FROM (w.state, w.done, w.evidence, w.withdrawn)
        OR w.state = 'open' AND (k.unit_id, k.opened_on, k.due_on, k.yellow_from)
            IS DISTINCT FROM (w.unit, w.opened, w.due, w.yellow)
    )
),
changed AS (
    UPDATE policy_duty d SET state = s.state, done_on = s.done, evidence = s.evidence,
        withdrawn_on = s.withdrawn, touched_at = now(),
        unit_id = CASE WHEN s.state = 'open' THEN s.unit ELSE d.unit_id END,
        opened_on = CASE WHEN s.state = 'open' THEN s.opened ELSE d.opened_on END,
        due_on = CASE WHEN s.state = 'open' THEN s.due ELSE d.due_on END,
        yellow_from = CASE WHEN s.state = 'open' THEN s.yellow ELSE d.yellow_from END
    FROM stale s WHERE d.id = s.id
    RETURNING s.was, d.state
),
gone AS (
    UPDATE policy_duty d SET state = 'withdrawn', withdrawn_on = %(on)s, done_on = NULL,
        evidence = NULL, touched_at = now()
    FROM known k WHERE d.id = k.id AND k.state IN ('open', 'done') AND NOT EXISTS (
        SELECT FROM wanted w WHERE w.subject = k.subject AND w.period = k.period
    )
    RETURNING 1
)
SELECT (SELECT count(*) FROM wanted), (SELECT count(*) FROM made),
    (SELECT count(*) FROM made WHERE state = 'done')
        + (SELECT count(*) FROM changed WHERE state = 'done' AND was <> 'done'),
    (SELECT count(*) FROM changed WHERE state = 'open' AND was <> 'open'),
    (SELECT count(*) FROM changed WHERE state = was),
    (SELECT count(*) FROM made WHERE state = 'withdrawn')
        + (SELECT count(*) FROM changed WHERE state = 'withdrawn' AND was <> 'withdrawn')
        + (SELECT count(*) FROM gone)
"""


@dataclass(slots=True)
class Tally:
    """What a run did to the duties of a rule; `wanted` is how many there should be."""

    wanted: int = 0
    made: int = 0
    done: int = 0
    reopened: int = 0
    moved: int = 0
    withdrawn: int = 0

    def add(self, counts: Sequence[int]) -> None:
        """The counts of one more statement."""
        for name, count in zip(self.__slots__, counts, strict=True):
            setattr(self, name, getattr(self, name) + count)

    @property
    def changes(self) -> int:
        """How many rows were written."""
        return self.made + self.done + self.reopened + self.moved + self.withdrawn


def refresh(
    *,
    on: date,
    rules: Iterable[DutyRule] | None = None,
    people: Collection[int] | None = None,
    units: Collection[int] | None = None,
    whole: bool = False,
    told: Callable[[DutyRule, Tally], None] = lambda rule, tally: None,
) -> dict[str, Tally]:
    """Bring the duties up to date as of `on`: everybody's, or those of `people` or of `units`.

    Of a rule with periods, those are settled that can still change: the present one, the one
    before, and any that has open duties or was never computed; `whole` settles all of them.
    """
    found = {}
    for rule in all_rules().values() if rules is None else rules:
        found[rule.name] = _settle(rule, on, _chosen(rule, people, units), whole=whole)
        told(rule, found[rule.name])
    return found


def refresh_people(people: Collection[int], *, on: date, rules: Iterable[str] = ()) -> None:
    """All periods of a few people, within the transaction of the verb that changed a fact."""
    names = set(rules)
    about = [
        rule
        for rule in all_rules().values()
        if rule.about == Subject.CADRE and (not names or rule.name in names)
    ]
    if people:
        refresh(on=on, rules=about, people=people, whole=True)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some subjects, or the units whose subjects are meant; neither: all."""

    subjects: list[int] | None = None
    units: list[int] | None = None


def _chosen(
    rule: DutyRule, people: Collection[int] | None, units: Collection[int] | None
) -> Chosen:
    if people is not None:
        return Chosen(subjects=list(people) if rule.about == Subject.CADRE else [])
    if units is None:
        return Chosen()
    if rule.about == Subject.UNIT:
        return Chosen(subjects=list(units))
    return Chosen(units=list(units))


@transaction.atomic
def _settle(rule: DutyRule, on: date, chosen: Chosen, *, whole: bool) -> Tally:
    """One rule, alone with it."""
    tally = Tally()
    if chosen.subjects == []:
        return tally
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, rule.name])
    for period in _periods(rule, on, whole=whole):
        tally.add(_merge(rule, period, on, chosen))
    return tally


def _periods(rule: DutyRule, on: date, *, whole: bool) -> Sequence[Period | None]:
    """The periods to settle; [None] for a rule without."""
    if rule.periods is None:
        return [None]
    every = list(rule.periods(in_force(Since, on).since, on))
    if whole:
        return every
    rows = Duty.objects.filter(rule=rule.name).order_by()
    known = set(rows.values_list("period", flat=True).distinct())
    owed = set(rows.filter(state=DutyState.OPEN).values_list("period", flat=True).distinct())
    return [p for p in every if p in every[-2:] or p.key in owed or p.key not in known]


@dataclass(frozen=True, slots=True)
class Part:
    """A rule as it stands in one region: what it asks there, and its lead of yellow."""

    number: int
    region: Region
    spec: DutySpec
    lead: int

    def required(self, chosen: str) -> str:
        """What is required there, as SQL."""
        place = ""
        if self.region.path:
            place = " AND " + PLACE.format(inside=_starts(self.region.path))
        elif self.region.without:
            outside = " AND ".join(f"NOT {_starts(path)}" for path in self.region.without)
            place = " AND " + PLACE.format(inside=outside)
        rows = _sql(self.spec.required)
        lead = str(self.lead)
        text = REQUIRED.format(region=self.number, rows=rows, place=place, chosen=chosen)
        return text.replace("%(lead)s", lead)

    def proof(self, chosen: str) -> str:
        """What proves it, as SQL."""
        rows = _sql(self.spec.satisfied)
        return PROOF.format(region=self.number, rows=rows, chosen=chosen)


def _merge(rule: DutyRule, period: Period | None, on: date, chosen: Chosen) -> Sequence[int]:
    """The one statement; what it did, in the order of `Tally`."""
    parts = _parts(rule, period, on)
    params: dict[str, Any] = {"on": on, "rule": rule.name, "period": period.key if period else ""}
    subjects = chosen.subjects
    if chosen.units is not None:
        subjects = _subjects(parts, params | {"units": chosen.units})
    required_of = proof_of = known = ""
    if subjects is not None:
        params["subjects"] = subjects
        required_of = " AND duty_subject = ANY(%(subjects)s)"
        proof_of = " AND proof_subject = ANY(%(subjects)s)"
        known = " AND subject = ANY(%(subjects)s)"
    statement = MERGE.format(
        required=" UNION ALL ".join(part.required(required_of) for part in parts),
        proof=" UNION ALL ".join(part.proof(proof_of) for part in parts),
        periods=" AND period = %(period)s" if period else "",
        known=known,
        cadre="w.subject" if rule.about == Subject.CADRE else "NULL",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchone()


def _parts(rule: DutyRule, period: Period | None, on: date) -> list[Part]:
    """The rule in each region whose figures differ, by those in force at the period's end."""
    day = on if period is None else period.last_day
    stored = values_on(day, rule.keys)
    return [
        Part(number, region, rule.spec(period, region.figures, on), region.read(rule.yellow))
        for number, region in enumerate(regions_of(rule.figures, stored, day))
    ]


def _subjects(parts: Iterable[Part], params: dict[str, Any]) -> list[int]:
    """Whom the units owe something about, or have owed."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        for part in parts:
            cursor.execute(SUBJECTS.format(rows=_sql(part.spec.required)), params)
            found.update(subject for (subject,) in cursor.fetchall())
    return sorted(found)


def _sql(rows: QuerySet) -> str:
    """A query as text with its values in it, quoted by the driver, to stand within another."""
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, values).decode().replace("%", "%%")


def _starts(path: str) -> str:
    """Units below a path: digits and slashes alone."""
    return f"starts_with(path, '{path}')"
