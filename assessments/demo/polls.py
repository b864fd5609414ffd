"""Polls of the demonstration, all at the bureau: one counted, one closed, one to go through.

Ballots are invented and cast by the verbs themselves. The closed one opens with HALVES, which are
no secret: whoever tries the demonstration can count it once its paper agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from assessments.polls import services
from assessments.polls.ballots import Opinion
from assessments.polls.choices import Aspect, PollKind, VotingMode
from assessments.polls.keys import public_key
from assessments.polls.models import Electorate, Poll
from assessments.polls.services import Voters
from cadres.demo.dice import Dice
from cadres.demo.scene import BUREAU
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import User
from core.units.models import Unit

DAY = timedelta(days=1)
HALVES = ("QNG7 AN2X K7MP 9R4T HW3C KB", "YNSH D5VJ 8FZQ 6E2B KX7V 7B")
MOST_PEOPLE = 6
SALT = 47  # dice of their own, so that nothing else depends on them
OVERALL = (("1", 0.34), ("2", 0.52), ("3", 0.07), ("4", 0.02), ("0", 0.05))
LEVELS = (("1", 0.55), ("2", 0.35), ("3", 0.08), ("4", 0.02))
WORDS = (
    "作风扎实，肯下基层。",
    "业务熟，遇到难题能牵头。",
    "建议多到一线项目上锻炼。",
    "统筹协调还要加强。",
    "对年轻同志传帮带做得好。",
    "文字材料有时拖到最后一天。",
)
SAYS = 0.2  # of voters write something about somebody
MISTAKE = 1  # ballots by which the clerk's count of one person differs


def load_polls(*, on: date, seed: int = 2026) -> int:
    """How many were made; none where the accounts or the bureau's people are not there."""
    users = {name: User.objects.filter(username=name).first() for name in ACCOUNTS}
    unit = Unit.objects.filter(short_name=BUREAU).first()
    if unit is None or None in users.values():
        return 0
    people = _people(unit, on, users)
    if not people:
        return 0
    made = Maker(users, unit, people, Dice(seed * 7_919 + SALT))
    made.counted(on)
    made.closed(on)
    made.draft(on)
    return 3


ACCOUNTS = ("city", "secretary", "clerk")


def _people(unit: Unit, on: date, users: dict[str, User | None]) -> list[Cadre]:
    """Of the bureau's roster; nobody who would count the paper about himself."""
    here = RosterEntry.objects.on_roster(on).values("cadre")
    rows = Cadre.objects.filter(unit_path__startswith=unit.path, pk__in=here)
    rows = rows.exclude(account__in=[user for user in users.values() if user])
    return list(rows.order_by("sort_key", "pk")[:MOST_PEOPLE])


class Maker:
    """Whoever holds the polls, where, and about whom."""

    def __init__(self, users: dict, unit: Unit, people: list[Cadre], dice: Dice) -> None:
        self.users, self.unit, self.people, self.dice = users, unit, people, dice
        self.city = users["city"]

    def counted(self, on: date) -> None:
        """Last year's, counted, sealed and told to the bureau."""
        start = date(on.year - 1, 12, 16)
        poll = self._poll(start, f"{start.year}年度优秀年轻干部民主测评", 2, A=9, B=14, C=26)
        halves = self._voted(poll, start)
        poll = services.close(actor=self.city, poll=poll, seen=self._seen(poll), on=start + 2 * DAY)
        poll = services.count(
            actor=self.city, poll=poll, halves=halves, seen=self._seen(poll), on=start + 2 * DAY
        )
        services.share(actor=self.city, poll=poll, seen=self._seen(poll), on=start + 5 * DAY)

    def closed(self, on: date) -> None:
        """Yesterday's: two people have counted its paper, and differ in one cell."""
        start = on - 4 * DAY
        poll = self._poll(
            start,
            f"{on.year}年青年干部专项测评",
            2,
            kind=PollKind.SPECIAL,
            paper="C",
            A=8,
            C=21,
        )
        self._voted(poll, start)
        paper = poll.electorates.get(mode=VotingMode.PAPER)
        for name, mistake in (("secretary", 0), ("clerk", MISTAKE)):
            self._count_paper(paper, name, mistake)
        services.close(actor=self.city, poll=poll, seen=self._seen(poll), on=start + 3 * DAY)

    def draft(self, on: date) -> None:
        """This year's, ready for its slips to be printed."""
        self._poll(on, f"{on.year}年度优秀年轻干部民主测评", 14, A=9, B=14, C=26)

    def _poll(
        self, start: date, title: str, days: int, *, paper: str = "",
        kind: PollKind = PollKind.ANNUAL, **voters: int,
    ) -> Poll:  # fmt: skip
        poll = services.create(
            actor=self.city,
            unit=self.unit,
            year=start.year,
            kind=kind,
            title=title,
            opens_on=start,
            closes_on=start + days * DAY,
            on=start,
        )
        services.set_people(actor=self.city, poll=poll, people=self.people, seen=self._seen(poll))
        rows = [
            Voters(name, number, VotingMode.PAPER if name in paper else VotingMode.CODES)
            for name, number in voters.items()
        ]
        return services.set_electorates(
            actor=self.city, poll=poll, voters=rows, seen=self._seen(poll)
        )

    def _voted(self, poll: Poll, start: date) -> tuple[str, str]:
        """Slips are printed, the poll opens with HALVES, nearly everybody votes."""
        codes: list[str] = []
        for one in poll.electorates.filter(mode=VotingMode.CODES):
            codes += services.issue(
                actor=self.city, electorate=one, number=one.expected, seen=self._seen(poll)
            )
        services.open_poll(actor=self.city, poll=poll, seen=self._seen(poll), on=start)
        Poll.objects.filter(pk=poll.pk).update(public_key=public_key(HALVES))
        for code in codes:
            if self.dice.happens(0.92):
                admission = services.find_code(code=code, on=start + DAY)
                services.cast(admission=admission, opinions=self._ballot())
        return HALVES

    def _ballot(self) -> Sequence[Opinion]:
        if self.dice.happens(0.03):
            return [Opinion() for _ in self.people]
        return [self._opinion() for _ in self.people]

    def _opinion(self) -> Opinion:
        overall = self.dice.weighted(OVERALL)
        return Opinion(
            overall=overall,
            aspects="".join(self.dice.weighted(LEVELS) for _ in Aspect),
            fit="n" if overall == "4" else self.dice.weighted((("y", 0.93), ("0", 0.07))),
            words=self.dice.one_of(WORDS) if self.dice.happens(SAYS) else "",
        )

    def _count_paper(self, electorate: Electorate, name: str, mistake: int) -> None:
        returned, good = electorate.expected - 1, electorate.expected // 3
        numbers = {}
        for place, subject in enumerate(electorate.poll.subjects.all()):
            off = mistake if place == 1 else 0
            marks = {"1": good + off, "2": returned - good - 2 - off, "3": 2}
            numbers[subject.pk] = {
                "returned": returned,
                "invalid": 0,
                "overall": marks,
                **{str(aspect): {"1": good, "2": returned - good} for aspect in Aspect},
                "fit": {"y": returned},
            }
        services.enter_paper(actor=self.users[name], electorate=electorate, numbers=numbers)

    def _seen(self, poll: Poll) -> int:
        return Poll.objects.values_list("version", flat=True).get(pk=poll.pk)
