"""The reminders of a day: notices for every step that has come, and one digest for each person.

A few statements whatever the number of people, in one transaction under one lock: runs that meet
wait for each other, and the second finds nothing left to do.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from core.audit.models import Action
from core.audit.services import record
from policy.duties.models import Duty
from policy.duties.rule import all_rules
from policy.notices.calendar import AS_IS, unpublished
from policy.notices.figures import NoticeFigures
from policy.notices.recipients import REACHED, parameters
from policy.notices.steps import horizon, steps_on
from policy.parameters.figures import in_force

LOCK: Final = 7_312

DUE: Final = """
WITH stepped (due_on, step) AS (SELECT * FROM unnest(%(dues)s::date[], %(steps)s::int[])),
ruled (rule, owner) AS (SELECT * FROM unnest(%(rules)s::text[], %(rule_owners)s::text[])),
due AS MATERIALIZED (
    SELECT d.id, d.unit_id, d.cadre_id, ruled.owner, stepped.step
    FROM policy_duty d JOIN ruled USING (rule) JOIN stepped USING (due_on)
    WHERE d.state = 'open' AND d.opened_on <= %(on)s
),
{reached}"""
# What is being sent or was sent takes nothing more in: the rest goes with the next day's digest.
TAKING: Final = """
SELECT id, recipient_id FROM policy_digest
WHERE "on" = %(on)s AND nudge_id IS NULL AND state IN ('queued', 'kept') AND attempts = 0
FOR UPDATE"""
KEPT: Final = "CASE WHEN %(mails)s AND u.email <> '' AND u.wants_mail THEN 'queued' ELSE 'kept' END"
# The digest comes first, so that each row is written once.
NOTICES: Final = """{due},
fresh AS MATERIALIZED (
    SELECT due.id, r.user_id, due.step, r.grant_id
    FROM due JOIN reached r USING (unit_id, owner)
    WHERE (due.cadre_id = r.own) IS NOT TRUE AND NOT EXISTS (
        SELECT FROM policy_notice n WHERE n.duty_id = due.id AND n.recipient_id = r.user_id
            AND n.step = due.step AND n.nudge_id IS NULL
    )
),
opened AS (
    INSERT INTO policy_digest (recipient_id, "on", state, address, attempts, fault)
    SELECT u.id, %(on)s::date, {kept}, '', 0, ''
    FROM core_user u WHERE u.id IN (SELECT user_id FROM fresh)
    ON CONFLICT DO NOTHING
    RETURNING id, recipient_id
),
digest AS (SELECT * FROM opened UNION ALL SELECT * FROM ({taking}) AS t),
made AS (
    INSERT INTO policy_notice (duty_id, recipient_id, step, "grant", "on", digest_id)
    SELECT f.id, f.user_id, f.step, f.grant_id, %(on)s, digest.id
    FROM fresh f LEFT JOIN digest ON digest.recipient_id = f.user_id
    ON CONFLICT DO NOTHING
    RETURNING recipient_id
)
SELECT (SELECT count(*) FROM due), count(*), count(DISTINCT recipient_id),
    (SELECT count(*) FROM opened)
