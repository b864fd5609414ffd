"""The reserve pools: who is in which on a day, in and out by the city, and what is refused."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.choices import Pool
from cadres.pools import services
from cadres.pools.models import PoolMembership
from core.audit.models import AuditEntry
from core.errors import DomainError
from tests.roster.stepping import confirm, named, preview

TODAY = date(2026, 11, 23)


def join(world, *names: str, since: date = date(2026, 3, 1), pool: Pool = Pool.DEPUTY):
    return services.join(
        actor=world.city,
        people=[world.cadres[name] for name in names],
        pool=pool,
        since=since,
        today=TODAY,
        document="清组〔2026〕3号",
    )


def leave(world, memberships, until: date, **more):
    return services.leave(
        actor=world.city, memberships=memberships, until=until, today=TODAY, **more
    )


def listed(client, **query) -> set[str]:
    page = client.get(reverse("pools:list"), query)
    return {row.texts[0] for row in page.context["rows"]}


def test_in_and_out_on_the_day(world, client_for):
    client = client_for(world.city)
    first, _ = join(world, "李明朗", "赵文博")
    leave(world, [first], date(2026, 8, 1))
    assert listed(client) == {"赵文博"}
    assert listed(client, as_of="2026-02-28") == set()
    assert listed(client, as_of="2026-03-01") == {"李明朗", "赵文博"}
    assert listed(client, as_of="2026-07-31") == {"李明朗", "赵文博"}
    assert listed(client, as_of="2026-08-01") == {"赵文博"}
    assert listed(client, membership="left") == {"李明朗"}
    assert listed(client, membership="all") == {"李明朗", "赵文博"}
    assert listed(client, name="zwb") == {"赵文博"}
    assert listed(client, unit=world.named["青川县"].pk) == {"赵文博"}
    assert listed(client, pool="2") == set()
    log = AuditEntry.objects.filter(subject="cadre", subject_id=str(first.cadre_id)).latest("pk")
    assert (log.detail["until"], log.detail["pool"]) == (["", "2026-08-01"], Pool.DEPUTY.label)


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        (date(2026, 3, 1), "李明朗在 2026-03-01 已进入这个后备库"),
        (date(2026, 2, 1), "李明朗在 2026-03-01 已进入这个后备库"),
        (date(2026, 11, 24), "还没有到"),
    ],
)
def test_not_twice_and_not_before_its_day(world, since, sentence):
    join(world, "李明朗")
    with pytest.raises(DomainError, match=sentence):
        join(world, "李明朗", "赵文博", since=since)
    assert PoolMembership.objects.count() == 1


def test_again_after_leaving_and_into_the_other(world):
    leave(world, join(world, "李明朗"), date(2026, 8, 1), note="年龄原因")
    with pytest.raises(DomainError, match="李明朗在 2026-08-01 才退出"):
        join(world, "李明朗", since=date(2026, 7, 31))
    join(world, "李明朗", since=date(2026, 8, 1))
    join(world, "李明朗", since=date(2026, 3, 1), pool=Pool.PRINCIPAL)
    assert PoolMembership.objects.filter(until__isnull=True).count() == 2
    assert PoolMembership.objects.get(until__isnull=False).note == "年龄原因"


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (date(2026, 3, 1), r"李明朗.*在 2026-03-01 才进入"),
        (date(2026, 11, 24), "还没有到"),
    ],
)
def test_nobody_leaves_before_he_came(world, until, sentence):
    made = join(world, "李明朗")
    with pytest.raises(DomainError, match=sentence):
        leave(world, made, until)


def test_nobody_leaves_twice(world):
    made = leave(world, join(world, "李明朗"), date(2026, 8, 1))
    with pytest.raises(DomainError, match=r"李明朗.*已于 2026-08-01 退出"):
        leave(world, made, date(2026, 9, 1))


def test_from_the_roster_into_a_pool_and_out_again(world, client_for):
    client = client_for(world.city)
    join(world, "赵文博")
    stays = [stay.pk for name in ("李明朗", "赵文博", "陈思远") for stay in world.stays(name)]
    assert len(stays) == 4  # 陈思远 was on the roster twice, and joins once
    shown = preview(client, "pools:join", selected=stays, pool="1", document="清组〔2026〕9号")
    assert sorted(named(shown, "changing")) == ["李明朗", "陈思远"]
    assert sorted(named(shown, "refused")) == ["赵文博", "陈思远"]
    assert confirm(client, "pools:join", shown).url == reverse("pools:list")
    assert listed(client) == {"李明朗", "赵文博", "陈思远"}
    made = PoolMembership.objects.get(cadre=world.cadres["李明朗"])
    assert (made.since, made.document) == (date(2026, 10, 1), "清组〔2026〕9号")
    shown = preview(client, "pools:leave", selected=[made.pk], on="2026-11-01", note="已提拔")
    back = confirm(client, "pools:leave", shown, query="pool=1")
    assert back.url == f"{reverse('pools:list')}?pool=1"
    made.refresh_from_db()
    assert (made.until, made.note, made.version) == (date(2026, 11, 1), "已提拔", 2)


def test_one_who_has_changed_since_stops_the_leaving(world, client_for):
    client, (made,) = client_for(world.city), join(world, "李明朗")
    shown = preview(client, "pools:leave", selected=[made.pk])
    made.change(actor=world.county, seen=1, note="另有说明")
    refused = confirm(client, "pools:leave", shown)
    assert refused.status_code == 409
    assert "李明朗" in refused.content.decode()
    made.refresh_from_db()
    assert made.until is None


def test_who_sees_and_who_acts(world, client_for):
    made = join(world, "李明朗", "赵文博", "陈思远")
    seen = {
        "city": {"李明朗", "赵文博", "陈思远"},
        "county": {"赵文博"},
        "secretary": {"陈思远"},
        "clerk": {"陈思远"},
        "cadre": {"陈思远"},
        "auditor": set(),
        "sysadmin": set(),
        "nobody": set(),
    }
    for who, people in seen.items():
        client = client_for(getattr(world, who))
        assert listed(client, membership="all") == people, who
        page = client.get(reverse("pools:leave"), {"id": made[1].pk})
        assert page.status_code == (200 if who == "city" else 403), who
    kept = PoolMembership.objects.kept_by
    assert (kept(world.city).count(), kept(world.county).count()) == (3, 0)


@pytest.mark.parametrize(
    ("view", "address"), [("pools:join", "roster:list"), ("pools:leave", "pools:list")]
)
def test_the_pools_are_the_citys(world, client_for, view, address):
    """Clauses 2.2 and 2.4: a county's department sees who of its people is in them."""
    join(world, "罗天翊")
    city, county = client_for(world.city), client_for(world.county)
    assert reverse(view) in city.get(reverse(address)).content.decode()
    assert reverse(view) not in county.get(reverse(address)).content.decode()
    for step in ("preview", "confirm"):
        answer = county.post(reverse(view), {"step": step, "selected": world.stay("罗天翊").pk})
        assert answer.status_code == 403
        assert "由市委组织部办理" in answer.content.decode()
