"""What a batch would do, for programs: one JSON object a person; and in a few lines for people."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import orjson

from cadres.importing.fields import ID_NUMBER, ORDER, PHOTO, label, words
from cadres.importing.models import Outcome
from cadres.importing.scrubbing import scrubbed_all
from cadres.importing.staged import Staged

SHOWN = 20


def line(row: Staged) -> str:
    """`{"file", "row", "person", "action", "changes", "warnings", "errors"}` without line breaks.

    Values are in words, months as 1985.07; an ID number is masked wherever it stands.
    """
    found = {
        "file": row.told.file,
        "row": row.told.row,
        "person": person(row),
        "action": str(row.action),
        "changes": row.changes,
        "warnings": row.remarks(errors=False),
        "errors": row.remarks(errors=True),
    }
    return orjson.dumps(scrubbed_all(found)).decode()


def person(row: Staged) -> dict[str, Any]:
    """What the file says of the person, by field, in words, in the order of the form."""
    told = row.told
    values = {**told.values, **told.stay, **told.texts}
    values |= {"unit": row.place.short_name} if row.place else {}
    values |= {ID_NUMBER: row.id_masked} if row.id_masked else {}
    values |= {
        name: rows for name in ("resume", "family") if (rows := getattr(told, name)) is not None
    }
    said = {
        name: value if name in (ID_NUMBER, "unit") else words(name, value)
        for name, value in sorted(values.items(), key=lambda item: ORDER.get(item[0], len(ORDER)))
        if value not in (None, "", [])
    }
    return said | ({PHOTO: "有照片"} if told.photo else {})


def summary(rows: Iterable[Staged]) -> str:
    """How many of each, and the first errors and choices."""
    rows = list(rows)
    counts = Counter(str(row.action) for row in rows)
    said = [
        f"共 {len(rows)} 人："
        + "、".join(f"{outcome.label} {counts[outcome]}" for outcome in Outcome if counts[outcome])
        + "。"
    ]
    for row in [row for row in rows if row.action == Outcome.ERROR][:SHOWN]:
        for one in row.remarks(errors=True):
            place = " ".join(part for part in (row.where, label(one["field"])) if part)
            value = f"“{one['value']}”" if one["value"] else ""
            said.append(f"{place}{value}：{one['reason']}")
    waiting = [row for row in rows if row.action == Outcome.CHOOSE][:SHOWN]
    said += [f"{r.where}：{r.name}对应系统里不止一人，请在导入页面选择。" for r in waiting]
    return "\n".join(said)
