"""Part three: the reserve pools (clauses 2.2 and 2.4)."""

from __future__ import annotations

from django.db.models import Q

from cadres.choices import Pool
from cadres.pools.models import PoolMembership
from reporting.gathering.asking import Place, Told
from reporting.gathering.content import Behind
from reporting.gathering.crowd import Crowd
from reporting.gathering.ledger import Ledger

KEY_OF = {Pool.DEPUTY.value: "use.deputy_pool", Pool.PRINCIPAL.value: "use.principal_pool"}


def enter(ledger: Ledger, crowd: Crowd) -> None:
    """Memberships that last on the day. One statement."""
    on = crowd.span.on
    lasts = Q(until__isnull=True) | Q(until__gt=on)
    rows = PoolMembership.objects.filter(lasts, crowd.within("cadre__"), since__lte=on)
    for cadre, pool in rows.order_by().values_list("cadre_id", "pool"):
        ledger.count(cadre, KEY_OF[pool])


def _in(place: Place, pool: Pool) -> Behind:
    return place.list("pools:list", pool=str(pool.value), rostered=place.rostered)


def deputy_pool(place: Place) -> Behind:
    """Clause 2.2: people of the year in the pool of deputies on the day, whether or not they left
    the roster for it."""
    return _in(place, Pool.DEPUTY)


def principal_pool(place: Place) -> Behind:
    """Clause 2.4: people of the year in the pool of principals on the day."""
    return _in(place, Pool.PRINCIPAL)


FIGURES: dict[str, Told] = {
    "use.deputy_pool": deputy_pool,
    "use.principal_pool": principal_pool,
}
