"""What was typed on the page of a report: one form, whose fields are found by their names.

Beside each field stands `was-<name>`, what the page showed, and beside each record `seen-…`, its
version then. So what nobody touched is not saved over what somebody else wrote meanwhile. Of the
opinions, a row for each of perhaps a thousand people, all of it is one field, `was-opinions`:
{key: [version, stand, reason]} as JSON. A form has no more fields than Django reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict

from core.asking import LONGEST_PK

HEAD_FIELDS: Final = ("issuer", "document", "signer", "meeting", "contact")
WAS_OPINIONS: Final = "was-opinions"
KNOWN: Final = re.compile(
    r"(csrfmiddlewaretoken|do|find|propose-cadre|propose-reason|none|seen-head"
    r"|seen-part-\d|seen-\d{1,18}"
    r"|(was-)?(part-\d|(stand|reason|answer)-\d{1,18}|head-(issuer|document|signer|meeting|contact)"
    r"|explain-.{1,80})|was-none|was-opinions)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a POST; `refused` are the places of the page whose words were not kept."""

    data: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)  # anchor to sentence

    @classmethod
    def of(cls, post: QueryDict) -> Typed:
        """The fields as they came; of several of one name the last."""
        data: dict[str, str] = {name: post[name] for name in post}  # type: ignore[misc] # never a list
        return cls(_opinions(data.get(WAS_OPINIONS, "")) | data)

    def text(self, name: str) -> str:
        """A field as it is compared: one kind of line end, no blanks around."""
        return plain(self.data.get(name, ""))

    def seen(self, name: str) -> int | None:
        """The version that the page showed; None where there is no number."""
        return key_of(self.data.get(f"seen-{name}", ""))

    def changed(self, name: str) -> bool:
        """Whether the field came, and says something else than the page showed."""
        return name in self.data and self.text(name) != self.text(f"was-{name}")

    def keys(self, prefix: str) -> Iterator[str]:
        """What follows the prefix in the names that begin with it, in their order."""
        yield from (name.removeprefix(prefix) for name in self.data if name.startswith(prefix))

    def shown(self, place: str, name: str, now: str) -> str:
        """What the field shows: as it was typed where that was refused, else as it is now."""
        return self.data.get(name, now) if place in self.refused else now

    def strange(self) -> dict[str, str]:
        """Fields that the page has not got: a number that somebody put in by hand."""
        found = {name: value for name, value in self.data.items() if not KNOWN.fullmatch(name)}
        return {name.replace("\0", ""): value.replace("\0", "") for name, value in found.items()}

    def pressed(self) -> tuple[str, int | None]:
        """The button and the key it was pressed for: `reset:3`; save where none came."""
        name, _, key = self.data.get("do", "").partition(":")
        return name or "save", key_of(key)


def packed(rows: Iterable[tuple[int, int, str, str]]) -> str:
    """The one field for what the page shows of all opinions: key, version, stand, reason."""
    return json.dumps({key: told for key, *told in rows}, ensure_ascii=False)


def _opinions(text: str) -> dict[str, str]:
    """What `packed` told, field by field; nothing where it is no such thing."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, str] = {}
    for key, row in told.items() if isinstance(told, dict) else ():
        if key_of(key) is None or not isinstance(row, list) or len(row) != 3:
            continue
        names = (f"seen-{key}", f"was-stand-{key}", f"was-reason-{key}")
        found |= dict(zip(names, map(str, row), strict=True))
    return found


def plain(text: str) -> str:
    """A text with one kind of line end and no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def key_of(text: str) -> int | None:
    """A number in a form; None for anything else."""
    known = text.isascii() and text.isdecimal() and len(text) <= LONGEST_PK
    return int(text) if known else None


def known_keys(given: Collection[str]) -> list[int]:
    """The numbers among these."""
    return [key for text in given if (key := key_of(text)) is not None]
