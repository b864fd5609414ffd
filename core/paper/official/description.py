"""What an official document says, whatever it is going to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.charts.chart import Chart


class Form(StrEnum):
    """文件 with its red head and 版记, or 信函 between two double red lines (GB/T 9704 10.1).

    A record is nobody's document: it begins with its title and ends with its last block.
    """

    DOCUMENT = "document"
    LETTER = "letter"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `level` 1 to 4 are the headings 一、（一）1.（1）.

    `lead` stands before the text in 楷体: （一）突出政治训练。
    """

    text: str
    level: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its head, its width in mm, and where its texts stand."""

    label: str
    width: float
    align: str = "center"  # or left


@dataclass(frozen=True, slots=True)
class Table:
    """A table across the page; its head stands again on every page. Without rows it is its caption.

    `caption` stands above it (表1　年龄结构), `note` under it, small; `pt` is of its letters. A
    dense one has rows as high as their letters need: a form with much to hold.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    note: str = ""
    pt: float = 12.0
    is_dense: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart across the page with its caption under it (图1　年龄结构), so many lines high."""

    chart: Chart
    caption: str
    lines: int = 7


Block = Text | Table | Figure


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: on a page of its own, after the signature; a wide one on sheets turned by a quarter.

    A form has a line above its first block, at the left and at the right (填报单位, 统计截止): its
    head is close, as there is more to hold.
    """

    title: str
    blocks: tuple[Block, ...]
    note: str = ""  # under the last block, small
    above: tuple[str, str] = ("", "")
    is_wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A document from head to foot.

    `mark` is the 发文机关标志 and `number` the 发文字号; who signs a report upwards is `signer`.
    Lines of the title are parted by line ends. `signed` and `day` close it; 版记 has `copies_to`
    and, in a document, `issued_by` with the day.
    """

    form: Form = Form.DOCUMENT
    mark: str = ""
    number: str = ""
    signer: str = ""
    title: str
    to: str = ""
    blocks: tuple[Block, ...]
    attached: tuple[Attachment, ...] = ()
    signed: str = ""
    day: date | None = None
    note: str = ""  # 附注, in （）
    copies_to: str = ""
    issued_by: str = ""

    @property
    def is_letter(self) -> bool:
        """信函."""
        return self.form == Form.LETTER

    @property
    def is_record(self) -> bool:
        """Without head, signature and 版记."""
        return self.form == Form.RECORD

    @property
    def attached_lines(self) -> tuple[str, ...]:
        """附件说明: numbered when there is more than one, no mark at the end."""
        if len(self.attached) == 1:
            return (f"附件：{_plain(self.attached[0].title)}",)
        return tuple(
            f"{'附件：' if number == 1 else '　　　'}{number}.{_plain(one.title)}"
            for number, one in enumerate(self.attached, start=1)
        )

    def heading_of(self, number: int) -> str:
        """附件, or 附件2 where there are several."""
        return "附件" if len(self.attached) == 1 else f"附件{number}"


def day_words(day: date | None) -> str:
    """成文日期: 2025年6月30日; with blanks to be filled in where there is none yet."""
    if day is None:
        return "　　　　年　　月　　日"
    return f"{day.year}年{day.month}月{day.day}日"


def _plain(title: str) -> str:
    return title.replace("\n", "")
