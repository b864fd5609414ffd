"""What a browser sends becomes a ballot: wrong marks are marks that do not count, no more."""

from collections.abc import Collection, Sequence
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from assessments.polls.ballots import FITS, LEVELS, LONGEST_WORDS, OVERALLS, Opinion
from assessments.polls.choices import MARKED_TWICE, NOT_MARKED, Aspect
from assessments.polls.models import Poll, PollSubject
from assessments.voting.papers import field
from core.errors import DomainError, refuse_if

OURS = {"code", "confirmed"}
ASPECTS: Final = tuple(Aspect.values)


class ForeignFields(DomainError):
    """The form was not the one of this poll; the code is still good."""

    status = 400
    title = "选票没有交出"


def opinions(posted: QueryDict, poll: Poll, subjects: Sequence[PollSubject]) -> tuple[Opinion, ...]:
    """One per person of the poll; raises ForeignFields when there is anything about others."""
    numbers = [subject.position for subject in subjects]
    whats = _asked(poll)
    asked = {field(number, what) for number in numbers for what in whats}
    refuse_if(
        set(posted) - asked - OURS,
        "提交的内容里有不属于这张选票的项目，没有交出，测评码仍可使用。请重新扫码填写。",
        ForeignFields,
    )
    return tuple(_opinion(posted, poll, number) for number in numbers)


def too_long(given: Sequence[Opinion], subjects: Sequence[PollSubject]) -> str:
    """What is wrong with the free texts; empty when nothing is."""
    return "".join(
        f"对 {subject.cadre.name} 的意见有 {len(opinion.words)} 个字，"
        f"最多 {LONGEST_WORDS} 个，请删减。"
        for opinion, subject in zip(given, subjects, strict=True)
        if len(opinion.words) > LONGEST_WORDS
    )


def _asked(poll: Poll) -> list[str]:
    """What there is to say of each person."""
    asked = [*ASPECTS, "overall"]
    return asked + ["fit"] * poll.asks_fit + ["words"] * poll.takes_words


def _opinion(posted: QueryDict, poll: Poll, number: int) -> Opinion:
    return Opinion(
        overall=_mark(posted, field(number, "overall"), OVERALLS),
        aspects="".join(_mark(posted, field(number, aspect), LEVELS) for aspect in ASPECTS),
        fit=_mark(posted, field(number, "fit"), FITS),
        words=_words(posted.getlist(field(number, "words"))),
    )


def _mark(posted: QueryDict, name: str, choices: Collection[str]) -> str:
    """The one mark; what is not on the paper is none."""
    given = [mark for mark in posted.getlist(name) if mark]
    if len(given) > 1:
        return MARKED_TWICE
    return given[0] if given and given[0] in choices else NOT_MARKED


def _words(given: list[str]) -> str:
    """A free text in one piece, as a form's field takes it; nothing of what no field takes."""
    try:
        return forms.CharField(required=False).clean("\n".join(given)).replace("\r\n", "\n")
    except ValidationError:  # NUL
        return ""
