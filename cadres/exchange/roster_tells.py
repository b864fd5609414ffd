"""What each kind of cell of 花名册 tells (domain §9.2, §1.3): values, or a remark with the remedy.

An empty cell says nothing. A cell that cannot be understood is an error: it was filled in for this
column, and whoever did so can mend it.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import models

from cadres.approval.models import ApprovalTexts
from cadres.exchange import roster_words as words
from cadres.exchange.roster_column import Cell, Tell
from cadres.exchange.roster_months import day_in, month_in
from cadres.exchange.schools import split_school
from cadres.exchange.told import Told
from cadres.formats import party_text
from cadres.identity.number import disagreements, fault, masked, normalize
from cadres.people.columns import GRASSROOTS_MONTHS
from cadres.people.guards import clean_name
from cadres.people.models import Cadre
from cadres.people.wording import ID_NUMBER
from core.months import dotted

NONE_WORDS = frozenset({"无", "(无)", "（无）"})
MASKED = re.compile(r"[0-9]{0,6}\*+[0-9Xx]{0,4}")
KEY = re.compile(r"[0-9]{1,18}", re.ASCII)
YES, NO = {"是", "有", "1", "√", "✓"}, {"否", "无", "0", "×", "✗", "没有"}
PERIOD = re.compile(r"(?:是|否)?[（(]?(?:(\d{1,2})年)?(?:零?(\d{1,3})个?月)?[)）]?", re.ASCII)
TWO_MONTHS = re.compile(r"(?P<level>[^（()）\n、；;/]*)[\s（(、；;/]+(?P<rank>[^（()）\n]+)[)）]?")


def number(_told: Told, _cell: Cell) -> None:
    """序号 says nothing of anybody."""


def later(told: Told, cell: Cell) -> None:
    """A column whose facts are kept by a part of the system that is still to come."""
    told.warn(
        cell.column.told_field, cell.text[:40], f"“{cell.column.label}”目前不能导入，没有读取。"
    )


def key(told: Told, cell: Cell) -> None:
    """The key that an export has hidden in the sheet."""
    if KEY.fullmatch(cell.text):
        told.key = int(cell.text)
    else:
        told.warn("", cell.text[:20], "隐藏的系统编号被改动过，没有采用，改按身份证号和姓名核对。")


def name(told: Told, cell: Cell) -> None:
    """A name without the blanks of print."""
    _put(told, told.values, Cadre, cell, "name", clean_name(cell.text))


def line(told: Told, cell: Cell) -> None:
    """A text of one line, of the person."""
    _put(told, told.values, Cadre, cell, cell.column.told_field, cell.line)


def lines(told: Told, cell: Cell) -> None:
    """A text that may have several lines, of the person."""
    _put(told, told.values, Cadre, cell, cell.column.told_field, cell.text)


def form_text(told: Told, cell: Cell) -> None:
    """A text of 任免审批表; 无 says nothing."""
    if cell.text not in NONE_WORDS:
        _put(told, told.texts, ApprovalTexts, cell, cell.column.told_field, cell.text)


def unit(told: Told, cell: Cell) -> None:
    """A unit as it is written: finding it needs the tree."""
    told.unit_words = cell.line


def code(read: Callable[[str], str | None], remedy: str) -> Tell:
    """A cell of one code, for which `read` knows the wordings."""

    def tell(told: Told, cell: Cell) -> None:
        found = read(cell.text)
        if found is None:
            told.refuse(
                cell.column.told_field,
                cell.text[:40],
                f"“{cell.text[:20]}”不是可选的{cell.column.label}，请填写{remedy}。",
            )
        else:
            told.values[cell.column.told_field] = found

    return tell


def choice(read: Callable[[str], Any], *, of_stay: bool = False) -> Tell:
    """The same where `read` refuses with a sentence; `of_stay`: it concerns the roster."""

    def tell(told: Told, cell: Cell) -> None:
        if (found := _tried(told, cell, read, cell.line)) is not None:
            (told.stay if of_stay else told.values)[cell.column.told_field] = found

    return tell


def month(told: Told, cell: Cell) -> None:
    """A month of the person."""
    _put_month(told, cell, cell.column.told_field, cell.line)


def entered_on(told: Told, cell: Cell) -> None:
    """The day of coming onto the roster."""
    if found := _tried(told, cell, day_in, cell.line, is_number=cell.is_number):
        told.stay["entered_on"] = found.day
        if found.note:
            told.warn("entered_on", cell.text[:40], found.note)


def party(told: Told, cell: Cell) -> None:
    """政治面貌 and months of joining; a month that is not written stays as it is on file (§1.3)."""
    text = cell.line
    if cell.is_number:
        found = _tried(told, cell, month_in, text, is_number=True)
        if found is None:
            return
        text = dotted(found.day)
    read = _tried(told, cell, party_text.read, text)
    if read is None:
        return
    party, left = read
    told.values |= {"political_status": party.status, "second_party": party.second}
    is_member = party.status in (party_text.MEMBER, party_text.PROBATIONARY)
    if party.join or not (is_member or party.status in party_text.DEMOCRATIC):
        told.values["party_join"] = party.join
    if party.second_join or not party.second:
        told.values["second_party_join"] = party.second_join
    if left:
        told.warn("second_party", left, f"第三个党派“{left}”没有地方登记，没有读取。")


def political(told: Told, cell: Cell) -> None:
    """政治面貌 in a column of its own: it says nothing of months unless it names one."""
    if read := _tried(told, cell, party_text.read, cell.line):
        told.values["political_status"] = read[0].status
        if read[0].join:
            told.values["party_join"] = read[0].join


def education(told: Told, cell: Cell) -> None:
    """学历 and 学位; what is not written of the two stays as it is on file."""
    if found := _tried(told, cell, words.education_in, cell.text):
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
    second = second.replace("\n", "")
    kind = cell.column.name
    _put(told, told.values, Cadre, cell, kind, first)
    _put(told, told.values, Cadre, cell, kind.replace("school", "major"), without_word(second))


def without_word(major: str) -> str:
    """A major as it is kept: 专业 at its end is added where it is written."""
    return major.removesuffix("专业") or major


def level(told: Told, cell: Cell) -> None:
    """职务层次 and 职级."""
    if found := _tried(told, cell, words.level_in, cell.text):
        told.values |= {
            name: value for name, value in zip(("level", "rank"), found, strict=True) if value
        }


def level_since(told: Told, cell: Cell) -> None:
    """The month in the level, and in brackets that in the rank; a rank alone has the only month."""
    if both := TWO_MONTHS.fullmatch(cell.text):
        for name in ("level", "rank"):
            if both[name].strip():
                _put_month(told, cell, f"{name}_since", both[name])
    else:
        is_of_rank = "rank" in told.values and "level" not in told.values
        _put_month(told, cell, "rank_since" if is_of_rank else "level_since", cell.line)


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


def id_number(told: Told, cell: Cell) -> None:
    """A whole number that is one; a masked one says nothing (domain §4)."""
    found = normalize(cell.text)
    if MASKED.fullmatch(found):
        return
    if sentence := fault(found, cell.on):
        told.refuse(ID_NUMBER, masked(found), sentence)
        return
    told.values[ID_NUMBER] = found
    values = told.values
    for sentence in disagreements(found, values.get("birth"), values.get("gender", "")):
        told.warn(ID_NUMBER, masked(found), sentence)


def _put_month(told: Told, cell: Cell, name: str, text: str) -> None:
    if found := _tried(told, cell, month_in, text, is_number=cell.is_number):
        told.values[name] = found.day
        if found.note:
            told.warn(name, cell.text[:40], found.note)


def _tried(told: Told, cell: Cell, read: Callable[..., Any], *given: Any, **more: Any) -> Any:
    try:
        return read(*given, **more)
    except ValueError as refusal:
        told.refuse(cell.column.told_field, cell.text[:40], str(refusal))
        return None


@cache
def _longest(model: type[models.Model], name: str) -> int | None:
    return model._meta.get_field(name).max_length


def _put(
    told: Told, values: dict[str, Any], model: type[models.Model], cell: Cell, name: str, text: str
) -> None:
    if not text:
        return
    longest = _longest(model, name)
    if longest and len(text) > longest:
        told.refuse(
            name,
            f"{text[:30]}…",
            f"“{cell.column.label}”有 {len(text)} 个字，最多 {longest} 个，请缩短。",
        )
    else:
        values[name] = text
