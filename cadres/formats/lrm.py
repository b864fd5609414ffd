"""`.lrm`, the older text file of a form, and its `.pic`: read and written (domain §1.5).

One record in GBK (GB18030, where GBK has not got a character), 33 fields in double quotes parted by
`","`; a 34th is the ID number. Nothing can be escaped. What it cannot hold is told by `held`.
"""

import re
from collections.abc import Sequence
from typing import Any

from cadres.formats import photos, texts
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.cleaning import clean, relatives
from cadres.formats.encodings import AGAIN, gb_text
from cadres.formats.errors import UnreadableFile
from cadres.formats.limits import MOST_FORM, MOST_RELATIVES, size_text
from cadres.formats.lrm_fields import (
    BREAK,
    CELL,
    EDUCATION,
    FAMILY,
    ID_NUMBER,
    LEAST,
    LONG,
    MOST,
    PLAIN,
    RESERVED,
    SCHOOLS,
    SEPARATOR,
    TREE,
)
from cadres.formats.lrm_write import held, write
from cadres.formats.lrmx_elements import BY_FIELD
from cadres.formats.remarks import Remark

__all__ = ["held", "read", "write"]

_LIKE_A_NUMBER = re.compile("[0-9]{15}|[0-9]{17}[0-9X]")


def read(content: bytes, photo: bytes | None) -> tuple[ApprovalForm, list[Remark]]:
    """The form in a text file and its `.pic`, None where there is none; raises UnreadableFile."""
    if len(content) > MOST_FORM:
        raise UnreadableFile(
            f"文件有 {size_text(len(content))}，一份 .lrm 最多 {size_text(MOST_FORM)}。"
        )
    remarks: list[Remark] = []
    cells = _cells(gb_text(content, remarks))
    raws = {field: _unfolded(place, cells[place]) for place, field in PLAIN.items()}
    raws["rewards"] = raws["rewards"].strip().removeprefix(TREE)
    for place, fields in (EDUCATION, SCHOOLS):
        raws |= zip(fields, _quarters(cells[place]), strict=True)
    values: dict[str, Any] = {
        field: clean(BY_FIELD[field], raw, remarks) for field, raw in raws.items()
    }
    values["family"] = relatives(_rows(cells), remarks)
    values["id_number"] = _id_number(cells[ID_NUMBER:])
    for place in RESERVED:
        if cells[place].strip():
            reason = f"第 {place + 1} 个字段是保留的，内容没有读入。"
            remarks.append(Remark("", cells[place].strip()[:30], reason))
    if photo is not None:
        values["photo"] = photos.sniffed(photo, remarks)
    return ApprovalForm(**values), remarks


def _cells(text: str) -> list[str]:
    """The fields of the one record, without their quotes."""
    record = text.strip("\ufeff\0\x1a \t\r\n")
    if not record:
        raise UnreadableFile(f"文件是空的，{AGAIN}。")
    if len(record) < 2 or record[0] != '"' or record[-1] != '"':
        raise UnreadableFile(f"文件不是用双引号括起的字段，这不是 .lrm 任免审批表；{AGAIN}。")
    cells = record[1:-1].split(SEPARATOR)
    if not LEAST <= len(cells) <= MOST:
        raise UnreadableFile(
            f"文件有 {len(cells)} 个字段，.lrm 任免审批表应有 {LEAST} 到 {MOST} 个；{AGAIN}。"
        )
    return cells


def _id_number(cells: Sequence[str]) -> str:
    """Variants have it anywhere behind the last field: what looks like one, or what is there."""
    found = [number for cell in cells if (number := texts.id_number(cell))]
    return next(
        (number for number in found if _LIKE_A_NUMBER.fullmatch(number)), "".join(found[:1])
    )


def _unfolded(place: int, cell: str) -> str:
    return cell if place in LONG else cell.replace(BREAK, "\n")


def _quarters(cell: str) -> list[str]:
    """`a#b@c#d`, whatever is missing empty; what is too much stays with the last."""
    halves = [*cell.split(CELL, 1), ""][:2]
    return [part for half in halves for part in [*half.split(BREAK, 1), ""][:2]]


def _rows(cells: Sequence[str]) -> list[list[str]]:
    """The parallel lists turned into rows, the shorter ones filled up."""
    columns = [cell.replace(BREAK, "\n").split(CELL) for cell in cells[FAMILY]]
    count = max(map(len, columns))
    if count > MOST_RELATIVES:
        raise UnreadableFile(f"家庭成员超过 {MOST_RELATIVES} 人，这不是任免审批表。")
    return [
        [column[place] if place < len(column) else "" for column in columns]
        for place in range(count)
    ]
