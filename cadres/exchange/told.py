"""What a file says of one person, understood, before anybody is asked about it."""

from dataclasses import dataclass, field
from typing import Any

from cadres.formats.remarks import Remark
from cadres.formats.resume_text import Line
from cadres.people.guards.family import Member


@dataclass(slots=True, kw_only=True)
class Told:
    """Only what the file really says: an empty cell or element says nothing and is not in here.

    `values` are fields of `Cadre` with values as a service takes them (codes, months as dates),
    `id_number` the whole number among them; the unit is `unit_words` (a code, full or short name
    as written) because finding it needs the tree. `texts` are fields of `ApprovalTexts`. `stay` is
    what concerns the roster: `entered_on`, `tier`, `direction`, `held_by`. `at_least` are figures
    of `Cadre` of which the file gives the lower bound alone (两年以上基层工作经历, 是: 24 months):
    they hold where less, or nothing, is on file.
    """

    file: str = ""
    row: int | None = None  # of a sheet; None for a form of one person
    key: int | None = None  # the hidden key of an exported sheet: Cadre.pk
    values: dict[str, Any] = field(default_factory=dict)
    at_least: dict[str, int] = field(default_factory=dict)
    unit_words: str = ""
    resume: list[Line] | None = None
    family: list[Member] | None = None
    texts: dict[str, Any] = field(default_factory=dict)
    stay: dict[str, Any] = field(default_factory=dict)
    photo: bytes | None = None
    remarks: list[Remark] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)  # a sheet's cells by column, to give back

    @property
    def is_form(self) -> bool:
        """Whether it comes from a form of one person, which has room for all of his file."""
        return self.row is None

    @property
    def is_sound(self) -> bool:
        """Whether nothing that was read is an error."""
        return not self.remarks or not any(remark.is_error for remark in self.remarks)

    def warn(self, name: str, value: object, reason: str) -> None:
        """Note something worth a look."""
        self.remarks.append(Remark(name, str(value), reason))

    def refuse(self, name: str, value: object, reason: str) -> None:
        """Note an error: the person is not written while it stands."""
        self.remarks.append(Remark(name, str(value), reason, is_error=True))
