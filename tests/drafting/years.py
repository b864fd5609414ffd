"""Contents to draft from: every figure by name, the rest zero or absent."""

from datetime import date

from reporting.gathering.content import Content, Figure, figures_of
from reporting.gathering.keys import KEYS

GUARDED = {one.key for one in KEYS if one.guarded}


def content(values: dict[str, str], year: int = 2026) -> Content:
    """A content that has just these figures."""
    told = figures_of(Figure(key, value) for key, value in values.items())
    return Content(year=year, on=date(year, 11, 23), figures=told, tables={})


def zeros(**more: str) -> dict[str, str]:
    """Every figure 0, but these: `talks__held="17"` is talks.held."""
    return {one.key: "0" for one in KEYS} | {k.replace("__", "."): v for k, v in more.items()}
