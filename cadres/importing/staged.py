"""One person of a batch while it is worked upon: what was told, who it is, what would change."""

from dataclasses import dataclass, field
from typing import Any

from cadres.exchange.told import Told
from cadres.identity.number import masked, normalize
from cadres.identity.vault import seal
from cadres.importing.fields import ID_NUMBER, PHOTO
from cadres.importing.models import Outcome
from cadres.importing.scrubbing import scrubbed
from cadres.importing.units import Place
from cadres.people.wording import WHOLE_ROWS


@dataclass(slots=True, eq=False)
class Staged:
    """`told` still has its values; `changes` are old and new in words of what differs."""

    told: Told
    number: int = 0
    action: str = ""
    place: Place | None = None
    cadre: int | None = None
    version: int | None = None
    candidates: list[int] = field(default_factory=list)
    changes: dict[str, list[str]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    id_hash: str = ""
    id_masked: str = ""
    _sealed: bytes | None = None

    @property
    def id_sealed(self) -> bytes | None:
        """The ID number as it is kept; sealed once."""
        if self._sealed is None and self.id_hash:
            self._sealed = seal(self.number_told)
        return self._sealed

    @property
    def name(self) -> str:
        """What to call the row."""
        return self.told.values.get("name") or ""

    @property
    def where(self) -> str:
        """File and row, as a sentence names them."""
        return f"{self.told.file} 第 {self.told.row} 行" if self.told.row else self.told.file

    @property
    def is_error(self) -> bool:
        """Whether it cannot be written as it is."""
        return self.action == Outcome.ERROR or not self.told.is_sound

    @property
    def is_examined(self) -> bool:
        """Whether it is looked at as far as it could be read: not who is still to be chosen."""
        return bool(self.told.values) and self.action != Outcome.CHOOSE

    @property
    def refused(self) -> frozenset[str]:
        """The fields that are in error."""
        return frozenset(remark.field for remark in self.told.remarks if remark.is_error)

    @property
    def number_told(self) -> str:
        """The ID number of the file, normalized; "" for none."""
        return normalize(self.told.values.get(ID_NUMBER) or "")

    @property
    def taken(self) -> set[str]:
        """The fields that shall be written; of somebody new all that is told."""
        if self.action != Outcome.CREATE:
            return self.changes.keys() - set(self.left_out)
        told = self.told
        rows = {name for name in WHOLE_ROWS if getattr(told, name) is not None}
        return {*told.values, *told.texts, *told.stay, *rows, PHOTO}

    def refuse(self, name: str, value: object, reason: str) -> None:
        """An error of this row."""
        self.told.refuse(name, value, reason)

    def warn(self, name: str, value: object, reason: str) -> None:
        """Something worth a look."""
        self.told.warn(name, value, reason)

    def remarks(self, *, errors: bool) -> list[dict[str, Any]]:
        """The errors or the warnings as JSON, without a number that could be read."""
        return [
            {
                "field": remark.field,
                "value": masked(normalize(remark.value))
                if remark.field == ID_NUMBER
                else scrubbed(remark.value),
                "reason": scrubbed(remark.reason),
            }
            for remark in self.told.remarks
            if remark.is_error == errors
        ]
