"""Duties of a rule that is written as SQL: windows over windows and multiranges are no queryset.

Such a rule says in one statement what is required and what proves it. Its columns: `duty_subject`,
`duty_unit`, `duty_period`, `duty_opened`, `duty_due`, `duty_ended`, and `duty_done` with
`duty_evidence` (the day it is done and the record that proves it, null: never).

Where few are asked about, a condition on the outside does not reach the tables below a window or a
join. So the text says at each table where it may be narrowed, in comments:

    WHERE p.is_main /* of p.cadre_id */        the people, by their key
    WHERE e.entered_on >= … /* in e.unit_id */ the units that owe it, by theirs
    WHERE p.is_main /* units p.cadre_id IN (SELECT … = @units@) */   by any other condition
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

OF: Final = re.compile(r"/\* of ([a-z_.]+) \*/")
IN: Final = re.compile(r"/\* in ([a-z_.]+) \*/")
UNITS: Final = re.compile(r"/\* units (.+?) \*/", re.DOTALL)
ASKED: Final = "ANY(%(units)s)"


@dataclass(frozen=True, slots=True)
class Written:
    """The text with its values by name, as the driver takes them."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)


def of_people(text: str) -> str:
    """The text about the people in `%(subjects)s` alone."""
    return OF.sub(r"AND \1 = ANY(%(subjects)s)", text)


def of_units(text: str) -> str:
    """The text about what the units in `%(units)s` owe."""
    narrowed = UNITS.sub(lambda found: f"AND {found[1].replace('@units@', ASKED)}", text)
    return IN.sub(rf"AND \1 = {ASKED}", narrowed)
