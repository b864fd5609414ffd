"""What comes out of opened files: a form, a package of people, a workbook, or why nothing did."""

from collections.abc import Iterator
from dataclasses import dataclass

from cadres.formats.approval_form import ApprovalForm
from cadres.formats.hzb import HzbPerson
from cadres.formats.remarks import Remark


@dataclass(frozen=True, slots=True)
class FormSource:
    """One form. `file` is the path as people know it: 名册.zip/柳河镇/周航.lrmx."""

    file: str
    form: ApprovalForm
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class HzbSource:
    """A package, whose people are read while they are asked for, before the next source is.

    Asking for the next person may raise UnreadableFile.
    """

    file: str
    people: Iterator[HzbPerson]


@dataclass(frozen=True, slots=True)
class SheetSource:
    """A workbook, unread."""

    file: str
    content: bytes


@dataclass(frozen=True, slots=True)
class BrokenSource:
    """A file that gave nothing, with a whole sentence why."""

    file: str
    reason: str


Source = FormSource | HzbSource | SheetSource | BrokenSource
