"""How duties stood on a day that is past: computed from the facts on an empty table, and gone.

The rows are not touched: the table is a temporary one of this transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from policy.duties import parts as texts
from policy.duties.models import Duty
from policy.duties.parts import parts_of
from policy.duties.rule import DutyRule, all_rules
from policy.duties.values import Values

TABLE: Final = "duty_then"
MAKE: Final = """
CREATE TEMPORARY TABLE duty_then (LIKE policy_duty INCLUDING DEFAULTS INCLUDING IDENTITY)
ON COMMIT DROP
"""
# What people decided is no fact of the rules: it is taken along.
WAIVED: Final = """
INSERT INTO duty_then SELECT * FROM policy_duty
WHERE state = 'waived' AND waived_on <= %(on)s AND rule = %(rule)s
"""
COLUMNS: Final = (
    "rule", "subject", "period", "unit_id", "opened_on", "due_on", "yellow_from", "done_on",
    "evidence", "withdrawn_on", "waived_on",
)  # fmt: skip
READ: Final = """
SELECT {columns} FROM duty_then
WHERE %(units)s::bigint[] IS NULL OR unit_id = ANY(%(units)s::bigint[])
""".format(columns=", ".join(COLUMNS))


@transaction.atomic
def compute(
    *, on: date, rules: Iterable[DutyRule] | None = None, units: Collection[int] | None = None
) -> list[Duty]:
    """The duties of a day as its facts and figures make them; unsaved. Raises Missing."""
    chosen = list(all_rules().values() if rules is None else rules)
    values = Values(key for rule in chosen for key in rule.keys)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS duty_then")
        cursor.execute(MAKE)
        cursor.execute("CREATE UNIQUE INDEX ON duty_then (rule, period, subject)")
        for rule in chosen:
            _fill(cursor, rule, on, values)
        cursor.execute(READ, {"units": None if units is None else list(units)})
        found = [Duty(**dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall()]
        cursor.execute("DROP TABLE duty_then")
    return found


def _fill(cursor: Any, rule: DutyRule, on: date, values: Values) -> None:
    params: dict[str, Any] = {
        "on": on,
        "closed": date.max,  # whichever unit a row names now is the one that is known to owe it
        "rule": rule.name,
        "since": values.since(on),
    }
    cursor.execute(WAIVED, params)
    periods = [None] if rule.periods is None else list(rule.periods(params["since"], on))
    for period in periods:
        parts = parts_of(rule, [period], on, values)
        sql = texts.merge(rule, parts, some=False, prevail=False, table=TABLE)
        cursor.execute(sql, params | {"periods": [period.key if period else ""]})
