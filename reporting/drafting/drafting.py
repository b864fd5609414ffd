"""The least that a draft says, until there is more."""

from __future__ import annotations

from reporting.annual.choices import Part
from reporting.gathering.content import Content


def draft(content: Content, *, is_county: bool, before: Content | None = None) -> dict[Part, str]:
    """Words with placeholders for each part."""
    return {part: f"{part.label}：在库〔在库人数〕。" for part in Part}
