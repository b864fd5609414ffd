"""One thing that was compared before a report is filed: how it stands, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from django.urls import reverse

from reporting.annual.cells import anchor_of
from reporting.annual.models import AnnualReport

Light = Literal["red", "yellow", "green"]
ORDER: Final = {"red": 0, "yellow": 1, "green": 2}
NOT_TOLD: Final = "有一处涉及您不能查看的内容，请由本单位其他人办理。"


@dataclass(frozen=True, slots=True)
class Reach:
    """What whoever reads the checks hears: not of discipline if `guarded`, not of himself.

    What he does not hear and what keeps the report from being filed is told without what it is;
    whoever is guarded files nothing, and is not told at all.
    """

    guarded: bool = False
    himself: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """`cell` is where it stands in the report, `label` and `url` the way to mend it.

    A red one is mended; a yellow one is mended or explained (`explained` is the explanation); a
    green one says what was compared.
    """

    key: str
    light: Light
    cell: str
    sentence: str
    label: str = ""
    url: str = ""
    explained: str = ""

    @property
    def stops(self) -> bool:
        """Whether the report cannot be filed because of it."""
        return self.light == "red" or (self.light == "yellow" and not self.explained)

    @property
    def asked(self) -> str:
        """The sentence with what is to be done."""
        if self.light == "yellow":
            return f"{self.sentence}（请办理或写明情况）"
        return f"{self.sentence}（{self.label}）" if self.label else self.sentence


def edited_at(report: AnnualReport, cell: str) -> str:
    """Where a cell is edited: the secretary's page, at its place."""
    return f"{reverse('annual:edit', args=[report.pk])}#{anchor_of(cell)}"
