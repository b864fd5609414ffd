"""Thirty people vote over HTTP; whoever then has everything that is kept cannot tell who said what.

The linker (`linking.py`) is told the truth only to measure its guesses. That it can find a link is
shown by the same linker over the same poll once somebody has spoilt it.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from assessments.polls import services
from assessments.polls.boxes import opened as read
from assessments.polls.codes import draw, hashed, shown
from assessments.polls.keys import private_key
from assessments.polls.models import Remark, Sheet, Slip
from core.accounts.sessions import LoginSession
from core.embedded import places
from tests.polls.making import Held, opened
from tests.voting import dump
from tests.voting.chance import luck
from tests.voting.dump import Dump
from tests.voting.linking import ALARM, SHEETS, Link, Truth, code_orders, links, looks
from tests.voting.voting import ENTER, VOTE, of_voter, posted, vote
from tests.world import World

VOTERS, PEOPLE = 30, ("周雨晴", "曾可欣", "陈思远")
BOXES, URNS, SLIPS = "assessments_sealedballot", "assessments_urn", "assessments_slip"


@dataclass
class Voted:
    """A poll in which all have voted, and what was there before and after."""

    held: Held
    truth: Truth
    before: Dump
    after: Dump
    addresses: list[str]


@pytest.fixture
def voted(committed_world: World, client_for, caplog) -> Voted:
    """Every third voter's browser is logged in; some try twice or mistype."""
    world = committed_world
    held = opened(world, on=localdate(), voters={"C": VOTERS}, people=PEOPLE)
    printed = held.codes["C"]
    voters = shuffled(printed, 5)
    said = {
        code: [of_voter(voter, person) for person in range(len(PEOPLE))]
        for voter, code in enumerate(shuffled(printed, 6))
    }
    users = list(world.users.values())
    browsers = [
        client_for(users[at // 3 % len(users)]) if at % 3 == 0 else Client()
        for at in range(VOTERS)
    ]  # fmt: skip
    before = dump.tables()
    caplog.set_level(logging.DEBUG)
    caplog.clear()
    addresses = []
    for number, (code, browser) in enumerate(zip(voters, browsers, strict=True)):
        answer = vote(code, said[code], browser)
        assert answer.status_code == 302
        addresses += [ENTER, VOTE, answer["Location"]]
        assert browser.get(answer["Location"]).status_code == 200
        if number % 5 == 0:
            assert browser.post(VOTE, posted(code, said[code])).status_code == 409
            assert browser.post(ENTER, {"code": "ABCD"}).status_code == 400
    subjects = [str(row.pk) for row in held.poll.subjects.order_by("position")]
    truth = Truth(printed, voters, said, subjects)
    return Voted(held, truth, before, dump.tables(), addresses)


def shuffled(codes: list[str], seed: int) -> list[str]:
    """In an order that has nothing to do with theirs."""
    return Random(seed).sample(codes, len(codes))  # noqa: S311 - the same order each time


def closed(world: World, held: Held) -> None:
    """As the department does it in the evening."""
    poll = held.fresh()
    services.close(actor=world.city, poll=poll, seen=poll.version, on=localdate())


def counted(world: World, held: Held) -> None:
    """As it does the next morning, with both keys."""
    closed(world, held)
    poll = held.fresh()
    services.count(
        actor=world.city, poll=poll, halves=held.halves, seen=poll.version, on=localdate()
    )


def box_links(found: Dump, voted: Voted) -> list[Link]:
    """Whether the order of the boxes tells their codes, for somebody who could open them."""
    key = private_key(voted.held.halves)
    owner = {voted.truth.said[code][0].words: code for code in voted.truth.voted}
    rows = found[BOXES]
    of_box = {
        row.values["box"]: owner[read(bytes.fromhex(row.values["box"]), key)[0].words]
        for row in rows
    }
    orders = {
        "ctid": [row.values["box"] for row in rows],
        "xmin": [row.values["box"] for row in sorted(rows, key=lambda row: row.xmin)],
        "id": [row.values["box"] for row in sorted(rows, key=lambda row: row.values["id"])],
        "content": sorted(of_box),
        **_beside(found, of_box),
    }
    assert "toast chunk" in orders  # else the boxes lie elsewhere, and this looks at nothing
    return [
        Link(by, f"box.{name}", "box", probability)
        for by, codes in code_orders(found, voted.truth)
        for name, boxes in orders.items()
        if (probability := luck([of_box[box] for box in boxes], codes)) < ALARM
    ]


def _beside(found: Dump, boxes: dict[str, str]) -> dict[str, list[str]]:
    """Boxes in the order of their numbers where PostgreSQL keeps what is long."""
    orders = {}
    for name, rows in found.items():
        firsts = [row for row in rows if row.values.get("chunk_seq") == "0"]
        by_start = {box[:400]: box for box in boxes}
        mine = [row for row in firsts if row.values["chunk_data"][:400] in by_start]
        if name.startswith("pg_toast") and len(mine) == len(boxes):
            by_number = sorted(mine, key=lambda row: int(row.values["chunk_id"]))
            for way, some in (("toast chunk", by_number), ("toast ctid", mine)):
                orders[way] = [by_start[row.values["chunk_data"][:400]] for row in some]
    return orders


def refuse_secrets(found: Dump, voted: Voted, *, texts: bool) -> None:
    """No code anywhere, no hash but in the slips; while `texts`, no word of a voter either."""
    everything = dump.in_words(found) + dump.store()
    beside_slips = dump.in_words({name: rows for name, rows in found.items() if name != SLIPS})
    for code in voted.truth.printed:
        for form in (code, code.lower(), shown(code), code.encode().hex()):
            assert form not in everything
        assert hashed(code).hex() not in beside_slips
    if texts:
        for one in (one for said in voted.truth.said.values() for one in said):
            assert one.words not in everything
            assert one.words.encode().hex() not in everything
            assert one.overall + one.aspects + one.fit not in (
                row.values["box"] for row in found[BOXES]
            )


def test_nothing_of_what_is_kept_leads_from_a_code_to_a_ballot(voted, committed_world, caplog):
    truth = voted.truth
    # While it runs: two tables have changed, no log, no store, no address knows of it.
    changed = {name for name, rows in voted.after.items() if rows != voted.before.get(name)}
    beside = {name for name in changed if name.startswith("pg_toast")}
    assert changed - beside == {BOXES, URNS}
    assert caplog.records == []
    assert dump.store() == ""
    assert not any(code in address for code in truth.printed for address in voted.addresses)
    assert len(set(voted.addresses)) == 3  # the same three for everybody
    assert len({len(row.values["box"]) for row in voted.after[BOXES]}) == 1
    refuse_secrets(voted.after, voted, texts=True)

    # Closed: the boxes are shaken.
    closed(committed_world, voted.held)
    shaken = dump.tables()
    assert len(shaken[BOXES]) == VOTERS
    assert box_links(shaken, voted) == []
    refuse_secrets(shaken, voted, texts=True)

    # Counted: the marks are known, and nobody's.
    poll = voted.held.fresh()
    services.count(
        actor=committed_world.city,
        poll=poll,
        halves=voted.held.halves,
        seen=poll.version,
        on=localdate(),
    )
    after = dump.tables()
    assert after[BOXES] == []
    assert len(after[SHEETS]) == VOTERS * len(PEOPLE)
    assert links(after, truth) == []
    assert looks(after, truth) > 500
    assert looks(after, truth) * ALARM < 1e-8
    refuse_secrets(after, voted, texts=False)
    wrote = {row.xmin for name in (SHEETS, "assessments_remark") for row in after[name]}
    assert len(wrote) == 1
    assert wrote.isdisjoint(row.xmin for row in after[SLIPS])
    assert not any(half in dump.in_words(after) for half in voted.held.halves)
    for log in (places.var_dir() / "log").glob("*.log"):
        written = log.read_text(errors="replace")
        assert not any(code in written or hashed(code).hex() in written for code in truth.printed)


def test_no_ballot_can_be_put_together_again(voted, committed_world):
    """Marks are torn apart: the pattern somebody agreed to make is not on any sheet.

    The thirty patterns are among 5 * 4 * 4 * 2 * 3 = 480 that are as likely, so that by chance one
    sheet in sixteen shows a real one: two of thirty. Fifteen or more happen less than once in a
    billion times (binomial); before the tearing there are thirty.
    """
    counted(committed_world, voted.held)
    for place, subject in enumerate(voted.truth.subjects):
        real = {
            (one.overall, one.aspects, one.fit)
            for one in (said[place] for said in voted.truth.said.values())
        }
        kept = Sheet.objects.filter(subject_id=subject).values_list("overall", "aspects", "fit")
        assert sum(sheet in real for sheet in kept) < 15
    in_order_of_voting(voted)
    assert sum(sheet in real for sheet in kept.all()) == VOTERS


def in_order_of_voting(voted: Voted) -> None:
    """Sheets written as the boxes came in."""
    for place, subject in enumerate(voted.truth.subjects):
        Sheet.objects.filter(subject_id=subject).delete()
        for code in voted.truth.voted:
            one = voted.truth.said[code][place]
            marks = {"overall": one.overall, "aspects": one.aspects, "fit": one.fit}
            Sheet.objects.create(subject_id=subject, group=1, **marks)


def a_transaction_each(voted: Voted) -> None:
    """Remarks touched one after another in the order of printing."""
    for code in voted.truth.printed:
        for one in voted.truth.said[code]:
            Remark.objects.filter(text=one.words).update(text=one.words)


def keys_from_hashes(voted: Voted) -> None:
    """A key that is made of the code."""
    for code in voted.truth.voted:
        one = voted.truth.said[code][0]
        key = uuid.UUID(bytes=hashed(code)[:16])
        Remark.objects.filter(text=one.words).update(id=key)


def keys_from_places(voted: Voted) -> None:
    """A key that counts like the slip's place."""
    for code in voted.truth.voted:
        one = voted.truth.said[code][1]
        place = Slip.objects.get(hash=hashed(code)).place
        Remark.objects.filter(text=one.words).update(id=uuid.UUID(int=place + 2**64))


def a_row_that_knows_both(voted: Voted) -> None:
    """Something elsewhere that names the code and the remark."""
    for code in voted.truth.voted:
        remark = Remark.objects.get(text=voted.truth.said[code][2].words)
        LoginSession.objects.create(
            session_key=str(remark.pk), session_data=code, expire_date=timezone.now()
        )


LEAKS: dict[Callable[[Voted], None], tuple[str, str]] = {
    in_order_of_voting: ("voting", "sheet.ctid"),
    a_transaction_each: ("printing", "remark.xmin"),
    keys_from_hashes: ("hash", "remark.id"),
    keys_from_places: ("slip.place", "remark.id"),
    a_row_that_knows_both: ("core_loginsession.session_key", "remark.id"),
}


def test_the_same_linker_finds_what_was_spoilt_on_purpose(voted, committed_world):
    # Before the close the boxes lie as they came in, unreadable: that order is found.
    found = {(one.codes_by, one.ballots_by) for one in box_links(voted.after, voted)}
    assert ("voting", "box.ctid") in found
    counted(committed_world, voted.held)
    assert links(dump.tables(), voted.truth) == []
    known: set[tuple[str, str]] = set()
    for leak, expected in LEAKS.items():
        leak(voted)
        found = {(one.codes_by, one.ballots_by) for one in links(dump.tables(), voted.truth)}
        assert expected in found - known, leak.__doc__
        known = found - {(by, of) for by, of in found if of == "remark.id"}


def test_made_up_codes_are_in_no_dump_either(committed_world):
    held = opened(committed_world, on=localdate(), voters={"C": 5})
    tried = draw(2)
    before = dump.tables()
    for code in tried:
        assert Client().post(ENTER, {"code": code}).status_code == 404
    assert dump.tables() == before
    assert not any(code in dump.store() for code in [*tried, *held.codes["C"]])
