"""Columns of 花名册 that are alike."""

from collections.abc import Callable

from cadres.exchange import roster_tells as tells
from cadres.exchange import roster_written as written
from cadres.exchange.roster_column import RosterColumn
from core.codes.vocabulary import vocabulary

MONTH_HINT = "写作 1985.07、198507 或 1985年7月；年份写四位"


def names_of(table: str) -> Callable[[], tuple[str, ...]]:
    """The names of a code table, for a drop-down."""
    return lambda: tuple(vocabulary(table).values())


def month(name: str, label: str, *, made_of: str, field: str = "", **more) -> RosterColumn:
    """A month of the person."""
    return RosterColumn(
        name=name,
        label=label,
        made_of=(made_of,),
        write=written.month,
        tell=tells.month,
        field=field,
        hint=MONTH_HINT,
        **more,
    )
