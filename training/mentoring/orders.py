"""What is asked for when people are paired: one order per cadre, whole and unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from training.mentoring.models import Mentorship


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who is mentored by whom from `since` on, by which four points.

    `replaces` is the round that ends on that day (a renewal), as it was seen: its key and version.
    """

    cadre: int
    mentor: int
    since: date
    rhythm: str
    goals: str
    content: str
    people: str = ""
    document: str = ""
    exception: str = ""
    replaces: tuple[int, int] | None = None

    def round(self, until: date, actor: object) -> Mentorship:
        """The row that it makes."""
        return Mentorship(
            cadre_id=self.cadre,
            mentor_id=self.mentor,
            since=self.since,
            until=until,
            rhythm=self.rhythm,
            people=self.people,
            goals=self.goals,
            content=self.content,
            document=self.document,
            exception=self.exception,
            changed_by=actor,
        )
