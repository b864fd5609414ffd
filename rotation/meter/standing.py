"""How many posts everybody on the roster counts on a day, set-based: for conditions and by unit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, TextChoices
from django.db.models.expressions import RawSQL

from policy.duties.written import IN
from policy.parameters.figures import Region, in_regions
from rotation.meter.counted import ENTRY, POSTS, VALUES, month
from rotation.meter.figures import MeterFigures


class State(TextChoices):
    """How a stay stands on a day."""

    ENOUGH = "enough", "已够"
    SHORT = "short", "还缺"
    SOON = "soon", "将期满还缺"
    OVER = "over", "期满仍缺"


LIGHTS: Final = {
    str(State.ENOUGH.label): "green",
    str(State.SHORT.label): "none",
    str(State.SOON.label): "yellow",
    str(State.OVER.label): "red",
}

# Stays of the day in one region, each with its unit and state. `@place@` is the region. Stays and
# posts that count are put under each other, not joined: of a few units the planner expects one row,
# and would look for the posts of everybody once for each stay.
STATES: Final = f"""
SELECT s.stay, s.unit,
    CASE WHEN s.counted >= %(min_posts)s THEN 'enough'
         WHEN s.by <= %(on)s THEN 'over'
         WHEN s.by <= %(on)s::date + %(yellow_days)s THEN 'soon'
         ELSE 'short' END AS state
FROM (
    SELECT r.stay, max(r.unit) AS unit, sum(r.counted) AS counted,
        (max(r.entered_on) + make_interval(years => %(years)s))::date AS by
    FROM (
        SELECT e.id AS stay, e.unit_id AS unit, e.entered_on, 0 AS counted
        FROM {ENTRY} e
        WHERE e.entered_on <= %(on)s AND (e.left_on IS NULL OR e.left_on > %(on)s)@place@
            /* in e.unit_id */
        UNION ALL
        SELECT o.stay, NULL, NULL, 1
        FROM ({POSTS.format(until=f", {month('e.entered_on')} + 12 * %(years)s")}) o
        WHERE o.reached <= {month("%(on)s::date")}
    ) r
    GROUP BY r.stay
) s
WHERE s.unit IS NOT NULL
"""


def of_state(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The stays among `rows` (of `RosterEntry`) that have the state on the day."""
    sql = f"SELECT s.stay FROM ({_states(rows, on)}) s WHERE s.state = %s"
    return rows.filter(pk__in=RawSQL(sql, [value]))  # noqa: S611 - the value is a parameter


def by_unit(rows: QuerySet, on: date) -> dict[int, dict[str, int]]:
    """Unit to state to how many of the stays among `rows`; one statement."""
    found: dict[int, dict[str, int]] = {}
    sql = f"SELECT s.unit, s.state, count(*) FROM ({_states(rows, on)}) s GROUP BY 1, 2"
    with connection.cursor() as cursor:
        cursor.execute(sql, [])
        for unit, state, number in cursor.fetchall():
            found.setdefault(unit, {})[state] = number
    return found


def _states(rows: QuerySet, on: date) -> str:
    """The statement about these rows in every region, its values in it. Raises Missing."""
    try:
        within = _literal(*rows.order_by().values("pk").query.sql_with_params())
    except EmptyResultSet:  # whoever is nothing anywhere sees nobody
        within = "SELECT NULL::bigint WHERE false"
    texts = []
    for region in in_regions(MeterFigures, on):
        text = STATES.replace("@place@", "".join(_place(region)))
        text = IN.sub("AND e.id IN (SELECT asked.stay FROM asked)", text)
        texts.append(_literal(text, VALUES | _values(region.figures) | {"on": on}))
    return f"WITH asked (stay) AS MATERIALIZED ({within}) " + " UNION ALL ".join(texts)


def _values(figures: MeterFigures) -> dict[str, Any]:
    return {name: getattr(figures, name) for name in figures.__slots__}  # type: ignore[attr-defined]


def _place(region: Region) -> Iterator[str]:
    """Paths are digits and slashes alone."""
    if region.path:
        yield f" AND starts_with(e.unit_path, '{region.path}')"
    for path in region.without:
        yield f" AND NOT starts_with(e.unit_path, '{path}')"


def _literal(sql: str, values: Any) -> str:
    """A text with its values, quoted by the driver, to stand within another."""
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, values).decode().replace("%", "%%")
