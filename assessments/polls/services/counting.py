"""The boxes are opened, torn, counted and sealed, in one transaction.

Ballots are open in memory alone. What is written of them are sheets and remarks in an order by lot,
all by the same transaction; what tells when a ballot came or with which code is deleted by it too.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from assessments.polls.ballots import Ballot
from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.counting import digest_of, result_of
from assessments.polls.grouping import Group, groups_of
from assessments.polls.models import Poll, PollResult, Remark, Sheet
from assessments.polls.services.holding import throw_away
from assessments.polls.services.opening import ballots_in, key_of, paper_of
from assessments.polls.services.steps import advance, held, note
from assessments.polls.sweeping import sweep
from assessments.polls.tearing import Pile, shown, shuffled
from assessments.polls.turnout import turnout_of
from cadres.people.following import facts_changed
from core.copying import copy_rows

Papers = Mapping[int, Mapping[str, Any]]  # numbers by subject
SHEET = ("id", "subject_id", "group", "overall", "aspects", "fit")
BATCH = 2000


@transaction.atomic
def count(*, actor: Any, poll: Poll, halves: Sequence[str], seen: int, on: date) -> Poll:
    """Open all boxes with both halves of the key, and seal what they give (closed -> counted).

    Raises ValidationError at `first` or `second` for a half that is wrong, DomainError while paper
    is not agreed or where boxes are missing, Stale, NotAllowed.
    """
    one = held(poll, PollVerb.COUNT, actor=actor, seen=seen)
    key = key_of(one, halves)
    papers: dict[str, Papers] = {}
    ballots: dict[str, Sequence[Ballot]] = {}
    for row in one.electorates.select_related("poll").order_by("category"):
        if row.mode == VotingMode.PAPER:
            papers[row.category] = paper_of(row)
        else:
            ballots[row.category] = ballots_in(row, key)
    turnout = [row.as_json() for row in turnout_of(one)]
    _write(one, ballots, papers, groups_of(turnout, one.min_group))
    throw_away(one)
    result = result_of(one, turnout)
    advance(
        one,
        PollVerb.COUNT,
        actor=actor,
        counted_on=on,
        result=result,
        digest=digest_of(result),
    )
    PollResult.objects.bulk_create(_total(one, turnout, row) for row in result["people"])
    note(PollVerb.COUNT, one, actor=actor, 封存摘要=one.digest)
    transaction.on_commit(sweep, robust=True)
    facts_changed([row["cadre"] for row in result["people"]], on=on)
    return one


def _write(
    poll: Poll,
    ballots: Mapping[str, Sequence[Ballot]],
    papers: Mapping[str, Papers],
    groups: Sequence[Group],
) -> None:
    """Sheets and remarks, in the order of numbers that are drawn by lot."""
    # Texts come from boxes alone, so of these there must be enough to hide among.
    speaks = sum(map(len, ballots.values())) >= poll.min_group
    sheets, remarks = [], []
    for place, subject in enumerate(poll.subjects.order_by("position")):
        piles: dict[int, Pile] = {}
        for group in groups:
            pile = piles[group.number] = Pile()
            for category in group.categories:
                pile.add(ballot[place] for ballot in ballots.get(category, ()))
                if category in papers:
                    pile.add_paper(papers[category][subject.pk])
        for number, pile in shown(piles, poll.min_group).items():
            sheets += [(uuid.uuid4(), subject.pk, number, *marks) for marks in pile.torn()]
        if speaks:
            said = (ballot[place].words for one in ballots.values() for ballot in one)
            remarks += [(subject, words) for words in said if words]
    made = [
        Remark(id=uuid.uuid4(), subject=subject, text=text) for subject, text in shuffled(remarks)
    ]
    copy_rows(Sheet._meta.db_table, SHEET, sorted(sheets))
    Remark.objects.bulk_create(sorted(made, key=lambda one: one.id), batch_size=BATCH)


def _total(
    poll: Poll, turnout: Sequence[Mapping[str, Any]], person: Mapping[str, Any]
) -> PollResult:
    """The row that rules and lists read, from one person's part of the result."""
    total = person["total"]
    made = PollResult(
        subject_id=person["subject"],
        poll=poll,
        cadre_id=person["cadre"],
        is_shown="too_few" not in total,
        issued=sum(row["issued"] for row in turnout),
        returned=sum(row["returned"] for row in turnout),
        valid=0,
        counted=0,
    )
    if not made.is_shown:
        return made
    made.valid, made.counted = total["valid"], total["base"]["overall"]
    marks = total["overall"]
    made.excellent, made.competent, made.basic, made.incompetent, made.abstained = (
        marks[mark] for mark in ("1", "2", "3", "4", "0")
    )
    style = total["aspects"]["style"]
    made.style_low, made.style_valid = style["3"] + style["4"], sum(style.values())
    made.fit_yes, made.fit_no = total["fit"]["y"], total["fit"]["n"]
    if person["weighted"] and person["weighted"]["overall"]["1"] is not None:
        made.weighted = Decimal(person["weighted"]["overall"]["1"])
    return made
