"""Who has reached which target of use since the programme began (clauses 2.1–2.4).

A rise (rotation/postings/rises.py: a main post, held and not acting, on a level above those of all
before) that began while its holder was on the roster or after he left it for promotion, and on a
level on which he had not been by his file on the day of entry either. The fourth target is reached
by coming into the pool of principals as well. Whoever reached several counts with the highest.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from cadres.choices import LEVEL, ExitGround, Pool, Tier
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.codes.vocabulary import vocabulary
from reporting.targets.figures import began
from reporting.targets.tiers import LEVEL_OF, tier_of_level

# A stay that what began on a day is owed to: lasting, or left for promotion before it.
BELONGS: Final = """(e.left_on IS NULL OR e.left_on > {day} OR e.exit_ground = %(promoted)s)
    AND e.entered_on <= {day}"""
# `@some@` narrows the rises to the people who are asked about.
REACHED: Final = f"""
SELECT cadre_id, min(level) AS level FROM (
    SELECT r.cadre_id, r.level FROM rotation_rise r
        JOIN cadres_rosterentry e ON e.cadre_id = r.cadre_id
    WHERE r.level = ANY (%(levels)s) AND r.since BETWEEN %(since)s AND %(on)s@some@
        AND {BELONGS.format(day="r.since")}
        AND coalesce(e.entry_snapshot ->> 'level', '') <> ALL (CASE r.level @above@ END)
    UNION ALL
    SELECT p.cadre_id, %(fourth)s FROM cadres_poolmembership p
    WHERE p.pool = %(pool)s AND p.since BETWEEN %(since)s AND %(on)s AND EXISTS (
        SELECT FROM cadres_rosterentry e
        WHERE e.cadre_id = p.cadre_id AND {BELONGS.format(day="p.since")}
    )
) r
GROUP BY cadre_id
"""  # noqa: S608
SOME: Final = "\n        AND r.cadre_id IN (SELECT cadre_id FROM asked)"


def _above(level: str) -> list[str]:
    """This level and those above, as snapshots have them."""
    return [name for code, name in vocabulary(LEVEL).items() if code <= level]


def last_stays(rows: QuerySet, on: date) -> QuerySet:
    """Of each person the last stay that had begun by the day: he counts once."""
    later = RosterEntry.objects.filter(
        cadre=OuterRef("cadre"), entered_on__lte=on, entered_on__gt=OuterRef("entered_on")
    )
    return rows.filter(~Exists(later), entered_on__lte=on)


def of_tier(rows: QuerySet, value: str, on: date) -> QuerySet:
    """The rows of the roster whose people have reached just that target by the day."""
    people = _people(began(on), on)
    with connection.cursor() as cursor:
        cursor.execute(people)
        found = [cadre for cadre, level in cursor.fetchall() if level == LEVEL_OF[Tier(int(value))]]
    return last_stays(rows, on).filter(among("cadre_id", found))


def numbers(rows: QuerySet | None, on: date, since: date) -> dict[Tier, int]:
    """How many people of these rows of the roster have reached each target in the period.

    One statement. Of everybody where `rows` is None: whoever has reached one has been on the
    roster, so that nobody is to be looked up.
    """
    found = dict.fromkeys(Tier, 0)
    with connection.cursor() as cursor:
        if rows is None:
            people = _people(since, on)
        else:
            stays = last_stays(rows, on).order_by().values("cadre_id").query.sql_with_params()
            asked = cursor.mogrify(*stays).decode()
            people = (
                f"WITH asked (cadre_id) AS ({asked}) "  # noqa: S608
                f"SELECT r.level FROM ({_people(since, on, SOME)}) r JOIN asked USING (cadre_id)"
            )
        cursor.execute(f"SELECT level, count(*) FROM ({people}) p GROUP BY level")  # noqa: S608
        for level, number in cursor.fetchall():
            tier = tier_of_level(level)
            if tier is not None:
                found[tier] = number
    return found


def _people(since: date, on: date, some: str = "") -> str:
    """A statement: people, each with the level of the highest target that he has reached."""
    values: dict[str, Any] = {
        "since": since,
        "on": on,
        "levels": list(LEVEL_OF.values()),
        "promoted": str(ExitGround.PROMOTED),
        "pool": Pool.PRINCIPAL.value,
        "fourth": LEVEL_OF[Tier.FOURTH],
    }
    above = "".join(f" WHEN %(a{level})s THEN %(b{level})s" for level in values["levels"])
    for level in values["levels"]:
        values |= {f"a{level}": level, f"b{level}": _above(level)}
    text = REACHED.replace("@some@", some).replace("@above@", above)
    with connection.cursor() as cursor:
        return cursor.mogrify(text, values).decode()
