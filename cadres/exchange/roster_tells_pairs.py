"""Cells of 花名册 that say several things at once (domain §1.3, §9.2)."""

import re

from cadres.exchange import roster_words as words
from cadres.exchange.roster_column import Cell
from cadres.exchange.roster_months import month_in
from cadres.exchange.roster_tells import put, put_month, tried
from cadres.exchange.schools import split_school
from cadres.exchange.told import Told
from cadres.exchange.told_party import put_party
from cadres.formats import party_text
from cadres.people.columns import GRASSROOTS_MONTHS
from cadres.people.models import Cadre
from core.months import dotted

YES, NO = {"是", "有", "1", "√", "✓"}, {"否", "无", "0", "×", "✗", "没有"}
PERIOD = re.compile(r"(?:是|否)?[（(]?(?:(\d{1,2})年)?(?:零?(\d{1,3})个?月)?[)）]?", re.ASCII)
TWO_MONTHS = re.compile(r"(?P<level>[^（()）\n、；;/]*)[\s（(、；;/]+(?P<rank>[^（()）\n]+)[)）]?")


def party(told: Told, cell: Cell) -> None:
    """政治面貌 and months of joining (§1.3)."""
    text = cell.line
    if cell.is_number:
        found = tried(told, cell, month_in, text, is_number=True)
        if found is None:
            return
        text = dotted(found.day)
    if read := tried(told, cell, party_text.read, text):
        put_party(told, *read)


def political(told: Told, cell: Cell) -> None:
    """政治面貌 in a column of its own: it says nothing of months unless it names one."""
    if read := tried(told, cell, party_text.read, cell.line):
        told.values["political_status"] = read[0].status
        if read[0].join:
            told.values["party_join"] = read[0].join


def education(told: Told, cell: Cell) -> None:
    """学历 and 学位; what is not written of the two stays as it is on file."""
    if found := tried(told, cell, words.education_in, cell.text):
        kind = cell.column.name
        for what, value in (("education", found[0]), ("degree", found[1])):
            if value:
                told.values[f"{kind}_{what}"] = value
        if found[2]:
            told.warn(cell.column.told_field, cell.text[:40], found[2])


def school(told: Told, cell: Cell) -> None:
    """School and major: parted by a line break, a blank, or where a school's name surely ends."""
    first, mark, second = cell.text.partition("\n")
    if not mark:
        first, mark, second = cell.text.rpartition(" ")
        if not (mark and second.endswith("专业")):
            first, second = split_school(cell.text)
    is_as_kept = second.endswith("\n")
    second = second.replace("\n", "")
    kind = cell.column.name
    put(told, told.values, Cadre, cell, kind, first)
    put(
        told,
        told.values,
        Cadre,
        cell,
        kind.replace("school", "major"),
        second if is_as_kept else without_word(second),
    )


def without_word(major: str) -> str:
    """A major as it is kept: 专业 at its end is added where it is written."""
    return major.removesuffix("专业") or major


def level(told: Told, cell: Cell) -> None:
    """职务层次 and 职级."""
    if found := tried(told, cell, words.level_in, cell.text):
        told.values |= {
            name: value for name, value in zip(("level", "rank"), found, strict=True) if value
        }


def level_since(told: Told, cell: Cell) -> None:
    """The month in the level, and in brackets that in the rank; a rank alone has the only month."""
    if both := TWO_MONTHS.fullmatch(cell.text):
        for name in ("level", "rank"):
            if both[name].strip():
                put_month(told, cell, f"{name}_since", both[name])
    else:
        is_of_rank = "rank" in told.values and "level" not in told.values
        put_month(told, cell, "rank_since" if is_of_rank else "level_since", cell.line)


def grassroots(told: Told, cell: Cell) -> None:
    """是 is two years at least; months say more; 否 leaves the months that are on file."""
    plain = "".join(cell.text.split())
    found = PERIOD.fullmatch(plain)
    if plain in YES:
        told.at_least["grassroots_months"] = GRASSROOTS_MONTHS
    elif found and (found[1] or found[2]):
        told.values["grassroots_months"] = int(found[1] or 0) * 12 + int(found[2] or 0)
    elif plain not in NO:
        told.refuse(
            cell.column.told_field,
            cell.text[:40],
            f"“{cell.text[:20]}”看不出是不是满两年，请填写 是 或 否，或者写明月数（30个月）。",
        )
