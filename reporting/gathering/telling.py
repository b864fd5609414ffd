"""Which reports speak of whoever belongs at a place: his unit's, and those of units above it."""

from __future__ import annotations

from collections.abc import Iterable


def told_by(path: str, reporters: Iterable[str]) -> list[str]:
    """Which of the reporting units, by their paths, speak of whoever belongs at `path`."""
    known = set(reporters)
    parts = path.strip("/").split("/")
    above = ["/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
    return [one for one in above if one in known]
