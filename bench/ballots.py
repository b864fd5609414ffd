"""Polls to be measured: printed and open, with a voter for every code; sheets by the thousand."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from django.db import connection
from django.utils import timezone

from assessments.polls import guards, services
from assessments.polls.ballots import Opinion
from assessments.polls.choices import Aspect, Fit, Level, Overall
from assessments.polls.models import Poll
from assessments.polls.services import Voters
from cadres.people.models import Cadre
from core.accounts.models import User
from policy.plan.loader import load

WORDS = ("", "", "", "作风扎实，能够深入一线解决问题。", "沟通协调能力有待加强。")
_SHEETS = """
INSERT INTO assessments_sheet (id, subject_id, "group", overall, aspects, fit)
SELECT gen_random_uuid(), s.id, 1 + n %% 3, substr('12340-', 1 + (random() * 5)::int, 1),
    array_to_string(ARRAY(
        SELECT substr('1234-', 1 + (random() * 4)::int, 1) FROM generate_series(1, 5) WHERE n > 0
    ), ''), substr('yn0', 1 + (random() * 2)::int, 1)
FROM assessments_pollsubject s, generate_series(1, %s) n WHERE s.poll_id = %s
"""


@dataclass
class Opened:
    """A poll that takes ballots, the codes of its slips, and what opens it."""

    poll: Poll
    codes: list[str]
    halves: tuple[str, str]


def opened(title: str, voters: int, people: int) -> Opened:
    """A poll of today at the unit of the first person, all voters in one category."""
    load(on=timezone.localdate())
    actor, on = User.objects.get(username="city"), timezone.localdate()
    who = list(Cadre.objects.select_related("unit").order_by("pk")[:people])
    poll = services.create(
        actor=actor,
        unit=who[0].unit,
        year=on.year,
        title=title,
        opens_on=on,
        closes_on=on,
        on=on,
    )
    services.set_people(actor=actor, poll=poll, people=who, seen=poll.version)
    poll.refresh_from_db()
    services.set_electorates(
        actor=actor, poll=poll, voters=[Voters("C", voters)], seen=poll.version
    )
    [electorate] = poll.electorates.all()
    codes: list[str] = []
    while len(codes) < voters:
        poll.refresh_from_db()
        number = min(guards.MOST_SLIPS, voters - len(codes))
        codes += services.issue(
            actor=actor, electorate=electorate, number=number, seen=poll.version
        )
    poll.refresh_from_db()
    halves = services.open_poll(actor=actor, poll=poll, seen=poll.version, on=on)
    poll.refresh_from_db()
    return Opened(poll, codes, halves)


def opinions(number: int, people: int) -> list[Opinion]:
    """What the voter of that number says; the same each time."""
    dice = Random(number)  # noqa: S311
    return [
        Opinion(
            overall=dice.choice(Overall.values),
            aspects="".join(dice.choice(Level.values) for _ in Aspect),
            fit=dice.choice(Fit.values),
            words=dice.choice(WORDS),
        )
        for _ in range(people)
    ]


def counted(found: Opened) -> Poll:
    """Closed, opened and sealed."""
    actor, on = User.objects.get(username="city"), timezone.localdate()
    poll = found.poll
    poll.refresh_from_db()
    if poll.state == "open":
        services.close(actor=actor, poll=poll, seen=poll.version, on=on)
        poll.refresh_from_db()
    return services.count(actor=actor, poll=poll, halves=found.halves, seen=poll.version, on=on)


def with_sheets(poll: Poll, each: int) -> None:
    """So many sheets about everybody in the poll, straight into the table."""
    with connection.cursor() as cursor:
        cursor.execute(_SHEETS, [each, poll.pk])
        cursor.execute("VACUUM ANALYZE assessments_sheet")
