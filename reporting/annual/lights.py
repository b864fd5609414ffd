"""The colours of reports and of opinions, the same on every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reporting.annual.choices import ReportState, Stand

LIGHTS: Final[Mapping[str, str]] = {
    ReportState.DRAFT: "none",
    ReportState.FILED: "yellow",
    ReportState.RETURNED: "red",
    ReportState.ACCEPTED: "green",
}
# A chip has no colour of its own for nothing: a draft is somebody's to do.
TONES: Final[Mapping[str, str]] = {**LIGHTS, ReportState.DRAFT: "act"}
STAND_LIGHTS: Final[Mapping[Stand | None, str]] = {
    Stand.KEEP: "green",
    Stand.EXIT: "red",
    Stand.DEFER: "yellow",
    None: "none",
}
