"""Who is told of a duty: set-based, as a part of a statement.

The holders of the role that owes the rule (a clerk is told what his secretary is told, but for
discipline) at the nearest unit, at or above the unit of the duty, that has such a holder. What
counts is the day: a grant that is in force on it (and, when a missed day is made up for, today as
well), an account that is open. The department is told of what it owes itself by the same rule: it
stands at the root, above every unit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from core.choices import Role
from policy.duties.querysets import OWES_AS
from policy.duties.rule import DutyRule

BUT_CLERKS: Final = " but clerks"
# Parameters: `parameters` below. `due` is what a statement puts before: the duties in question,
# as rows (id, unit_id, cadre_id, owner, …). `own` is the person that a recipient is himself: nobody
# is told of a duty that is about him.
REACHED: Final = """acting (owner, role) AS (
    SELECT * FROM unnest(%(owners)s::text[], %(roles)s::text[])
),
place AS MATERIALIZED (
    SELECT unit_id, owner, count(*) AS duties FROM due GROUP BY unit_id, owner
),
above AS MATERIALIZED (
    SELECT p.unit_id, p.owner, step.id AS ancestor, step.depth
    FROM place p JOIN core_unit u ON u.id = p.unit_id
    CROSS JOIN LATERAL unnest(string_to_array(trim(TRAILING '/' FROM u.path), '/')::bigint[])
        WITH ORDINALITY AS step (id, depth)
),
held AS MATERIALIZED (
    SELECT a.unit_id, a.owner, g.user_id, g.id AS grant_id, a.depth,
        max(a.depth) OVER (PARTITION BY a.unit_id, a.owner) AS nearest
    FROM above a JOIN acting ON acting.owner = a.owner
    JOIN core_grant g ON g.unit_id = a.ancestor AND g.role = acting.role
        AND g.during @> %(on)s::date AND g.during @> %(today)s::date
    JOIN core_user ON core_user.id = g.user_id AND core_user.is_active
    WHERE g.user_id <> %(besides)s
),
reached AS MATERIALIZED (
    SELECT DISTINCT ON (unit_id, owner, user_id) unit_id, owner, user_id, grant_id,
        (SELECT id FROM cadres_cadre WHERE account_id = user_id) AS own
    FROM held WHERE depth = nearest ORDER BY unit_id, owner, user_id, grant_id
)"""


def parameters(
    rules: Iterable[DutyRule], on: date, today: date, besides: int | None = None
) -> dict[str, Any]:
    """What `REACHED` and the statements around it are told; `besides` is told of nothing."""
    chosen = list(rules)
    pairs = [(_owner(rule), str(Role(rule.owner).value)) for rule in chosen]
    pairs += [(str(owner.value), str(role.value)) for role, owner in OWES_AS.items()]
    pairs = sorted(set(pairs))
    return {
        "rules": [rule.name for rule in chosen],
        "rule_owners": [_owner(rule) for rule in chosen],
        "owners": [owner for owner, _ in pairs],
        "roles": [role for _, role in pairs],
        "on": on,
        "today": today,
        "besides": besides or 0,
    }


def _owner(rule: DutyRule) -> str:
    """Who owes it, as a statement calls him: an owner of another name is one without a clerk."""
    return str(Role(rule.owner).value) + (BUT_CLERKS if rule.but_clerks else "")
