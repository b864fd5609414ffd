"""The roster counted for a whole dashboard: one statement, one scan.

Who is there, told apart by what the picture shows, and who came and went by half year.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, When

from cadres.roster.standing import is_here
from reporting.coverage.trends import BIRTH, CAME, WENT, ends, marked
from reporting.structure.counting import Counts, counted
from reporting.structure.dimensions import BY_NAME
from reporting.structure.frame import Frame

HERE, PLACE = "is_here", "unit_path"
Values = dict[Any, int]

# What is counted together. Few different people have the same of each of these, so that a sum over
# them costs little: less than one more way of telling everybody apart.
TOGETHER = (
    ("fulltime", "tier", "level", "source", "nation", "party"),
    ("grassroots",),
    (PLACE, "gender"),
)
AGE = "age"  # from the months of birth that the half years are counted by


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """Of those on the roster on the day: dimension to value to number, and by unit and gender.

    Of all stays: by `CAME`, `WENT` and month of birth, as `coverage.trends.points` takes it.
    """

    values: dict[str, Values]
    placed: Counts
    stays: Counts


def roster_counts(frame: Frame) -> RosterCounts:
    """What the viewer sees, as of the day of the frame."""
    on = frame.on
    rows = marked(frame.listing_of(standing="all").rows, ends(on)).annotate(
        **{HERE: Case(When(is_here(on), then=True), default=False, output_field=BooleanField())}
    )
    groups = [
        [HERE, *(name if name == PLACE else BY_NAME[name].path(on) for name in names)]
        for names in TOGETHER
    ]
    by_stay, *counts = counted(rows, [[HERE, CAME, WENT, BIRTH], *groups])
    names = [AGE, *(name for names in TOGETHER for name in names)]
    values: dict[str, Values] = {name: defaultdict(int) for name in names}
    placed: Counts = {}
    for names, numbers in zip(TOGETHER, counts, strict=True):
        for (is_there, *told), number in numbers.items():
            if not is_there:
                continue
            for name, value in zip(names, told, strict=True):
                values[name][value] += number
            if names[0] == PLACE:
                placed[tuple(told)] = number
    stays: Counts = defaultdict(int)
    for (is_there, came, went, birth), number in by_stay.items():
        stays[came, went, birth] += number
        if is_there:
            values[AGE][birth] += number
    return RosterCounts(values, placed, stays)
