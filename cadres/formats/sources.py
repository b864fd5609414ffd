"""Whatever people point at, opened: files, folders and zips, each file on its own.

One broken file never stops the others: it comes out as a BrokenSource with its reason.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cadres.formats import hzb, lrm, lrmx
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.archives import Archive
from cadres.formats.entries import Entry
from cadres.formats.errors import UnreadableFile
from cadres.formats.file_names import on_disk
from cadres.formats.folders import CLOSED, entries_of, entry_of
from cadres.formats.limits import MEGABYTE, MOST_FILES, MOST_FORM, MOST_PHOTO, MOST_WORKBOOK
from cadres.formats.mismatches import refuse_other, why_not
from cadres.formats.natures import nature_of, nature_of_parts
from cadres.formats.remarks import Remark
from cadres.formats.source_types import BrokenSource, FormSource, HzbSource, SheetSource, Source

__all__ = ["BrokenSource", "FormSource", "HzbSource", "SheetSource", "Source", "opened"]


def opened(paths: Iterable[Path]) -> Iterator[Source]:
    """Every source in the order of the paths, a folder by name, a zip as it is packed."""
    for count, source in enumerate(_all(paths)):
        if count == MOST_FILES:
            yield BrokenSource(source.file, f"一次最多导入 {MOST_FILES:,} 个文件，其余的没有读取。")
            return
        yield source


def _all(paths: Iterable[Path]) -> Iterator[Source]:
    paths = list(paths)
    for path in paths:
        label = on_disk(path.name or path.resolve().name)
        try:
            beside = [] if path.is_dir() else _beside(path)
        except OSError:
            yield BrokenSource(label, CLOSED)
            continue
        if path.suffix.lower() == ".pic" and any(other in paths for other in beside):
            continue
        if path.is_dir():
            yield from _folder(path, label)
        elif path.suffix.lower() == ".zip":
            yield from _zip(path, entry_of(path, label), label)
        else:
            entries = [entry_of(path, label)]
            if entries[0].suffix == ".lrm":
                entries += [entry_of(other, on_disk(other.name)) for other in beside]
            yield from _sources(entries, "", is_asked_for=label)


def _beside(path: Path) -> list[Path]:
    """The portrait of an older form, or the form of a portrait."""
    other = {".lrm": ".pic", ".pic": ".lrm"}.get(path.suffix.lower())
    if other is None:
        return []
    return [
        found
        for found in path.parent.iterdir()
        if found.suffix.lower() == other and found.stem.casefold() == path.stem.casefold()
    ]


def _folder(folder: Path, label: str) -> Iterator[Source]:
    found = list(entries_of(folder))
    entries = [entry for entry, path in found if entry.suffix != ".zip"]
    yield from _sources(entries, f"{label}/")
    for entry, path in found:
        if entry.suffix == ".zip" and not entry.is_passed_over:
            yield from _zip(path, entry, f"{label}/{entry.name}")


def _zip(path: Path, entry: Entry, label: str) -> Iterator[Source]:
    try:
        if entry.trouble:
            raise UnreadableFile(entry.trouble)
        with path.open("rb") as stream:
            refuse_other(nature_of(stream.read(MEGABYTE)), ".zip")
            with Archive(stream) as archive:
                yield from _archive(archive, label)
    except UnreadableFile as refused:
        yield BrokenSource(label, str(refused))
    except OSError:
        yield BrokenSource(label, CLOSED)


def _archive(archive: Archive, label: str) -> Iterator[Source]:
    refuse_other(nature_of_parts([entry.name for entry in archive.entries]), ".zip")
    if not archive.entries:
        raise UnreadableFile("压缩包里没有文件，请检查后重新打包。")
    if hzb.is_package(archive):
        yield HzbSource(label, hzb.read(archive))
        return
    yield from _sources(archive.entries, f"{label}/")


def _sources(entries: list[Entry], inside: str, is_asked_for: str = "") -> Iterator[Source]:
    forms = {entry.stem for entry in entries if entry.suffix == ".lrm"}
    portraits = {entry.stem: entry for entry in entries if entry.suffix == ".pic"}
    for entry in entries:
        if entry.is_passed_over and entry.name != is_asked_for:
            continue
        if entry.suffix == ".pic" and entry.stem in forms:
            continue
        label = f"{inside}{entry.name}"
        try:
            yield _source(entry, label, portraits.get(entry.stem))
        except UnreadableFile as refused:
            yield BrokenSource(label, str(refused))


def _source(entry: Entry, label: str, portrait: Entry | None) -> Source:
    """What one entry holds; raises UnreadableFile."""
    suffix = entry.suffix
    if suffix == ".xlsx":
        content = entry.read(MOST_WORKBOOK)
        refuse_other(nature_of(content), suffix)
        return SheetSource(label, content)
    if suffix in (".lrmx", ".lrm"):
        content = entry.read(MOST_FORM)
        refuse_other(nature_of(content), suffix)
        if suffix == ".lrmx":
            return FormSource(label, *lrmx.read(content))
        return FormSource(label, *_older(content, portrait))
    raise UnreadableFile(why_not(entry))


def _older(content: bytes, portrait: Entry | None) -> tuple[ApprovalForm, list[Remark]]:
    """An older form with its portrait; a portrait that cannot be read is a remark."""
    told, photo = [], None
    if portrait:
        try:
            photo = portrait.read(MOST_PHOTO)
        except UnreadableFile as refused:
            told.append(Remark("photo", portrait.name, f"照片没有读入：{refused}"))
    form, remarks = lrm.read(content, photo)
    return form, remarks + told
