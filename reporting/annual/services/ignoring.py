"""Numbers are read from the records: one that came with a form is ignored, and said to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reporting.annual.models import AnnualReport
from reporting.annual.services.holding import note
from reporting.gathering.keys import BY_KEY

MOST = 50  # names in one row of the log
LONGEST = 100


def ignored_figures(
    actor: Any, report: AnnualReport, given: Mapping[str, Any] | Iterable[str]
) -> list[str]:
    """Log what a form sent beyond its own fields; nothing of it is kept. What it was about.

    `given` is the unexpected part of the POST, name to value.
    """
    values = given if isinstance(given, Mapping) else dict.fromkeys(given, "")
    told = {_called(str(name)): str(value)[:LONGEST] for name, value in list(values.items())[:MOST]}
    if told:
        note(report, "提交的数字不采用，已忽略", actor=actor, 内容=told, 项数=len(values))
    return list(told)


def _called(name: str) -> str:
    """A figure by its label, any other field by its name."""
    key = BY_KEY.get(name.removeprefix("figure:").removeprefix("figure-"))
    return key.label if key else name[:LONGEST]
