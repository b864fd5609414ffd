"""`entities.md`: every entity with its columns, as the lists, exports and REST read them."""

from collections.abc import Iterable, Iterator

from config.entities import ENTITIES
from config.reference.tables import GENERATED, code, table
from core.api.description import column_parameters
from core.listing.columns import Column, Kind
from core.listing.entity import Entity

HEAD = ("column", "label", "kind", "path", "query parameters", "sorts", "shown", "roles", "note")
INTRODUCTION = f"""# Entities

{GENERATED}

One declaration per entity: pages, filters, REST, exports and the OpenAPI document read these
columns. *Shown*: on the page unless other columns are chosen; *pinned* always. *Roles*: who alone
knows that the column exists. REST adds `id` to every row. Which rows a role reaches is in
[visibility.md](visibility.md).
"""


def document() -> str:
    """The page, entities in the order of `config/entities.py`."""
    return "\n".join([INTRODUCTION, *(_chapter(entity) for entity in ENTITIES)])


def _chapter(entity: Entity) -> str:
    facts = f"`{entity.model.__name__}`, ordered by {', '.join(map(code, entity.ordering))}"
    address = f"; REST at `/api/v1/{entity.name}/`" if entity.rest else "; not in REST"
    rows = table(HEAD, (_row(entity, column) for column in entity.columns))
    parts = [f"## {entity.name} · {entity.label}\n", f"{facts}{address}.\n", rows]
    codes = list(_codes(entity.columns))
    return "\n".join([*parts, "\n".join(codes) + "\n"] if codes else parts)


def _row(entity: Entity, column: Column) -> tuple[str, ...]:
    asked = (code(query["name"]) for query in column_parameters(column))
    shown = "pinned" if column.pinned else "yes" if column.default else ""
    return (
        code(column.name),
        column.label,
        str(column.kind),
        code(column.path),
        ", ".join(asked),
        "yes" if column.sortable else "",
        shown,
        ", ".join(sorted(column.only)) if column.only else "all",
        column.help,
    )


def _codes(columns: Iterable[Column]) -> Iterator[str]:
    """The values of choices; a table of codes that is data has its own list."""
    for column in columns:
        if column.kind == Kind.CHOICE and column.options is not None:
            pairs = (f"`{value}` {label}" for value, label in column.names_of_codes().items())
            yield f"- {code(column.name)}: {', '.join(pairs)}"
