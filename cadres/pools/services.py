"""Joining and leaving the reserve pools (clauses 2.2, 2.4 and 3.1.3)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from cadres.choices import Pool
from cadres.people.models import Cadre
from cadres.pools.guards import why_not_joined, why_not_left
from cadres.pools.models import PoolMembership
from cadres.roster.guards import refuse_day, refuse_each
from core.audit.models import Action
from core.audit.services import record
from policy.duties.services import follow


@transaction.atomic
def join(
    *,
    actor: Any,
    people: Sequence[Cadre],
    pool: Pool,
    since: date,
    today: date,
    document: str = "",
    note: str = "",
) -> list[PoolMembership]:
    """Put people into a pool from `since`; refused, by name, for whoever is in it."""
    refuse_day(since, today)
    late = PoolMembership.objects.filter(cadre__in=people, pool=pool).filter(
        Q(until__isnull=True) | Q(until__gt=since)
    )
    periods = {m.cadre_id: (m.since, m.until) for m in late.order_by("since")}
    refuse_each(people, {p.pk: _why(periods.get(p.pk), since) for p in people})
    made = PoolMembership.objects.bulk_create(
        PoolMembership(
            cadre=person, pool=pool, since=since, document=document, note=note, changed_by=actor
        )
        for person in people
    )
    for membership in made:
        _log(Action.CREATE, actor, membership, {"since": ["", str(since)]})
    follow([person.pk for person in people], on=today)
    return made


@transaction.atomic
def leave(
    *,
    actor: Any,
    memberships: Sequence[PoolMembership],
    until: date,
    today: date,
    note: str = "",
) -> list[PoolMembership]:
    """End memberships with `until` (from that day on, out); a given note replaces the old one."""
    refuse_day(until, today)
    refuse_each(
        memberships,
        {m.pk: why_not_left(since=m.since, until=m.until, on=until) for m in memberships},
    )
    for membership in memberships:
        values = {"until": until} | ({"note": note} if note else {})
        membership.change(actor=actor, seen=membership.version, **values)
        _log(Action.CHANGE, actor, membership, {"until": ["", str(until)]})
    follow([membership.cadre_id for membership in memberships], on=today)
    return list(memberships)


def _why(period: tuple[date, date | None] | None, on: date) -> str:
    since, until = period or (None, None)
    return why_not_joined(since=since if until is None else None, until=until, on=on)


def _log(action: Action, actor: Any, membership: PoolMembership, detail: dict[str, Any]) -> None:
    pool = str(Pool(membership.pool).label)
    record(
        action,
        actor=actor,
        subject="cadre",
        target=membership.cadre,
        label=f"{membership.cadre} 后备库",
        detail=detail | {"pool": pool},
    )
