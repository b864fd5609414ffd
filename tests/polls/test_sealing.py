"""The seal: both halves open, the result is what it was, and what was changed afterwards shows."""

import hashlib
import json

import pytest
from django.core.exceptions import ValidationError

from assessments.polls import boxes, keys, services
from assessments.polls.counting import digest_of, recounted
from assessments.polls.models import Poll, PollResult, SealedBallot, Sheet, Urn
from core.audit.models import AuditEntry
from core.errors import DomainError, Stale
from tests.polls import making
from tests.polls.making import TODAY


def count(world, held, halves=None):
    return services.count(
        actor=world.city,
        poll=held.poll,
        halves=halves or held.halves,
        seen=held.fresh().version,
        on=TODAY,
    )


def test_the_digest_is_that_of_the_text(world):
    held = making.counted(world)
    text = json.dumps(held.poll.result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert held.poll.digest == hashlib.sha256(text.encode()).hexdigest()
    entry = AuditEntry.objects.filter(subject="poll").latest("pk")
    assert entry.detail == {"操作": "开箱计票", "封存摘要": held.poll.digest}


def test_a_recount_gives_the_same_whoever_was_renamed_meanwhile(world):
    held = making.counted(world, voters={"A": 3, "B": 7, "C": 12})
    cadre = world.cadres["周雨晴"]
    cadre.name = "周雨"
    cadre.save()
    again = recounted(held.fresh())
    assert again == held.poll.result
    assert digest_of(again) == held.poll.digest


def test_what_is_changed_afterwards_shows(world):
    held = making.counted(world, seed=1)
    sheet = Sheet.objects.filter(overall="1").first()
    Sheet.objects.filter(pk=sheet.pk).update(overall="2")
    assert recounted(held.poll) != held.poll.result
    Sheet.objects.filter(pk=sheet.pk).update(overall="1")
    assert recounted(held.poll) == held.poll.result
    sheet.delete()
    assert recounted(held.poll) != held.poll.result
    forged = held.poll.result
    forged["people"][0]["total"]["overall"]["1"] += 1
    Poll.objects.filter(pk=held.poll.pk).update(result=forged)
    assert digest_of(held.fresh().result) != held.poll.digest


def test_halves_that_are_wrong(world):
    held = making.closed(world)
    first, second = held.halves
    other = keys.new_halves()
    for halves, field, sentence in [
        ((first, "x"), "second", "计票人的密钥应为 22 位"),
        ((first[:-4], second), "first", "监票人的密钥应为 22 位"),
        ((first, other[1]), "first", "不是这次测评的"),
        (other, "first", "不是这次测评的"),
    ]:
        with pytest.raises(ValidationError) as refused:
            count(world, held, halves)
        assert sentence in refused.value.message_dict[field][0]
    assert held.fresh().state == "closed"
    assert count(world, held).state == "counted"


def test_counted_once(world):
    held = making.counted(world)
    with pytest.raises(DomainError, match="现在是“已封存”，不能开箱计票"):
        count(world, held)
    with pytest.raises(Stale):
        services.count(actor=world.city, poll=held.poll, halves=held.halves, seen=1, on=TODAY)
    assert PollResult.objects.filter(poll=held.poll).count() == 2


def test_boxes_and_bits_must_be_as_many(world):
    """Whoever takes a box out, or puts one in: anybody can seal, nobody can make up a code."""
    held = making.closed(world)
    box = SealedBallot.objects.filter(electorate__category="C").first()
    copy = SealedBallot(electorate_id=box.electorate_id, box=bytes(box.box))
    copy.save()
    with pytest.raises(DomainError, match="用过的测评码有 12 个，票箱里的票有 13 张"):
        count(world, held)
    copy.delete()
    box.delete()
    with pytest.raises(DomainError, match="用过的测评码有 12 个，票箱里的票有 11 张"):
        count(world, held)
    assert (held.fresh().state, Sheet.objects.count()) == ("closed", 0)


def test_a_box_that_was_exchanged(world):
    held = making.closed(world)
    row = SealedBallot.objects.first()
    whole = bytes(row.box)
    poll = held.poll
    strangers = [
        whole[:-1] + bytes([whole[-1] ^ 1]),
        boxes.sealed((making.good(),), bytes(poll.public_key), poll.box_size),
        boxes.sealed((making.good(),) * 2, keys.public_key(keys.new_halves()), poll.box_size),
        boxes.sealed((making.Opinion(overall="9"),) * 2, bytes(poll.public_key), poll.box_size),
    ]
    for strange in strangers:
        SealedBallot.objects.filter(pk=row.pk).update(box=strange)
        with pytest.raises(DomainError, match="有选票打不开"):
            count(world, held)
    assert held.fresh().state == "closed"


def test_nothing_of_the_voting_is_left(world):
    held = making.counted(world)
    assert not SealedBallot.objects.exists()
    assert not any(any(bytes(urn.used)) for urn in Urn.objects.all())
    assert [row["returned"] for row in held.poll.result["turnout"]] == [5, 8, 12]
