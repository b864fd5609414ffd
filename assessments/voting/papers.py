"""A ballot as a page: what is asked about each person, and what has been marked so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from assessments.polls.ballots import Opinion
from assessments.polls.choices import NOT_MARKED, Aspect, Fit, Level, Overall
from assessments.polls.models import Poll, PollSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANK = Opinion(overall=NOT_MARKED, aspects=NOT_MARKED * len(Aspect), fit=NOT_MARKED, words="")


@dataclass(frozen=True, slots=True)
class Question:
    """One line of boxes, of which one is to be ticked."""

    name: str  # of its field
    label: str
    choices: type[TextChoices]
    marked: str
    is_overall: bool = False

    @property
    def boxes(self) -> list[tuple[str, str, bool]]:
        """Mark, words, whether it is ticked."""
        return [(mark, words, mark == self.marked) for mark, words in self.choices.choices]


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked about one person."""

    subject: PollSubject
    opinion: Opinion
    asks_fit: bool

    @property
    def number(self) -> int:
        """The person's number on this ballot: what its fields are named by."""
        return self.subject.position

    @property
    def name(self) -> str:
        """The person's name."""
        return self.subject.cadre.name

    @property
    def is_unmarked(self) -> bool:
        """Handed in like this, it would be counted as invalid about this person."""
        return self.opinion.overall not in Overall.values

    @property
    def questions(self) -> list[Question]:
        """The aspects, the whole, and whether to stay on the list."""
        number, opinion = self.number, self.opinion
        asked = [
            Question(field(number, aspect), aspect.label, Level, mark)
            for aspect, mark in zip(Aspect, opinion.aspects, strict=True)
        ]
        whole = field(number, "overall")
        asked.append(Question(whole, "综合评价", Overall, opinion.overall, is_overall=True))
        if self.asks_fit:
            label = "是否适宜继续列入名单"
            asked.append(Question(field(number, "fit"), label, Fit, opinion.fit))
        return asked

    @property
    def words_field(self) -> str:
        """The field of the free text."""
        return field(self.number, "words")


@dataclass(frozen=True, slots=True)
class Paper:
    """The ballot of a poll, as far as it has been filled in."""

    poll: Poll
    parts: tuple[Part, ...]

    @property
    def unmarked(self) -> list[str]:
        """Names of those about whom it would be invalid."""
        return [part.name for part in self.parts if part.is_unmarked]


def paper(
    poll: Poll, subjects: Sequence[PollSubject], opinions: Sequence[Opinion] | None = None
) -> Paper:
    """A blank one, or one with these opinions on it."""
    marked = opinions or [BLANK] * len(subjects)
    parts = (
        Part(subject, opinion, poll.asks_fit)
        for subject, opinion in zip(subjects, marked, strict=True)
    )
    return Paper(poll, tuple(parts))


def field(number: int, what: str) -> str:
    """The name of a field: `3-overall`."""
    return f"{number}-{what}"
