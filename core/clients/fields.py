"""What a client may be granted: columns of the entities that REST has."""

from core.errors import refuse_if
from core.listing.columns import Column
from core.listing.entity import Entity, all_entities, grantable_of

Fields = dict[str, list[str]]


def grantable() -> dict[Entity, tuple[Column, ...]]:
    """Per REST entity, the columns that are nobody's alone or are meant for programs too."""
    return {entity: grantable_of(entity) for entity in all_entities() if entity.rest}


def normal(fields: Fields) -> Fields:
    """The same grant with known names in the entities' own order; refuses an unknown name."""
    offered = {entity.name: columns for entity, columns in grantable().items()}
    for name, asked in fields.items():
        unknown = set(asked) - {column.name for column in offered.get(name, ())}
        refuse_if(unknown, f"“{name}”没有可授权的列“{'、'.join(sorted(unknown))}”，请重新勾选。")
    chosen = {
        name: [column.name for column in columns if column.name in fields.get(name, ())]
        for name, columns in offered.items()
    }
    return {name: columns for name, columns in chosen.items() if columns}


def in_words(fields: Fields) -> list[tuple[str, str]]:
    """Entity and column labels for reading; a column that is no more shows its name."""
    lines = []
    for entity in all_entities():
        granted = fields.get(entity.name, ())
        if granted:
            labels = {column.name: column.label for column in entity.columns}
            lines.append((entity.label, "、".join(labels.get(name, name) for name in granted)))
    return lines
