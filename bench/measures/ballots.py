"""Ballots: cast over HTTP at the real server, opened, and counted beside bare SQL."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection

from assessments.polls.codes import draw
from assessments.polls.counting import recounted
from assessments.polls.models import SealedBallot, Urn
from assessments.voting import slips
from assessments.voting.papers import field
from bench import web
from bench.ballots import Opened, counted, opened, opinions, with_sheets
from bench.report import Row, rate, slower
from bench.scene import Scene
from bench.timing import medians, timed

VOTERS, PEOPLE = 2_000, 3
AT_LEAST = 100  # ballots a second
SLIPS = 400
SHEETS, SUBJECTS = 100_000, 10
MOST = 1.0  # second
# One question each; marks on aspects are one after the other in a text.
PLAIN = tuple(
    f'SELECT subject_id, "group", {mark}, count(*) FROM assessments_sheet GROUP BY 1, 2, 3'
    for mark in ("overall", "fit", *(f"substr(aspects, {place}, 1)" for place in range(1, 6)))
)


def ballots(scene: Scene) -> Iterator[Row]:
    """Sheets by the thousand; 2,000 voters, some of whom try again; then the count of all that."""
    scene.few.enter()
    yield from _counting()
    poll = opened("票箱", VOTERS, PEOPLE)
    yield _printed(poll)
    yield _accepted(scene, poll)
    seconds = timed(lambda: counted(poll))
    _same(poll)
    said = f"ballots: open, tear, count and seal {VOTERS:,} of {PEOPLE} people"
    yield slower(said, seconds, 30, "allowed", at_most=1)


def _printed(found: Opened) -> Row:
    """As many slips as one download has."""
    codes = draw(SLIPS)
    [electorate] = found.poll.electorates.all()
    slips.pdf(found.poll, electorate, codes[:8])  # faces are read once
    seconds = timed(lambda: slips.pdf(found.poll, electorate, codes))
    return slower(f"ballots: {SLIPS} slips printed", seconds, 3, "allowed", at_most=1)


def _accepted(scene: Scene, found: Opened) -> Row:
    """Raises RuntimeError where one is lost or counted twice."""
    posts: list[web.Post] = [
        ("/ballot/vote/", _form(code, number)) for number, code in enumerate(found.codes)
    ]
    some = posts[::5]  # every fifth tries again
    with web.serving(scene.few.database) as port:
        web.posted(port, [("/ballot/vote/", {"code": "0000 0000 0000"})])
        seconds, statuses = web.posted(port, posts)
        _seconds, again = web.posted(port, some)
    taken, boxes = Counter(statuses), SealedBallot.objects.count()
    bits = sum(int.from_bytes(bytes(urn.used), "big").bit_count() for urn in Urn.objects.all())
    if (taken[302], boxes, bits, Counter(again)[302]) != (VOTERS, VOTERS, VOTERS, 0):
        raise RuntimeError(f"{taken}、再投 {Counter(again)}，票箱 {boxes} 张，用过的码 {bits} 个。")
    said = f"ballots: {VOTERS:,} voters over HTTP, none lost, none double"
    return rate(said, VOTERS, seconds, VOTERS / AT_LEAST, "asked for", at_least=1)


def _form(code: str, number: int) -> dict[str, str]:
    form = {"code": code}
    for place, one in enumerate(opinions(number, PEOPLE), start=1):
        marks = dict(zip(_ASPECTS, one.aspects, strict=True))
        marks |= {"overall": one.overall, "fit": one.fit, "words": one.words}
        form |= {field(place, name): mark for name, mark in marks.items()}
    return form


_ASPECTS = ("politics", "results", "style", "integrity", "shortcomings")


def _same(found: Opened) -> None:
    """What was counted is what was posted."""
    found.poll.refresh_from_db()
    for place, person in enumerate(found.poll.result["people"]):
        cast = Counter(opinions(number, PEOPLE)[place].overall for number in range(VOTERS))
        if person["total"]["overall"] != {mark: cast[mark] for mark in "12340"}:
            raise RuntimeError(f"{person['name']} 的票数与投出的不符。")


def _counting() -> Iterator[Row]:
    """A poll is counted again from its sheets; beside it, a plain statement for each question."""
    found = opened("票面", 10, SUBJECTS)
    with_sheets(found.poll, SHEETS // SUBJECTS)
    found.poll.result = {"turnout": _turnout(found)}

    def plain() -> None:
        with connection.cursor() as cursor:
            for statement in PLAIN:
                cursor.execute(statement)
                cursor.fetchall()

    ours, reference = medians(lambda: recounted(found.poll), plain, rounds=5)
    yield slower(f"ballots: count {SHEETS:,} sheets", ours, MOST, "allowed", at_most=1)
    said = "ballots: the same, all questions in one pass"
    yield slower(said, ours, reference, "seven bare GROUP BY", at_most=1.5)


def _turnout(found: Opened) -> list[dict]:
    """Three groups, as the sheets are in."""
    each = SHEETS // SUBJECTS // 3
    return [{"category": name, "returned": each, "weight": 30} for name in "ABC"]
