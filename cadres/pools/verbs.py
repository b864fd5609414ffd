"""The verbs of the pools upon many: from the roster in, from the list of the pools out."""

from typing import Any

from django.db import transaction
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from cadres.choices import Pool
from cadres.pools import services
from cadres.pools.entities import POOLS
from cadres.pools.forms import JoinForm, LeaveForm
from cadres.pools.guards import why_not_joined, why_not_left
from cadres.pools.models import PoolMembership
from cadres.roster.batch import Done, Foresight, Line, Order, Verb
from cadres.roster.batch_acts import as_seen, stays_as_seen
from cadres.roster.entities import ROSTER
from cadres.roster.keeping import CITY_ALONE, NOT_IN_REACH
from cadres.roster.models import RosterEntry
from core.errors import refuse_if
from core.scoping import Viewer

MOST = 1000
TOO_MANY = f"一次最多办理 {MOST} 人，请缩小范围后分批办理。"
TWICE = "在所选的记录里出现了两次，只办理一次"


def joining(rows: QuerySet, viewer: Viewer, values: dict[str, Any]) -> Foresight:
    """Into a pool; `rows` are stays on the roster, a person may have several."""
    chosen = RosterEntry.objects.filter(pk__in=rows.order_by().values("pk"))
    kept = set(chosen.kept_by(viewer).values_list("pk", flat=True))
    theirs = PoolMembership.objects.filter(cadre=OuterRef("cadre"), pool=values["pool"])
    periods = theirs.order_by().values("cadre")
    found = chosen.annotate(
        since=Subquery(periods.annotate(d=Max("since", filter=Q(until__isnull=True))).values("d")),
        until=Subquery(periods.annotate(d=Max("until")).values("d")),
    ).order_by("sort_key", "pk")
    paths = ("cadre_id", "cadre__name", "unit__short_name", "since", "until")
    foresight, seen, pool = Foresight(), set(), str(Pool(values["pool"]).label)
    for pk, version, person, name, unit, since, until in found.values_list("pk", "version", *paths):
        why = why_not_joined(since=since, until=until, on=values["since"])
        if pk not in kept:
            why = NOT_IN_REACH
        elif person in seen:
            why = TWICE
        seen.add(person)
        line = Line(pk, version, name, unit, "曾在库" if until else "不在库", pool, why)
        (foresight.refused if why else foresight.changing).append(line)
    return foresight


def leaving(rows: QuerySet, viewer: Viewer, values: dict[str, Any]) -> Foresight:
    """Out of the pools; `rows` are memberships."""
    chosen = PoolMembership.objects.filter(pk__in=rows.order_by().values("pk"))
    kept = set(chosen.kept_by(viewer).values_list("pk", flat=True))
    foresight = Foresight()
    paths = ("cadre__name", "cadre__unit__short_name", "pool", "since", "until")
    found = chosen.order_by("pool", "cadre__sort_key", "pk").values_list("pk", "version", *paths)
    for pk, version, name, unit, pool, since, until in found:
        why = NOT_IN_REACH
        if pk in kept:
            why = why_not_left(since=since, until=until, on=values["until"])
        line = Line(pk, version, name, unit, str(Pool(pool).label), "退出", why)
        (foresight.refused if why else foresight.changing).append(line)
    return foresight


@transaction.atomic
def _join(_verb: Verb, order: Order) -> Done:
    _refuse_number(order)
    people = [stay.cadre for stay in stays_as_seen(order)]
    services.join(actor=order.actor, people=people, today=order.today, **order.values)
    return Done(reverse("pools:list"), f"{len(people)} 人已进入后备库。")


@transaction.atomic
def _leave(_verb: Verb, order: Order) -> Done:
    _refuse_number(order)
    rows = as_seen(PoolMembership.objects.select_related("cadre"), order.actor, order.rows)
    services.leave(actor=order.actor, memberships=rows, today=order.today, **order.values)
    back = f"?{order.query}" if order.query else ""
    return Done(reverse("pools:list") + back, f"{len(rows)} 人已退出后备库。")


def _refuse_number(order: Order) -> None:
    refuse_if(not order.rows, "没有需要变动的人，没有办理；请返回列表重新勾选。")
    refuse_if(len(order.rows) > MOST, TOO_MANY)


JOIN = Verb(
    name="join",
    label="进入后备库",
    view="pools:join",
    entity=ROSTER,
    form=JoinForm,
    foresee=joining,
    carry_out=_join,
    keepers=CITY_ALONE,
)
LEAVE = Verb(
    name="leave",
    label="退出后备库",
    view="pools:leave",
    entity=POOLS,
    form=LeaveForm,
    foresee=leaving,
    carry_out=_leave,
    keepers=CITY_ALONE,
    is_danger=True,
)
