"""What an import would write, as rows of the tables: columns and values by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import models

from cadres.approval.models import ApprovalTexts
from cadres.choices import LEVEL
from cadres.formats.resume_text import Line
from cadres.people.guards.family import Member
from cadres.people.models import Cadre, FamilyMember, ResumeLine
from cadres.people.services.numbers import kept_number
from cadres.people.services.person import FACTS
from cadres.people.wording import ID_NUMBER
from core.codes.vocabulary import vocabulary

NO_LEVEL = 99  # as the trigger that keeps `level_rank` has it (cadres/migrations/0002)

Row = dict[str, Any]
Part = tuple[Cadre | Mapping[str, Any], Sequence[Line], Sequence[Member], Mapping[str, Any] | None]


def rows_of(people: Sequence[Part]) -> dict[type[models.Model], Iterator[Row]]:
    """The rows of each table; person n (from 1) has the key n."""
    return {
        Cadre: (_facts(n, cadre) for n, (cadre, *_) in enumerate(people, start=1)),
        ResumeLine: _lines(people),
        FamilyMember: _members(people),
        ApprovalTexts: (
            {"cadre_id": n, **texts}
            for n, (*_, texts) in enumerate(people, start=1)
            if texts is not None
        ),
    }


def _facts(key: int, cadre: Cadre | Mapping[str, Any]) -> Row:
    """Columns of a person, with what triggers would make of them and rules ask."""
    if isinstance(cadre, Cadre):
        row = {name: getattr(cadre, name) for name in _columns()}
    else:
        row = dict(cadre)
        if (unit := row.pop("unit", None)) is not None:
            row["unit_id"] = unit.pk
        if (number := row.pop(ID_NUMBER, None)) is not None:
            row |= kept_number(Cadre(), number)
    row["id"], row["level_rank"] = key, _ranks().get(row.get("level") or "", NO_LEVEL)
    return row


@lru_cache(maxsize=1)
def _columns() -> tuple[str, ...]:
    """The facts and the number; orders and search tokens are no rule's matter."""
    fields = [Cadre._meta.get_field(name) for name in FACTS]
    return (*(field.attname for field in fields), "id_sealed", "id_hash", "id_masked")


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {code: place for place, code in enumerate(vocabulary(LEVEL), start=1)}


def _lines(people: Iterable[Part]) -> Iterator[Row]:
    key = 0
    for n, (_, lines, *_) in enumerate(people, start=1):
        main = None
        for line in lines:
            key += 1
            yield {
                "id": key,
                "cadre_id": n,
                "within_id": main if line.within else None,
                "since": line.since,
                "until": line.until,
                "text": line.text,
                "kind": line.kind,
            }
            main = main if line.within else key


def _members(people: Iterable[Part]) -> Iterator[Row]:
    key = 0
    for n, (_, _, members, _) in enumerate(people, start=1):
        for position, member in enumerate(members, start=1):
            key += 1
            yield {"id": key, "cadre_id": n, "position": position} | member._asdict()
