"""A chart as a page has it: what Vega-Lite draws, and what it is called for who does not see it.

A mark is a `Mark`: its number, the page of the people behind it, and the sentence that says both.
Templates draw a chart with `components/chart.html`, and bring what draws it with
`components/chart_scripts.html`; beside every chart stands a table of the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One number of a chart: in which row and column, who is behind it (`url`), in words."""

    row: str
    number: int
    url: str
    words: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A specification of Vega-Lite, with a label."""

    label: str
    spec: dict[str, Any]

    @property
    def text(self) -> str:
        """The specification as JSON, for an attribute of the page."""
        return orjson.dumps(self.spec).decode()
