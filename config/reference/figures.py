"""`parameters.md`: every figure of the plan that can be set."""

from config.reference.tables import GENERATED, code, table
from policy.parameters.catalogue import CATALOGUE, Definition, Stricter
from policy.parameters.entities import kind_of

HEAD = ("key", "label", "clause", "kind", "allowed", "first value", "county", "note")
COUNTY = {Stricter.UP: "only more", Stricter.DOWN: "only less", Stricter.NONE: "as the city"}
INTRODUCTION = f"""# Parameters

{GENERATED}

The figures that the plan leaves open, and those that carrying it out needs. *First value*: what a
new system begins with, to be confirmed by the department; a dash where it must set one (未定 on the
page of the plan). *County*: which values of its own a county may set (clause 4.2).
"""


def document() -> str:
    """The page, in the order of the catalogue."""
    return f"{INTRODUCTION}\n{table(HEAD, map(_row, CATALOGUE))}"


def _row(one: Definition) -> tuple[str, ...]:
    return (
        code(one.key),
        one.label,
        one.clause,
        kind_of(one.key),
        one.kind.allowed,
        one.first,
        COUNTY[one.stricter],
        one.help,
    )
