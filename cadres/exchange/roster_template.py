"""The import template of 花名册, and refused rows given back in it: the columns of the one list."""

from collections.abc import Iterable, Sequence

from cadres.choices import DEGREE, EDUCATION
from cadres.exchange.roster_also_read import ALSO_READ
from cadres.exchange.roster_columns import ROSTER_COLUMNS
from cadres.formats.roster_sheet import template
from cadres.formats.roster_sheet.rows import SheetRow
from core.codes.vocabulary import vocabulary


def template_bytes(units: Iterable[str] = ()) -> bytes:
    """The empty template; `units` are offered for 所在单位."""
    return template.template_bytes(ROSTER_COLUMNS, _lists(units))


def refused_workbook(rows: Sequence[tuple[SheetRow, str]], units: Iterable[str] = ()) -> bytes:
    """Rows with the reason that each was refused for; other lists' columns come along if filled."""
    filled = {name for row, _ in rows for name in row.cells}
    *shown, key = ROSTER_COLUMNS
    others = [column for column in ALSO_READ if column.name in filled]
    return template.refused_workbook((*shown, *others, key), _lists(units), rows)


def _lists(units: Iterable[str]) -> dict[str, Iterable[str]]:
    return {"unit": units, "fulltime": educations(), "inservice": educations()}


def educations() -> list[str]:
    """学历 alone, and with the degrees that belong to it."""
    levels, degrees = vocabulary(EDUCATION), vocabulary(DEGREE)
    alone = [name for code, name in levels.items() if len(code) > 1]
    pairs = [
        f"{levels[level]} {name}"
        for level, kinds in (("21", "4"), ("11", "32"))
        for kind in kinds
        for code, name in degrees.items()
        if code.startswith(kind)
    ]
    return alone + pairs
