"""A volume put together: cover, contents, summary, then the reports in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pypdf.errors import PyPdfError

from core.choices import UnitKind
from core.errors import DomainError
from core.paper.drawing import Drawing
from core.paper.official.pages import Sheet
from core.paper.official.pdf import sheets_of
from core.paper.rendering import Page, pdf
from reporting.annual.whole import department_of
from reporting.volume.choosing import Selection
from reporting.volume.front import Chapter, contents, cover
from reporting.volume.joining import Volume, first_pages
from reporting.volume.summary import Summary, documents_of, summary_of
from reporting.volume.summing import PEOPLE, number
from reporting.volume.told import Told

PARTS = ("第一部分", "第二部分", "第三部分")
UNREADABLE = "{name}的报告文件读不出来，汇编没有完成。请重新运行，这份文件会重新生成。"


def nothing() -> None:
    """There is nothing to forget."""


@dataclass(frozen=True, slots=True)
class Member:
    """A report that goes in: its file is read when its turn comes, forgotten if it is no PDF."""

    told: Told
    pages: int
    read: Callable[[], bytes]
    forget: Callable[[], object] = nothing


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    pages: int
    read: Callable[[], bytes]
    on_front: bool = True
    forget: Callable[[], object] = nothing


def title_of(selection: Selection) -> str:
    """清河市2026年度优秀年轻干部培养选拔工作报告汇编."""
    return f"{selection.scope.short_name}{selection.year}年度优秀年轻干部培养选拔工作报告汇编"


def compile_volume(
    selection: Selection,
    members: Sequence[Member],
    failed: Mapping[int, str],
    *,
    on: date,
    out: Path,
    tell: Callable[[str], None],
) -> int:
    """Write the volume; how many pages it has. `tell` hears what is being joined.

    Raises FacesMissing, and DomainError for a report whose file cannot be read.
    """
    summary = summary_of(selection, [one.told for one in members])
    parts = _parts(selection, summary, members, failed)
    pieces = [piece for _, part in parts for piece in part]
    pages = dict(
        zip(
            map(id, pieces), first_pages([(one.pages, one.on_front) for one in pieces]), strict=True
        )
    )
    chapters = [
        chapter
        for label, (heading, part) in zip(PARTS, parts, strict=False)
        for chapter in (
            Chapter(f"{label}　{heading}"),
            *(Chapter(piece.text, pages[id(piece)]) for piece in part),
        )
    ]
    sheets, spots = contents(chapters)
    front = cover(
        place=selection.scope.short_name,
        year=selection.year,
        held=_held(summary),
        by=f"中共{department_of(selection.scope.name)}",
        on=on,
    )
    with closing(Volume(title_of(selection), out.parent)) as volume:
        volume.put_front(front, sheets)
        for label, (heading, part) in zip(PARTS, parts, strict=False):
            parent = None
            for piece in part:
                tell(piece.text)
                page = _add(volume, piece)
                parent = parent or volume.heading(f"{label}　{heading}", page)
                volume.bookmark(piece.text, page, parent)
        volume.link(spots)
        volume.write(out)
        return volume.front + volume.body


def _add(volume: Volume, piece: _Piece) -> int:
    try:
        return volume.add(piece.read(), on_front=piece.on_front)
    except (PyPdfError, OSError) as error:
        piece.forget()
        raise DomainError(UNREADABLE.format(name=piece.text)) from error


def _parts(
    selection: Selection,
    summary: Summary,
    members: Sequence[Member],
    failed: Mapping[int, str],
) -> list[tuple[str, list[_Piece]]]:
    """Heading and documents of each part; one that has none is left out."""
    first = [one for one in members if _is_first(selection, one)]
    others = [one for one in members if not _is_first(selection, one)]
    heads = ("县（区）报告", "市直单位报告") if selection.is_city else ("县报告", "各单位报告")
    found = [("综合", _own(summary, failed))]
    for heading, part in zip(heads, (first, others), strict=True):
        pieces = [
            _Piece(one.told.organization, one.pages, one.read, forget=one.forget) for one in part
        ]
        found += [(heading, pieces)] if pieces else []
    return found


def _is_first(selection: Selection, member: Member) -> bool:
    unit = member.told.unit
    return unit.kind == UnitKind.COUNTY if selection.is_city else unit.pk == selection.scope.pk


def _own(summary: Summary, failed: Mapping[int, str]) -> list[_Piece]:
    found = []
    for document in documents_of(summary, failed):
        text = document.title.replace("\n", "")
        # Without numbers of their own: they are pages of the volume and nothing else.
        pages = [_drawn(sheet) for sheet in sheets_of(document)[0]]
        found.append(
            _Piece(
                text, len(pages), lambda pages=pages, text=text: pdf(pages, title=text),
                on_front=not found,
            )
        )  # fmt: skip
    return found


def _drawn(sheet: Sheet) -> Page:
    drawing = Drawing(*sheet.area.page, tuple(sheet.lines), tuple(sheet.rules))
    return Page(drawing, tuple(sheet.pictures))


def _held(summary: Summary) -> str:
    """5个县（区）　38个市直单位　在库干部312名."""
    counties = sum(one.unit.kind == UnitKind.COUNTY for one in summary.told)
    others = len(summary.told) - counties
    said = []
    if summary.selection.is_city:
        said += [f"{counties}个县（区）"] if counties else []
        said += [f"{others}个市直单位"] if others else []
    else:
        said += [f"{len(summary.lines)}个单位"] if summary.lines else []
    people = summary.whole.get(PEOPLE, "")
    return "　".join([*said, *([f"在库干部{people}名"] if number(people) is not None else [])])
