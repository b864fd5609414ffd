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
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cadres.choices import LEVEL, ExitGround, Pool, Tier
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.codes.vocabulary import vocabulary
from reporting.targets.figures import began
from reporting.targets.tiers import LEVEL_OF, tier_of_level
from rotation.choices import HELD

POST: Final = "cadre__postings__"
# Codes of ZB09 rise as levels fall. `@posts@` are posts held from the roster on a target's level,
# `@pool@` people; the posts are found first, for they are few beside all that came before them.
REACHED: Final = """
WITH post (cadre_id, level, since) AS MATERIALIZED (@posts@)
SELECT cadre_id, min(level) AS level FROM (
    SELECT cadre_id, level FROM post p
    WHERE NOT EXISTS (
        SELECT FROM rotation_posting b
        WHERE b.cadre_id = p.cadre_id AND b.is_main AND b.since < p.since
            AND (b.ended_on IS NULL OR b.ended_on > b.since)
            AND b.level > '' AND b.level <= p.level
    )
    UNION ALL SELECT cadre_id, %s FROM (@pool@) q (cadre_id)
) r
GROUP BY cadre_id
"""


def posts(since: date, on: date) -> QuerySet[RosterEntry, Any]:
    """Stays, each with a post of a target's level that began in the period, both days included."""
    rose = Q(pk__in=())
    for level in LEVEL_OF.values():
        new = Q(entry_snapshot__level__isnull=True) | ~Q(entry_snapshot__level__in=_above(level))
        rose |= Q(**{f"{POST}level": level}) & new
    real = Q(**{f"{POST}ended_on__isnull": True}) | Q(**{f"{POST}ended_on__gt": F(f"{POST}since")})
    return RosterEntry.objects.filter(
        real,
        rose,
        _belongs(F(f"{POST}since")),
        **{
            f"{POST}kind__in": HELD,
            f"{POST}is_main": True,
            f"{POST}acting": False,
            f"{POST}level__in": tuple(LEVEL_OF.values()),
            f"{POST}since__range": (since, on),
        },
    )


def joined(since: date, on: date) -> QuerySet[PoolMembership]:
    """Who came into the pool of principals in a period, and belongs to the programme."""
    stays = RosterEntry.objects.filter(_belongs(OuterRef("since")), cadre=OuterRef("cadre"))
    return PoolMembership.objects.filter(
        Exists(stays), pool=Pool.PRINCIPAL, since__range=(since, on)
    )


def _belongs(day: Any) -> Q:
    """Stays that what began on a day is owed to: lasting, or left for promotion before it."""
    lasts = Q(left_on__isnull=True) | Q(left_on__gt=day) | Q(exit_ground=ExitGround.PROMOTED)
    return lasts & Q(entered_on__lte=day)


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
    text, params = _people(began(on), on)
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        people = [
            cadre for cadre, level in cursor.fetchall() if level == LEVEL_OF[Tier(int(value))]
        ]
    return last_stays(rows, on).filter(among("cadre_id", people))


def numbers(rows: QuerySet, on: date, since: date) -> dict[Tier, int]:
    """How many people of these rows of the roster have reached each target in the period.

    One statement.
    """
    text, params = _people(since, on)
    stays, more = last_stays(rows, on).order_by().values("cadre_id").query.sql_with_params()
    found = dict.fromkeys(Tier, 0)
    sql = f"""
        SELECT r.level, count(*) FROM ({text}) r JOIN ({stays}) e (cadre_id) USING (cadre_id)
        GROUP BY r.level
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *more])
        for level, number in cursor.fetchall():
            tier = tier_of_level(level)
            if tier is not None:
                found[tier] = number
    return found


def _people(since: date, on: date) -> tuple[str, tuple[Any, ...]]:
    """A statement: people, each with the level of the highest target that he has reached."""
    held = posts(since, on).order_by().values_list("cadre_id", f"{POST}level", f"{POST}since")
    text, params = held.query.sql_with_params()
    pool, more = joined(since, on).order_by().values_list("cadre_id").query.sql_with_params()
    whole = REACHED.replace("@posts@", text).replace("@pool@", pool)
    return whole, (*params, LEVEL_OF[Tier.FOURTH], *more)
