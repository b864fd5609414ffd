"""Opened on its days when all is there, closed, shared, called off."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from assessments.polls import keys, services
from assessments.polls.models import PaperCount, SealedBallot, Sheet, Urn
from assessments.polls.refusals import NotOpen
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed, Stale
from tests.polls import making
from tests.polls.making import TODAY


def open_poll(world, held, on=TODAY):
    return services.open_poll(actor=world.city, poll=held.poll, seen=held.fresh().version, on=on)


def test_what_is_missing(world):
    poll = services.create(
        actor=world.city,
        unit=world.named["市交通运输局"],
        year=2026,
        title="测评",
        opens_on=TODAY,
        closes_on=TODAY,
        on=TODAY,
    )
    held = making.Held(poll)
    with pytest.raises(DomainError, match="还没有被测评人"):
        open_poll(world, held)
    services.set_people(
        actor=world.city, poll=poll, people=[world.cadres["周雨晴"]], seen=held.poll.version
    )
    with pytest.raises(DomainError, match="还没有投票人类别"):
        open_poll(world, held)
    services.set_electorates(
        actor=world.city, poll=poll, voters=[services.Voters("C", 9)], seen=held.poll.version
    )
    with pytest.raises(DomainError, match="还没有印制测评票"):
        open_poll(world, held)
    assert held.fresh().state == "draft"


def test_on_its_days(world):
    held = making.with_codes(world)
    with pytest.raises(DomainError, match="投票从 2026-11-23 开始"):
        open_poll(world, held, TODAY - timedelta(days=1))
    with pytest.raises(DomainError, match="应于 2026-11-30 截止"):
        open_poll(world, held, TODAY + timedelta(days=8))
    assert open_poll(world, held, TODAY + timedelta(days=7))


def test_paper_alone_needs_no_codes(world):
    held = making.opened(world, voters={"A": 6}, paper=["A"])
    assert held.electorate("A").issued == 6


def test_the_halves_are_told_once_and_kept_nowhere(world):
    held = making.opened(world)
    assert bytes(held.poll.public_key) == keys.public_key(held.halves)
    text = str([entry.detail for entry in AuditEntry.objects.filter(subject="poll")])
    for half in held.halves:
        assert half not in text
        assert half.replace(" ", "") not in text
    with pytest.raises(DomainError, match="不能开始投票"):
        open_poll(world, held)


def test_nothing_is_counted_while_it_is_open(world):
    held = making.voted(world)
    with pytest.raises(DomainError, match="现在是“投票中”，不能开箱计票"):
        services.count(
            actor=world.city, poll=held.poll, halves=held.halves, seen=held.poll.version, on=TODAY
        )


def test_close_keeps_every_box_under_another_number(world):
    held = making.voted(world)
    before = {row.pk: (row.electorate_id, bytes(row.box)) for row in SealedBallot.objects.all()}
    services.close(actor=world.city, poll=held.poll, seen=held.fresh().version, on=TODAY)
    after = {row.pk: (row.electorate_id, bytes(row.box)) for row in SealedBallot.objects.all()}
    assert sorted(before.values()) == sorted(after.values())
    assert not before.keys() & after.keys()
    assert not Urn.objects.filter(is_open=True).exists()


def test_share_once(world):
    held = making.counted(world)
    services.share(actor=world.city, poll=held.poll, seen=held.poll.version, on=TODAY)
    assert held.fresh().shared_on == TODAY
    with pytest.raises(DomainError, match="已于 2026-11-23 反馈单位"):
        services.share(actor=world.city, poll=held.poll, seen=held.poll.version, on=TODAY)


def test_what_is_called_off_is_thrown_away_unread(world):
    held = making.voted(world, paper=["A"])
    making.enter(world, held, "A", making.tally(5), "city")
    with pytest.raises(ValidationError, match="作废要写明原因"):
        services.cancel(actor=world.city, poll=held.poll, seen=held.fresh().version, reason=" ")
    assert SealedBallot.objects.exists()
    services.cancel(actor=world.city, poll=held.poll, seen=held.fresh().version, reason="会议改期")
    assert held.fresh().state == "cancelled"
    for model in (SealedBallot, Sheet, PaperCount):
        assert not model.objects.exists()
    assert not any(any(bytes(urn.used)) for urn in Urn.objects.all())
    with pytest.raises(NotOpen, match="已经作废"):
        making.vote(held.codes["C"][0], [making.good()] * 2)
    assert making.poll(world)  # of the same title


def test_a_counted_poll_is_not_called_off(world):
    held = making.counted(world)
    with pytest.raises(DomainError, match="不能作废"):
        services.cancel(actor=world.city, poll=held.poll, seen=held.poll.version, reason="不好")


@pytest.mark.parametrize("verb", ["open_poll", "close", "share", "cancel", "count"])
def test_who_may_not(world, verb):
    make = {"open_poll": making.with_codes, "close": making.opened, "share": making.counted}
    held = make.get(verb, making.closed)(world)
    more = {"cancel": {"reason": "x"}, "count": {"halves": held.halves, "on": TODAY}}
    given = more.get(verb, {"on": TODAY})
    for who in ("secretary", "county", "cadre", "auditor", "sysadmin", "nobody"):
        with pytest.raises(NotAllowed):
            getattr(services, verb)(
                actor=world.users[who], poll=held.poll, seen=held.poll.version, **given
            )
    with pytest.raises(Stale):
        getattr(services, verb)(
            actor=world.city, poll=held.poll, seen=held.poll.version - 1, **given
        )
