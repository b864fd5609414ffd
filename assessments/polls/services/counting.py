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

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.polls.ballots import Ballot
from assessments.polls.boxes import BrokenBox, opened
from assessments.polls.choices import PollVerb, VotingMode
from assessments.polls.counting import digest_of, result_of
from assessments.polls.grouping import groups_of
from assessments.polls.keys import WrongHalf, private_key, public_key
from assessments.polls.models import (
    Electorate,
    Poll,
    PollResult,
    PollSubject,
    Remark,
    SealedBallot,
    Sheet,
    Urn,
)
from assessments.polls.paper import Standing, agreed, standing
from assessments.polls.services.holding import throw_away
from assessments.polls.services.steps import advance, held, note
from assessments.polls.sweeping import sweep
from assessments.polls.tearing import Pile, shown, shuffled
from cadres.people.following import facts_changed
from core.errors import DomainError, refuse_if

FIELDS = ("first", "second")  # of the form: 监票人's half, 计票人's half
BATCH = 2000


@transaction.atomic
def count(*, actor: Any, poll: Poll, halves: Sequence[str], seen: int, on: date) -> Poll:
    """Open all boxes with both halves of the key, and seal what they give (closed -> counted).

    Raises ValidationError at `first` or `second` for a half that is wrong, DomainError while paper
    is not agreed or where boxes are missing, Stale, NotAllowed.
    """
    one = held(poll, PollVerb.COUNT, actor=actor, seen=seen)
    key = _key(one, halves)
    electorates = list(one.electorates.order_by("category"))
    papers = {row.pk: _agreed(row) for row in electorates if row.mode == VotingMode.PAPER}
    ballots = {row.pk: _opened(row, key) for row in electorates if row.mode == VotingMode.CODES}
    turnout = [_turnout(row, papers.get(row.pk), ballots.get(row.pk, [])) for row in electorates]
    _write(one, electorates, ballots, turnout)
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


def _key(poll: Poll, halves: Sequence[str]) -> Any:
    try:
        if public_key(halves) != bytes(poll.public_key or b""):
            sentence = "两人的密钥都没有输错，但不是这次测评的，请核对密钥单上的测评名称。"
            raise ValidationError({"first": [sentence]})
        return private_key(halves)
    except WrongHalf as wrong:
        raise ValidationError({FIELDS[wrong.which]: [str(wrong)]}) from None


def _agreed(electorate: Electorate) -> Standing:
    """Raises DomainError, naming the cells that differ."""
    found = standing(electorate)
    names = [str(who) for who in found.counters]
    refuse_if(
        len(names) < 2,
        f"{electorate}的纸质票要由两人分别录入，现有 {len(names)} 人"
        f"{'（' + '、'.join(names) + '）' if names else ''}录入，还不能计票。",
    )
    told = "；".join(map(str, found.differences[:5]))
    more = f"等 {len(found.differences)} 处" if len(found.differences) > 5 else ""
    refuse_if(
        not found.is_agreed,
        f"{electorate}的纸质票两人录入不一致：{told}{more}。请核对票面，由录错的人更正。",
    )
    return found


def _opened(electorate: Electorate, key: Any) -> list[Ballot]:
    """The ballots of a category; raises DomainError where they are not as many as codes used."""
    boxes = SealedBallot.objects.filter(electorate=electorate).values_list("box", flat=True)
    used = Urn.objects.values_list("used", flat=True).get(pk=electorate.pk)
    codes = int.from_bytes(bytes(used), "big").bit_count()
    refuse_if(
        len(boxes) != codes,
        f"{electorate}用过的测评码有 {codes} 个，票箱里的票有 {len(boxes)} 张，两者不符："
        "数据被人动过，不能计票，请查明后作废这次测评，重新组织。",
    )
    try:
        return [opened(bytes(box), key) for box in boxes]
    except BrokenBox:
        raise DomainError(
            f"{electorate}有选票打不开：密钥没有错，是选票被人动过，不能计票，"
            "请查明后作废这次测评，重新组织。"
        ) from None


def _turnout(
    electorate: Electorate, paper: Standing | None, ballots: Sequence[Ballot]
) -> dict[str, Any]:
    """How many were expected, issued and returned of a category."""
    row = {
        "category": electorate.category,
        "label": electorate.get_category_display(),
        "mode": electorate.mode,
        "weight": electorate.weight,
        "expected": electorate.expected,
        "issued": electorate.issued,
        "returned": len(ballots),
    }
    if paper is not None:
        row["returned"] = next(iter(agreed(electorate).values()))["returned"]
        row["counted_by"] = [str(who) for who in paper.counters]
    return row


def _write(
    poll: Poll,
    electorates: Sequence[Electorate],
    ballots: Mapping[int, Sequence[Ballot]],
    turnout: Sequence[Mapping[str, Any]],
) -> None:
    """Sheets and remarks, in the order of numbers that are drawn by lot."""
    groups = groups_of(turnout, poll.min_group)
    group_of = {category: group.number for group in groups for category in group.categories}
    voting = [row for row in electorates if row.category in group_of]
    papers = {row.pk: agreed(row) for row in voting if row.mode == VotingMode.PAPER}
    # Texts come from boxes alone, so of these there must be enough to hide among.
    speaks = sum(map(len, ballots.values())) >= poll.min_group
    sheets, remarks = [], []
    for place, subject in enumerate(poll.subjects.order_by("position")):
        piles: dict[int, Pile] = {}
        for row in voting:
            pile = piles.setdefault(group_of[row.category], Pile())
            given = [ballot[place] for ballot in ballots.get(row.pk, ())]
            pile.add(given)
            if row.pk in papers:
                pile.add_paper(papers[row.pk][subject.pk])
            remarks += [(subject, one.words) for one in given if one.words and speaks]
        for number, pile in shown(piles, poll.min_group).items():
            sheets += [_sheet(subject, number, marks) for marks in pile.torn()]
    made = [
        Remark(id=uuid.uuid4(), subject=subject, text=text) for subject, text in shuffled(remarks)
    ]
    Sheet.objects.bulk_create(sorted(sheets, key=lambda one: one.id), batch_size=BATCH)
    Remark.objects.bulk_create(sorted(made, key=lambda one: one.id), batch_size=BATCH)


def _sheet(subject: PollSubject, group: int, marks: tuple[str, str, str]) -> Sheet:
    overall, aspects, fit = marks
    return Sheet(
        id=uuid.uuid4(), subject=subject, group=group, overall=overall, aspects=aspects, fit=fit
    )


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
