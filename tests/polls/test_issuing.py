"""Slips: codes in the answer alone, places by lot, rows in the order of hashes."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from assessments.polls import codes, services
from assessments.polls.models import Electorate, Slip, Urn
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from tests.polls import making


@pytest.fixture
def draft(world):
    return making.Held(making.poll(world))


def issue(world, held, category="C", number=12, actor=None):
    return services.issue(
        actor=actor or world.city,
        electorate=held.electorate(category),
        number=number,
        seen=held.fresh().version,
    )


def test_codes_are_kept_as_hashes_alone(world, draft):
    drawn = issue(world, draft)
    assert len(set(drawn)) == 12
    kept = {bytes(slip.hash) for slip in Slip.objects.all()}
    assert kept == {codes.hashed(code) for code in drawn}
    assert draft.electorate("C").issued == 12
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.subject) == ("print", "poll")
    assert entry.detail == {"操作": "印制测评票", "类别": "C 职工或服务对象", "张数": 12}


def physical():
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash, place, xmin::text FROM assessments_slip ORDER BY ctid")
        return [(bytes(kept), place, xmin) for kept, place, xmin in cursor.fetchall()]


def test_rows_lie_in_hash_order_whenever_they_were_printed(world, draft):
    """One slip printed later is not told from those before: all are written anew."""
    issue(world, draft, number=12)
    issue(world, draft, number=1)
    rows = physical()
    assert [kept for kept, _place, _xmin in rows] == sorted(kept for kept, _p, _x in rows)
    assert len({xmin for _kept, _place, xmin in rows}) == 1
    assert len({place for _kept, place, _xmin in rows}) == 13


def test_places_are_by_lot(world, draft):
    """Neither in the order of printing nor of hashes, and anywhere in the urn."""
    drawn = issue(world, draft, number=40)
    place_of = {bytes(slip.hash): slip.place for slip in Slip.objects.all()}
    printed = [place_of[codes.hashed(code)] for code in drawn]
    assert printed != sorted(printed)
    by_hash = [place for _hash, place in sorted(place_of.items())]
    assert by_hash != sorted(by_hash)
    assert max(printed) < 8 * len(Urn.objects.get().used)


def test_a_second_batch_leaves_the_places_of_the_first(world, draft):
    issue(world, draft, number=10)
    before = {bytes(slip.hash): slip.place for slip in Slip.objects.all()}
    issue(world, draft, number=10)
    after = {bytes(slip.hash): slip.place for slip in Slip.objects.all()}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 20


@pytest.mark.parametrize(
    ("category", "number", "sentence"),
    [
        ("C", 0, "一次印制 1 到 400 张"),
        ("C", -1, "一次印制 1 到 400 张"),
        ("C", 401, "一次印制 1 到 400 张"),
        ("C", 45, "至多印制 44 张，已印制 0 张"),
        ("A", 31, "至多印制 30 张"),
    ],
)
def test_numbers_that_cannot_be(world, draft, category, number, sentence):
    with pytest.raises(ValidationError, match=sentence):
        issue(world, draft, category, number)
    assert not Slip.objects.exists()


def test_too_many_in_the_end(world, draft):
    issue(world, draft, number=30)
    with pytest.raises(ValidationError, match="已印制 30 张，不能再印 15 张"):
        issue(world, draft, number=15)
    issue(world, draft, number=14)
    assert draft.electorate("C").issued == 44


def test_paper_has_no_codes(world):
    held = making.Held(making.poll(world, paper=["A"]))
    with pytest.raises(ValidationError, match="用纸质票投票"):
        issue(world, held, "A", 5)


def test_who_may_not(world, draft):
    for name in ("secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody"):
        with pytest.raises(NotAllowed):
            issue(world, draft, actor=world.users[name])


def test_seen(world, draft):
    seen = draft.fresh().version
    issue(world, draft)
    with pytest.raises(Stale):
        services.issue(actor=world.city, electorate=draft.electorate("C"), number=12, seen=seen)


def test_a_category_that_somebody_took_out_meanwhile_is_told_so(world, draft):
    gone = draft.electorate("C")
    Electorate.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Stale, match="投票人类别已被他人删除，没有保存。请返回"):
        services.issue(actor=world.city, electorate=gone, number=12, seen=draft.fresh().version)


def test_while_it_is_open_and_not_after(world):
    held = making.voted(world, share=0.5)
    used = sum(bytes(urn.used).count(0) for urn in Urn.objects.all())
    [late] = issue(world, held, number=1)
    assert sum(bytes(urn.used).count(0) for urn in Urn.objects.all()) == used
    making.vote(late, [making.good()] * 2)
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=making.TODAY)
    with pytest.raises(DomainError, match="现在是“已截止”，不能印制测评票"):
        issue(world, held, number=1)
