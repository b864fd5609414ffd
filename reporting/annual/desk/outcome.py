"""What became of what was typed: what was saved, and what was refused where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.errors import DomainError
from core.pages import REFUSED, sentence_for
from core.versions import REOPEN
from reporting.annual.models import AnnualReport

KEPT = "您写的还在下面，核对后再保存，以您写的为准。"


@dataclass
class Outcome:
    """Each place of the page is kept or refused by itself; `goes_on` leads to another page."""

    saved: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # anchor to sentence
    told: list[str] = field(default_factory=list)  # what one should know
    done: list[str] = field(default_factory=list)  # what a button did
    status: int = 200
    goes_on: bool = False

    def attempt(self, place: str, label: str, verb: Callable[[], Any]) -> Any:
        """Do it, and say that it was saved; a refusal is kept with its place."""
        try:
            with transaction.atomic():
                done = verb()
        except ValidationError as refused:
            self._refuse(place, "；".join(refused.messages), REFUSED)
        except IntegrityError as broken:
            self._refuse(place, sentence_for(broken), 409)
        except DomainError as refusal:
            # What was typed is on the page still: nobody has to open it again.
            said = str(refusal).replace(REOPEN, KEPT)
            self._refuse(place, said, refusal.status)
        else:
            if label and label not in self.saved:
                self.saved.append(label)
            return done
        return None

    def _refuse(self, place: str, sentence: str, status: int) -> None:
        before = self.refused.get(place)
        self.refused[place] = f"{before}；{sentence}" if before else sentence
        self.status = max(self.status, status)


def needed(seen: int | None) -> int:
    """The version that a form must bring along."""
    if seen is None:
        raise DomainError("不知道您看到的是哪一版，没有保存。请重新打开页面再填。")
    return seen


def fresh(report: AnnualReport) -> AnnualReport:
    """The report as it is now, its unit and collector known."""
    rows = AnnualReport.objects.select_related("unit", "collector", "changed_by")
    return rows.get(pk=report.pk)
