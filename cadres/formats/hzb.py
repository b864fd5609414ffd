"""The exchange package of the national system (HZB): read (domain §1.6, §3.1, §3.2).

Tables are streamed; what belongs to a person is put aside on the disk, so that memory does not
grow with the package. People whom the package marks as deleted (STATUS 0) are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cadres.formats import photos
from cadres.formats.approval_form import ApprovalForm
from cadres.formats.archives import Archive
from cadres.formats.entries import Entry
from cadres.formats.errors import UnreadableFile
from cadres.formats.hzb_form import facts_of, form_of
from cadres.formats.hzb_spool import SIDES, UNITS, Spool, key_of
from cadres.formats.hzb_tables import rows_of, tables_of
from cadres.formats.limits import MOST_PHOTO
from cadres.formats.remarks import Remark

INFO, PEOPLE = "gwyinfo.xml", "A01"
PICTURES = (".jpg", ".jpeg", ".png")
DELETED = "0"


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
    return any(entry.base.lower() == INFO for entry in archive.entries)


def read(archive: Archive) -> Iterator[HzbPerson]:
    """Person after person; raises UnreadableFile, also on the way."""
    tables = tables_of(archive)
    if PEOPLE not in tables:
        raise UnreadableFile("数据包里没有 Table/A01.xml（人员基本情况），请重新导出数据包。")
    portraits = {
        entry.base.partition(".")[0].strip("{}").lower(): entry
        for entry in archive.entries
        if entry.suffix in PICTURES
    }
    with Spool() as spool:
        for kind in SIDES:
            if kind in tables:
                spool.put(kind, rows_of(archive, tables[kind]))
        if UNITS in tables:
            spool.put_units(rows_of(archive, tables[UNITS]))
        spool.arrange()
        for row in rows_of(archive, tables[PEOPLE]):
            if row.get("STATUS") != DELETED:
                yield _person(row, spool, portraits.get(key_of(row)))


def _person(row: dict[str, str], spool: Spool, portrait: Entry | None) -> HzbPerson:
    remarks: list[Remark] = []
    sides = spool.of(key_of(row))
    for post in sides.get("A02", []):
        post.setdefault("A0201A", spool.unit(post.get("A0201B", "")).get("B0101", ""))
    form = form_of(row, sides, remarks)
    if portrait:
        form = replace(form, photo=_photo(portrait, remarks))
    return HzbPerson(form, facts_of(row, sides, spool), remarks)


def _photo(portrait: Entry, remarks: list[Remark]) -> bytes:
    try:
        return photos.sniffed(portrait.read(MOST_PHOTO), remarks)
    except UnreadableFile as refused:
        remarks.append(Remark("photo", portrait.name, f"照片没有读入：{refused}"))
        return b""
