"""Slips are printed. Their codes exist in the answer alone: on paper, and nowhere else.

Nothing tells which of the codes of a category is which: not the place in its urn (by lot), not the
row's place in the table (in the order of hashes), not the transaction that wrote it. For that, all
slips of the category are written anew each time: else one slip printed later for one person could
be told by its `xmin` from all others for ever.
"""

from __future__ import annotations

from secrets import SystemRandom
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.polls import codes, guards
from assessments.polls.choices import PollState, PollVerb
from assessments.polls.models import Electorate, Slip, Urn
from assessments.polls.services.steps import held, note
from assessments.polls.sweeping import sweep
from core.versions import fresh


@transaction.atomic
def issue(*, actor: Any, electorate: Electorate, number: int, seen: int) -> list[str]:
    """Print so many slips for a category: their codes, which nobody can ask for again.

    `seen` is the version of the poll. Raises ValidationError at `number`, Stale, NotAllowed.
    """
    poll = held(electorate.poll, PollVerb.ISSUE, actor=actor, seen=seen)
    one = fresh(poll.electorates.select_for_update(no_key=True), electorate.pk)
    if sentence := guards.why_not_issue(one, number):
        raise ValidationError({"number": [sentence]})
    drawn = codes.draw(number)
    _put(one, [codes.hashed(code) for code in drawn], is_open=poll.state == PollState.OPEN)
    one.issued += number
    one.save(update_fields=["issued"])
    poll.change(actor=actor, seen=poll.version)
    note(PollVerb.ISSUE, poll, actor=actor, 类别=str(one), 张数=number)
    transaction.on_commit(sweep, robust=True)
    return drawn


def _put(electorate: Electorate, hashes: list[bytes], *, is_open: bool) -> None:
    """Give each new hash a place by lot, and write all slips of the category in hash order."""
    size = -(-guards.most_slips(electorate.expected) // 8)
    urn, _made = Urn.objects.select_for_update(no_key=True).get_or_create(
        electorate=electorate, defaults={"used": bytes(size), "is_open": is_open}
    )
    used = bytes(urn.used).ljust(size, b"\0")
    if len(used) > len(urn.used):
        # Ballots come in meanwhile: they wait for this row, and add to what is written here.
        Urn.objects.filter(pk=urn.pk).update(used=used)
    former = dict(electorate.slips.values_list("place", "hash"))
    free = [place for place in range(8 * len(used)) if place not in former]
    places = SystemRandom().sample(free, len(hashes))
    slips = former | dict(zip(places, hashes, strict=True))
    electorate.slips.all().delete()
    Slip.objects.bulk_create(
        Slip(hash=kept, electorate=electorate, place=place)
        for kept, place in sorted((bytes(kept), place) for place, kept in slips.items())
    )
