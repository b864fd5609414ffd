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
from cadres.exchange.roster_column import Cell, Tell
from cadres.exchange.roster_months import day_in, month_in
from cadres.exchange.told import Told
from cadres.identity.number import fault, masked, normalize
from cadres.people.guards import clean_name
from cadres.people.models import Cadre
from cadres.people.wording import ID_NUMBER

NONE_WORDS = frozenset({"无", "(无)", "（无）"})
MASKED = re.compile(r"[0-9]{0,6}\*+[0-9Xx]{0,4}")
KEY = re.compile(r"[0-9]{1,18}", re.ASCII)


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
    put(told, told.values, Cadre, cell, "name", clean_name(cell.text))


def line(told: Told, cell: Cell) -> None:
    """A text of one line, of the person."""
    put(told, told.values, Cadre, cell, cell.column.told_field, cell.line)


def lines(told: Told, cell: Cell) -> None:
    """A text that may have several lines, of the person."""
    put(told, told.values, Cadre, cell, cell.column.told_field, cell.text)


def form_text(told: Told, cell: Cell) -> None:
    """A text of 任免审批表; 无 says nothing."""
    if cell.text not in NONE_WORDS:
        put(told, told.texts, ApprovalTexts, cell, cell.column.told_field, cell.text)


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
        if (found := tried(told, cell, read, cell.line)) is not None:
            (told.stay if of_stay else told.values)[cell.column.told_field] = found

    return tell


def month(told: Told, cell: Cell) -> None:
    """A month of the person."""
    put_month(told, cell, cell.column.told_field, cell.line)


def entered_on(told: Told, cell: Cell) -> None:
    """The day of coming onto the roster."""
    if found := tried(told, cell, day_in, cell.line, is_number=cell.is_number):
        told.stay["entered_on"] = found.day
        if found.note:
            told.warn("entered_on", cell.text[:40], found.note)


def id_number(told: Told, cell: Cell) -> None:
    """A whole number that is one; a masked one says nothing (domain §4).

    Whether it agrees with birth and gender is for the checks: on file it may lawfully differ.
    """
    found = normalize(cell.text)
    if MASKED.fullmatch(found):
        return
    if sentence := fault(found, cell.on):
        told.refuse(ID_NUMBER, masked(found), sentence)
        return
    told.values[ID_NUMBER] = found


def put_month(told: Told, cell: Cell, name: str, text: str) -> None:
    if found := tried(told, cell, month_in, text, is_number=cell.is_number):
        told.values[name] = found.day
        if found.note:
            told.warn(name, cell.text[:40], found.note)


def tried(told: Told, cell: Cell, read: Callable[..., Any], *given: Any, **more: Any) -> Any:
    try:
        return read(*given, **more)
    except ValueError as refusal:
        told.refuse(cell.column.told_field, cell.text[:40], str(refusal))
        return None


@cache
def _longest(model: type[models.Model], name: str) -> int | None:
    return model._meta.get_field(name).max_length


def put(
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
