"""Appraisals of those whom the demonstration sent out: one at every desk, most concluded."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cadres.choices import Grade
from cadres.demo.dice import Dice
from core.accounts.models import User
from rotation.appraisals.models import Appraisal
from rotation.choices import SHORT, AppraisalKind, AppraisalState
from rotation.demo import words
from rotation.postings.models import Posting

DAY = timedelta(days=1)
MIDTERM_MONTHS, LONG_AGO, SOON = 12, 90, 75  # months; days
DESKS = (
    AppraisalState.CONCLUDED,
    AppraisalState.DEPARTMENT,
    AppraisalState.SENDER,
    AppraisalState.HOST,
    AppraisalState.DRAFT,
)
GRADES = ((Grade.EXCELLENT, 0.3), (Grade.COMPETENT, 0.66), (Grade.BASIC, 0.04))


def load_appraisals(postings: Sequence[Posting], dice: Dice, on: date, actor: User | None) -> int:
    """Half-way and at the end, where their day has come; some of the last ones are not begun."""
    rows = list(_rows(postings, dice, on))
    for row in rows:
        row.changed_by = actor
    return len(Appraisal.objects.bulk_create(rows))


def _rows(postings: Sequence[Posting], dice: Dice, on: date) -> Iterator[Appraisal]:
    for place, posting in enumerate(postings):
        if posting.kind in SHORT:
            continue
        until = posting.until or on
        middle = posting.since + (until - posting.since) / 2
        is_due = posting.cadre.account_id or not _skipped(place, middle, on)
        is_long = (until - posting.since).days > MIDTERM_MONTHS * 30
        over = posting.ended_on or until
        if is_long and middle < min(on, over) and is_due:
            yield _sheet(posting, AppraisalKind.MIDTERM, dice, place, middle, on)
        if posting.ended_on is not None or (over < on + SOON * DAY and place % 3 != 1):
            yield _sheet(posting, AppraisalKind.FINAL, dice, place, over, on)


def _skipped(place: int, day: date, on: date) -> bool:
    """Of those that were due lately every sixth is still owed."""
    return (on - day).days < LONG_AGO and place % 6 == 5


def _sheet(
    posting: Posting, kind: AppraisalKind, dice: Dice, place: int, day: date, on: date
) -> Appraisal:
    """As far as it has come: long ago all of it is concluded."""
    is_done = posting.ended_on is not None or (on - day).days > LONG_AGO
    state = AppraisalState.CONCLUDED if is_done else DESKS[-1 - place % len(DESKS)]
    if not is_done and posting.cadre.account_id:  # the demonstration's cadre writes of himself
        state = AppraisalState.DRAFT
    reached = len(DESKS) - 1 - DESKS.index(state)  # desks that it has left behind
    row = Appraisal(posting=posting, kind=kind, state=state)
    days = [min(day + step * DAY, on - DAY) for step in (6, 12, 18)]
    if reached > 0:
        row.summary = words.SUMMARIES[place % len(words.SUMMARIES)]
    if reached > 1:
        row.host_opinion = words.HOST[place % len(words.HOST)]
        row.host_grade = dice.weighted(GRADES)
        row.host_signer, row.host_on = "单位党组织", days[0]
        good = dice.between(14, 22)
        row.poll = words.POLL.format(voters=24, good=good, fair=24 - good)
    if reached > 2:
        row.sender_opinion, row.sender_on = words.SENDER[place % len(words.SENDER)], days[1]
    if reached > 3:
        row.department_opinion, row.department_on = words.DEPARTMENT[0], days[2]
    return row
