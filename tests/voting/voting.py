"""Voters of the tests: what each one ticks, and how a browser sends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from assessments.polls.choices import Aspect, Fit, Level, Overall

ENTER, VOTE = "/ballot/", "/ballot/vote/"


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a voter says of one person."""

    overall: str
    aspects: str
    fit: str
    words: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Each mark by itself."""
        return (self.overall, *self.aspects, self.fit)


def of_voter(voter: int, person: int) -> Ticked:
    """Recognisable: no two voters say the same of one person, and every mark is as frequent."""
    shifted = voter + 7 * person
    return Ticked(
        overall=Overall.values[shifted % 5],
        aspects="".join(
            Level.values[(shifted // 4**place + place * person) % 4] for place in range(len(Aspect))
        ),
        fit=Fit.values[shifted // 5 % 3],
        words=f"第{voter}号的肺腑之言，关于第{person}人",
    )


def posted(code: str, ticked: Sequence[Ticked], **more: object) -> dict[str, object]:
    """The fields of a filled-in ballot."""
    fields: dict[str, object] = {"code": code}
    for number, one in enumerate(ticked, start=1):
        fields |= {
            f"{number}-{aspect}": mark for aspect, mark in zip(Aspect, one.aspects, strict=True)
        }
        fields |= {f"{number}-overall": one.overall, f"{number}-fit": one.fit}
        if one.words:
            fields[f"{number}-words"] = one.words
    return fields | more


def vote(code: str, ticked: Sequence[Ticked], client: Client | None = None) -> HttpResponse:
    """Through the door and back out, as a browser goes; the answer to the hand-in."""
    browser = client or Client()
    page = browser.post(ENTER, {"code": code})
    assert page.status_code == 200, page.content.decode()
    return browser.post(VOTE, posted(code, ticked))


def plain(number: int = 2, **more: str) -> list[Ticked]:
    """Everybody is competent."""
    return [Ticked(**({"overall": "2", "aspects": "22222", "fit": "y"} | more))] * number
