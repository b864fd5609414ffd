"""Who has reached which target of use since the programme began (clauses 2.1–2.4).

A main post (任职, 轮岗), held and not acting (主持工作), that began while its holder was on the
roster or after he left it for promotion, on a level on which he had not been before: neither by an
earlier main post nor by his file on the day of entry. The fourth target is reached by coming into
the pool of principals as well. Whoever reached several counts with the highest.
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
from rotation.choices import HELD

# A stay that what began on a day is owed to: lasting, or left for promotion before it.
BELONGS: Final = """(e.left_on IS NULL OR e.left_on > {day} OR e.exit_ground = %(promoted)s)
    AND e.entered_on <= {day}"""
# Codes of ZB09 rise as levels fall. An index tells the postings whole; `@some@` narrows them to the
# people who are asked about.
REACHED: Final = f"""
WITH rise (cadre_id, level, since) AS (
    SELECT p.cadre_id, p.level, p.since FROM rotation_posting p
    WHERE p.is_main AND NOT p.acting AND p.kind = ANY (%(held)s) AND p.level = ANY (%(levels)s)
        AND p.since BETWEEN %(since)s AND %(on)s
        AND (p.ended_on IS NULL OR p.ended_on > p.since)@some@
        AND NOT EXISTS (
            SELECT FROM rotation_posting b
            WHERE b.cadre_id = p.cadre_id AND b.is_main AND b.since < p.since
                AND (b.ended_on IS NULL OR b.ended_on > b.since)
                AND b.level > '' AND b.level <= p.level
        )
)
SELECT cadre_id, min(level) AS level FROM (
    SELECT r.cadre_id, r.level FROM rise r JOIN cadres_rosterentry e ON e.cadre_id = r.cadre_id
    WHERE {BELONGS.format(day="r.since")}
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
SOME: Final = "\n        AND p.cadre_id IN (SELECT cadre_id FROM asked)"


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


def numbers(rows: QuerySet, on: date, since: date, *, is_whole: bool = False) -> dict[Tier, int]:
    """How many people of these rows of the roster have reached each target in the period.

    One statement. `is_whole`: they are nearly everybody, whom to look up first would be idle.
    """
    stays = last_stays(rows, on).order_by().values("cadre_id").query.sql_with_params()
    people = _people(since, on, "" if is_whole else SOME)
    found = dict.fromkeys(Tier, 0)
    with connection.cursor() as cursor:
        asked = cursor.mogrify(*stays).decode()
        cursor.execute(
            f"WITH asked (cadre_id) AS ({asked}) SELECT r.level, count(*) "  # noqa: S608
            f"FROM ({people}) r JOIN asked USING (cadre_id) GROUP BY r.level"
        )
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
        "held": list(map(str, HELD)),
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