FROM made
"""
NOBODY: Final = """{due}
SELECT place.unit_id, u.name, sum(place.duties)::bigint
FROM place JOIN core_unit u ON u.id = place.unit_id
WHERE NOT EXISTS (SELECT FROM reached r WHERE (r.unit_id, r.owner) = (place.unit_id, place.owner))
GROUP BY place.unit_id, u.name, u.sort_path ORDER BY u.sort_path
"""
# What could not be sent on its day goes with today's: one message, not one for each day missed.
FOLD: Final = """
WITH old AS (
    SELECT id FROM policy_digest
    WHERE nudge_id IS NULL AND "on" < %(on)s AND (state = 'queued' OR retry_at IS NOT NULL)
    FOR UPDATE
),
freed AS (
    UPDATE policy_notice n SET digest_id = NULL FROM old WHERE n.digest_id = old.id
)
UPDATE policy_digest d SET state = 'kept', retry_at = NULL, fault = '没有发出，并入后来的邮件'
FROM old WHERE d.id = old.id
"""
DIGESTS: Final = """
INSERT INTO policy_digest (recipient_id, "on", state, address, attempts, fault)
SELECT DISTINCT n.recipient_id, %(on)s::date, {kept}, '', 0, ''
FROM policy_notice n JOIN core_user u ON u.id = n.recipient_id
WHERE n.digest_id IS NULL AND n.nudge_id IS NULL
ON CONFLICT DO NOTHING
"""
ATTACH: Final = """
UPDATE policy_notice n SET digest_id = d.id FROM ({taking}) AS d
WHERE n.recipient_id = d.recipient_id AND n.digest_id IS NULL AND n.nudge_id IS NULL
"""


@dataclass(slots=True)
class Reminders:
    """What a run did. `nobody` is where there is nobody to tell: unit, name, how many duties."""

    on: date
    duties: int = 0
    notices: int = 0
    people: int = 0
    digests: int = 0
    nobody: list[tuple[int, str, int]] = field(default_factory=list)
    remark: str = ""

    def sentence(self) -> str:
        """In words."""
        text = f"{self.on}：到了提醒日的事项 {self.duties:,} 项，新发通知 {self.notices:,} 条"
        text += f"，涉及 {self.people:,} 人。"
        if self.nobody:
            count = sum(duties for _, _, duties in self.nobody)
            text += f"{len(self.nobody):,} 个单位的 {count:,} 项事项没有可以提醒的人。"
        return text + self.remark


class _DryRun(Exception):
    """Takes back what a dry run wrote."""


def remind(*, on: date, today: date | None = None, dry: bool = False) -> Reminders:
    """Make the notices and digests of a day, once; `dry` counts and writes nothing.

    `today` is the day on which a missed day is made up for: whoever lost his grant in between is
    told of nothing.
    """
    done = Reminders(on=on)
    try:
        with transaction.atomic():
            _make(done, today or on)
            if dry:
                raise _DryRun
            if done.notices:
                record(
                    Action.RUN, actor=None, subject="notice", label=f"提醒 {on}",
                    detail=_detail(done), rows=done.notices,
                )  # fmt: skip
    except _DryRun:
        pass
    return done


def _make(done: Reminders, today: date) -> None:
    on, figures = done.on, in_force(NoticeFigures, done.on)
    done.remark = unpublished(on)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK])
        told = due_parameters(on, today, figures)
        cursor.execute(_whole(NOTICES), told | {"mails": settings.MAILS})
        done.duties, done.notices, done.people, done.digests = cursor.fetchone()
        cursor.execute(FOLD, {"on": on})
        cursor.execute(_whole(DIGESTS), {"on": on, "mails": settings.MAILS})
        done.digests += cursor.rowcount
        cursor.execute(_whole(ATTACH), {"on": on})
        cursor.execute(_whole(NOBODY), told)
        done.nobody = cursor.fetchall()


def _whole(statement: str) -> str:
    return statement.format(due=DUE.format(reached=REACHED), kept=KEPT, taking=TAKING)


def due_parameters(on: date, today: date, figures: NoticeFigures) -> dict[str, Any]:
    """What `DUE` is told: the last step of every due date that there is."""
    open_duties = Duty.objects.open().filter(opened_on__lte=on, due_on__lte=horizon(on, figures))
    dues = open_duties.order_by().values_list("due_on", flat=True).distinct()
    days, steps = steps_on(dues, on, figures)
    return parameters(all_rules().values(), on, today) | {"dues": days, "steps": steps}


def without_recipient(on: date) -> list[tuple[int, str, int]]:
    """Units whose duties have come to a step, day off or not, with nobody to tell: as `nobody`."""
    figures = replace(in_force(NoticeFigures, on), on_holiday=AS_IS)
    with connection.cursor() as cursor:
        cursor.execute(_whole(NOBODY), due_parameters(on, on, figures))
        return cursor.fetchall()


def _detail(done: Reminders) -> dict[str, Any]:
    numbers = asdict(done) | {"on": str(done.on), "nobody": len(done.nobody)}
    return {name: value for name, value in numbers.items() if value not in ("", 0)}
