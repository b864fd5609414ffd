"""Where the header of a sheet is, and which column is which.

The header is one row, or two with 全日制教育 and 在职教育 over their columns, below a title, the
line with the day, and whatever else a department puts there.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cadres.formats.remarks import Remark
from cadres.formats.roster_sheet.columns import SheetColumn

LOOKED_AT = 12  # rows
LONGEST = (
    100  # characters of a heading; a text of megabytes would be eighteen times as long in NFKC
)
NAME = "name"
LEAST = 2  # columns that are known, the name among them
_MARKS = re.compile(r"[\s*:、,.;/_\-]")
_ASIDE = re.compile(r"\([^()]*\)")
# Under a group, or behind the education that they belong to.
SCHOOLS = (
    *("毕业院校系及专业", "毕业院校系专业", "毕业院校及专业", "毕业院校专业", "院校系及专业"),
    *("毕业院校系", "毕业院校", "院校及专业", "院校专业", "毕业学校"),
)
EDUCATIONS = ("学历学位", "学历及学位", "学历")
GROUPS = {
    "全日制教育": "fulltime",
    "全日制": "fulltime",
    "在职教育": "inservice",
    "在职": "inservice",
}
# Known by what stands over or before them.
BY_PLACE = {*SCHOOLS, *EDUCATIONS, *GROUPS}
# Worked out of other columns, or our own words to the reader.
IGNORED = {
    *("年龄", "任现职年限", "现职务始任年限", "任现职级年限", "任现职务年限", "原因", "照片"),
}
UNKNOWN = "不认识的列名，这一列没有读取。如果需要，请改成模板中的列名。"


class NoHeader(ValueError):
    """The rows have no header; the sentence says why."""


@dataclass(slots=True)
class Header:
    """The columns by their place from 0, and the first row below."""

    places: dict[int, str]
    first_row: int
    remarks: list[Remark] = field(default_factory=list)


def plain(text: str) -> str:
    """A heading without blanks and marks, in one width; of an endless text the beginning."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text[:LONGEST]))


def known_headings(columns: Sequence[SheetColumn]) -> dict[str, str]:
    """Heading to column name; the first column that claims a heading has it."""
    known: dict[str, str] = {}
    for column in columns:
        for text in (column.heading, *column.aliases):
            known.setdefault(plain(text), column.name)
    return known


def find(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> Header:
    """The header within the first rows; raises NoHeader."""
    for number, row in enumerate(rows[:LOOKED_AT]):
        texts = [plain(text) for text in row]
        found = {_column(text, known) or (text if text in BY_PLACE else None) for text in texts}
        if NAME in found and len(found - {None}) >= LEAST:
            below = [plain(text) for text in rows[number + 1]] if number + 1 < len(rows) else []
            return _read(number, texts, row, below, known)
    raise NoHeader(
        f"前 {LOOKED_AT} 行里没有找到列名：至少要有“姓名”和另外一列，请使用导入模板，不要改动列名。"
    )


def _read(
    number: int,
    texts: list[str],
    shown: Sequence[str],
    below: list[str],
    known: Mapping[str, str],
) -> Header:
    has_two = any(below) and all(not t or t in SCHOOLS or t in EDUCATIONS for t in below)
    header = Header({}, number + (2 if has_two else 1))
    taken: dict[str, str] = {}
    group = ""
    for place, text in enumerate(texts):
        under = below[place] if has_two and place < len(below) else ""
        if text:
            group = GROUPS.get(text, "")
        if not text and not under:
            continue
        words = shown[place][:LONGEST] or under
        name = _in_group(group, under) if under else None
        name = name or (_column(text, known) if text else None)
        if name is None:
            name = _beside(text or under, taken, header, words)
        if name is None:
            if (text or under) not in IGNORED:
                header.remarks.append(Remark("", words, UNKNOWN))
        elif name in taken:
            raise NoHeader(
                f"列名重复：“{taken[name]}”和“{words}”说的是同一项，请只留一列后再上传。"
            )
        else:
            taken[name] = words
            header.places[place] = name
    return header


def _column(text: str, known: Mapping[str, str]) -> str | None:
    return known.get(text) or known.get(_ASIDE.sub("", text))


def _in_group(group: str, under: str) -> str | None:
    if not group:
        return None
    return f"{group}_school" if under in SCHOOLS else group


def _beside(text: str, taken: Mapping[str, str], header: Header, words: str) -> str | None:
    """A school belongs to the education before it; an education alone is the full-time one."""
    if text in SCHOOLS:
        for kind in ("inservice", "fulltime"):
            if kind in taken and f"{kind}_school" not in taken:
                return f"{kind}_school"
    elif text not in EDUCATIONS:
        return None
    name = "fulltime_school" if text in SCHOOLS else "fulltime"
    if name not in taken:
        header.remarks.append(
            Remark("", words, "没有写明是全日制教育还是在职教育，按全日制教育读取，请核对。")
        )
    return name
