"""Who has reached which target of use since the programme began (clauses 2.1–2.4).

A main post (任职, 轮岗), held and not acting (主持工作), that began while its holder was on the
roster or after he left it for promotion, on a level on which he had not been before: neither by an
earlier main post nor by his file on the day of entry. The fourth target is reached by coming into
the pool of principals as well. Whoever reached several counts with the highest.
"""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from cadres.choices import LEVEL, ExitGround, Pool, Tier
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry
from core.arrays import among
from core.codes.vocabulary import vocabulary
from reporting.targets.figures import began
from reporting.targets.tiers import LEVEL_OF
from rotation.postings.models import Posting

TIER = Case(
    *(When(level=level, then=Value(tier.value)) for tier, level in LEVEL_OF.items()),
    output_field=IntegerField(),
)


def promotions(since: date, on: date) -> QuerySet[Posting]:
    """The posts by which a target was reached in a period, both days included."""
    before = Posting.objects.real().filter(
        cadre=OuterRef("cadre"),
        is_main=True,
        since__lt=OuterRef("since"),
        # Codes of ZB09 rise as levels fall.
        level__gt="",
        level__lte=OuterRef("level"),
    )
    rose = Q(pk__in=())
    for level in LEVEL_OF.values():
        rose |= Q(level=level) & Exists(_stays().exclude(entry_snapshot__level__in=_above(level)))
    found = Posting.objects.real().held().filter(is_main=True, acting=False)
    return found.filter(
        rose, ~Exists(before), level__in=LEVEL_OF.values(), since__range=(since, on)
    )


def _stays() -> QuerySet[RosterEntry]:
    """Stays that a posting belongs to."""
    lasts = Q(left_on__isnull=True) | Q(left_on__gt=OuterRef("since"))
    used = Q(exit_ground=ExitGround.PROMOTED)
    return RosterEntry.objects.filter(
        lasts | used, cadre=OuterRef("cadre"), entered_on__lte=OuterRef("since")
    )


def _above(level: str) -> list[str]:
    """This level and those above, as snapshots have them."""
    return [name for code, name in vocabulary(LEVEL).items() if code <= level]


def joined(since: date, on: date) -> QuerySet[PoolMembership]:
    """Who came into the pool of principals in a period, and belongs to the programme."""
    return PoolMembership.objects.filter(
        Exists(_stays()), pool=Pool.PRINCIPAL, since__range=(since, on)
    )


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
        cursor.execute(f"SELECT cadre_id FROM ({text}) r WHERE tier = %s", [*params, int(value)])  # noqa: S608
        people = [cadre for (cadre,) in cursor.fetchall()]
    return last_stays(rows, on).filter(among("cadre_id", people))


def numbers(rows: QuerySet, on: date, since: date) -> dict[Tier, int]:
    """How many people of these rows of the roster have reached each target in the period.

    One statement.
    """
    found = dict.fromkeys(Tier, 0)
    text, params = _people(since, on)
    stays, more = last_stays(rows, on).order_by().values("cadre_id").query.sql_with_params()
    sql = f"""
        SELECT r.tier, count(*) FROM ({text}) r JOIN ({stays}) e (cadre_id) USING (cadre_id)
        GROUP BY r.tier
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *more])
        for tier, number in cursor.fetchall():
            found[Tier(tier)] = number
    return found


def _people(since: date, on: date) -> tuple[str, tuple]:
    """A statement: people, each with the highest target that he has reached in the period."""
    posts = promotions(since, on).order_by().values("cadre_id", tier=TIER)
    pool = joined(since, on).order_by().values("cadre_id", tier=Value(Tier.FOURTH.value))
    text, params = posts.query.sql_with_params()
    other, more = pool.query.sql_with_params()
    whole = (
        f"SELECT cadre_id, max(tier) AS tier FROM ({text} UNION ALL {other}) u (cadre_id, tier) "  # noqa: S608
        "GROUP BY cadre_id"
    )
    return whole, (*params, *more)
