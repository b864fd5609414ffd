"""The five-year meter of a person: which postings count as posts, which do not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from django.db import connection

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from policy.duties.written import of_people
from policy.parameters.figures import in_force
from rotation.meter.counted import NET, VALUES, month
from rotation.meter.figures import PostsFigures
from rotation.meter.years import years_later
from rotation.postings.models import Posting

# What each posting has of each stay up to a day, and what all postings of its post have together.
LINES: Final = """
SELECT w.stay, w.posting, upper(w.months) - lower(w.months) AS held, k.months AS counted,
    sum(k.months) OVER (PARTITION BY w.cadre_id, w.stay, w.unit_id, w.title)::int AS together
FROM ({net}) w
CROSS JOIN LATERAL (
    SELECT COALESCE(sum(upper(piece) - lower(piece)), 0)::int AS months FROM unnest(w.net) AS piece
) k
""".format(
    net=NET.format(
        until=f", {month('e.entered_on')} + 12 * %(years)s, {month('%(on)s::date')}",
    )
)


class Verdict(StrEnum):
    """Whether a posting counts as a post of the programme, and what stands against it."""

    COUNTS = "counts"
    SAME = "same"
    SHORT = "short"
    ONCE = "once"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """In a word."""
        return WORDS[self]

    @property
    def light(self) -> str:
        """The state of components/light.html."""
        return "green" if self in (Verdict.COUNTS, Verdict.SAME) else "none"


WORDS: Final = {
    Verdict.COUNTS: "计入",
    Verdict.SAME: "同一岗位",
    Verdict.SHORT: "时间不足",
    Verdict.ONCE: "同一时间只计一次",
    Verdict.OUTSIDE: "不在期内",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A posting with its months in the programme: `held` of it, `counted` for it alone, `together`
    for its post.
    """

    posting: Posting
    verdict: Verdict
    held: int
    counted: int
    together: int
    least: int

    @property
    def place(self) -> str:
        """Unit and post."""
        return f"{self.posting.unit}{self.posting.title}"

    @property
    def period(self) -> str:
        """Its days."""
        return f"{self.posting.since} 至 {self.posting.ended_on or '今'}"

    @property
    def words(self) -> str:
        """Why it counts or not."""
        elsewhere = self.held - self.counted
        match self.verdict:
            case Verdict.COUNTS if elsewhere:
                return f"计 {self.together} 个月；另有 {elsewhere} 个月同时在外，计入外出的岗位"
            case Verdict.COUNTS:
                return f"计 {self.together} 个月"
            case Verdict.SAME:
                return "与前一次是同一岗位，合并计算"
            case Verdict.SHORT:
                return f"计 {self.together} 个月，不足 {self.least} 个月"
            case Verdict.ONCE:
                return f"这 {self.held} 个月已计入同时的另一个岗位"
        return "不在入库以后的培养期内"
        return "在培养期以外，或在培养期内不满一个月"


@dataclass(frozen=True, slots=True)
class Meter:
    """How many posts of how many a stay has on a day, and by when the rest are due."""

    stay: RosterEntry
    on: date
    figures: PostsFigures
    lines: list[Line] = field(default_factory=list)

    @property
    def by(self) -> date:
        """The end of the programme: the day after its last."""
        return years_later(self.stay.entered_on, self.figures.years)

    @property
    def counted(self) -> int:
        """Posts that count."""
        return sum(line.verdict == Verdict.COUNTS for line in self.lines)

    @property
    def missing(self) -> int:
        """Posts that are still to come."""
        return max(self.figures.min_posts - self.counted, 0)

    @property
    def light(self) -> str:
        """Green when there are enough, red when the programme is over without."""
        if not self.missing:
            return "green"
        return "red" if self.by <= self.on else "yellow"

    @property
    def words(self) -> str:
        """The light in words."""
        had = f"已计入 {self.counted} 个岗位"
        if not self.missing:
            return f"{had}，已够 {self.figures.min_posts} 个"
        when = f"到 {self.by} 期满"
        return f"{had}，还缺 {self.missing} 个，{when}"


def meter_of(cadre: Cadre, on: date, viewer: Viewer) -> Meter | None:
    """The meter of the last stay that had begun by the day; none for who was never on the roster.

    Postings are those that the viewer may see. Raises Missing for a figure that nobody has set.
    """
    stays = RosterEntry.objects.visible_to(viewer).filter(cadre=cadre, entered_on__lte=on)
    stay = stays.select_related("unit").order_by("-entered_on").first()
    if stay is None:
        return None
    rows = Posting.objects.visible_to(viewer).filter(cadre=cadre)
    figures = in_force(PostsFigures, on, stay.unit)
    return meters([stay], rows, on, figures)[stay.pk]


def meters(
    stays: Collection[RosterEntry], postings: object, on: date, figures: PostsFigures
) -> dict[int, Meter]:
    """The meters of stays with the same figures, by stay; two statements.

    `postings` are rows of the people's postings, as far as whoever asks may see them.
    """
    known = postings.real().filter(since__lte=on).select_related("unit")  # type: ignore[attr-defined]
    by_cadre: dict[int, list[Posting]] = defaultdict(list)
    for one in known.order_by("since", "pk"):
        by_cadre[one.cadre_id].append(one)
    numbers = _numbers({stay.cadre_id for stay in stays}, on, figures)
    return {
        stay.pk: Meter(
            stay,
            on,
            figures,
            list(_judged(stay, by_cadre[stay.cadre_id], numbers[stay.pk], figures)),
        )
        for stay in stays
    }


def _numbers(
    people: Collection[int], on: date, figures: PostsFigures
) -> dict[int, dict[int, tuple[int, int, int]]]:
    """Stay to posting to months: held, counted, and those of its post together."""
    found: dict[int, dict[int, tuple[int, int, int]]] = defaultdict(dict)
    values = VALUES | {"years": figures.years, "on": on, "subjects": sorted(people)}
    with connection.cursor() as cursor:
        cursor.execute(of_people(LINES), values)
        for stay, posting, held, counted, together in cursor.fetchall():
            found[stay][posting] = (held, counted, together)
    return found


def _judged(
    stay: RosterEntry,
    postings: Iterable[Posting],
    numbers: dict[int, tuple[int, int, int]],
    figures: PostsFigures,
) -> Iterable[Line]:
    """Each posting with its verdict; of a post that counts, the first posting with months does."""
    by = years_later(stay.entered_on, figures.years)
    seen: set[tuple[int, str]] = set()
    for one in postings:
        held, counted, together = numbers.get(one.pk, (0, 0, 0))
        post = (one.unit_id, one.title)
        if (one.ended_on and one.ended_on <= stay.entered_on) or one.since >= by:
            verdict = Verdict.OUTSIDE
        elif not held:
            verdict = Verdict.SHORT
        elif not counted:
            verdict = Verdict.ONCE
        elif together < figures.post_months:
            verdict = Verdict.SHORT
        else:
            verdict = Verdict.SAME if post in seen else Verdict.COUNTS
            seen.add(post)
        yield Line(one, verdict, held, counted, together, figures.post_months)
