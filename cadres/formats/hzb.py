"""The exchange package of the national system (HZB): read (domain §1.6, §3.1, §3.2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cadres.formats.approval_form import ApprovalForm
from cadres.formats.archives import Archive
from cadres.formats.remarks import Remark

INFO = "gwyinfo.xml"


@dataclass(frozen=True, slots=True)
class HzbPerson:
    """One row of A01 with all that belongs to it.

    `facts` are the A-codes that the form has no place for, as the package has them.
    """

    form: ApprovalForm
    facts: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


def is_package(archive: Archive) -> bool:
    """Whether an archive is one, by the file that describes it."""
    return any(entry.name.rpartition("/")[2].lower() == INFO for entry in archive.entries)


def read(archive: Archive) -> Iterator[HzbPerson]:
    """Person after person; raises UnreadableFile, also on the way."""
    raise NotImplementedError
