"""Months and days of a sheet in every form that people, and spreadsheets, give them (UX 24)."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from core.months import FIRST_YEAR, LAST_YEAR, dotted, parse_month

EXCEL_EPOCH = date(1899, 12, 30)  # serial 0 of Excel and WPS
AGE = re.compile(r"\s*[（(]?\s*[0-9０-９]{1,3}\s*周?岁\s*[)）]?\s*$")
# 1985.10 typed into a cell that is no text is the number 1985.1.
AMBIGUOUS = re.compile(r"[0-9]{4}\.1")
SERIAL = re.compile(r"([0-9]{5,6})(?:\.[0-9]+)?")
TWO_DIGITS = re.compile(r"[0-9]{2}[.\-/年][0-9]{1,2}([.\-/月].*)?")
YEAR = re.compile(r"[0-9]{4}年?")
DAY = re.compile(r"([0-9]{4})(?:[.\-/年]([0-9]{1,2})[.\-/月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")


class Found(NamedTuple):
    """A month or day, and what somebody should know about how it was understood."""

    day: date
    note: str = ""


@lru_cache(maxsize=16_384)
def month_in(text: str, *, is_number: bool = False) -> Found:
    """The month of a cell, an age behind it left aside; raises ValueError with a sentence."""
    plain = _plain(AGE.sub("", text))
    _refuse(plain, text, is_number=is_number)
    if day := _serial(plain, is_number=is_number):
        return Found(day.replace(day=1), _of_serial(plain, dotted(day)))
    return Found(parse_month(plain))


@lru_cache(maxsize=16_384)
def day_in(text: str, *, is_number: bool = False) -> Found:
    """The day of a cell; a month alone is its first day, which is said."""
    plain = _plain(text)
    _refuse(plain, text, is_number=is_number)
    if day := _serial(plain, is_number=is_number):
        return Found(day, _of_serial(plain, f"{day:%Y.%m.%d}"))
    if found := DAY.fullmatch(plain):
        parse_month(plain)
        try:
            return Found(date(*(int(part) for part in found.groups() if part)))
        except ValueError:
            raise ValueError(f"“{text[:20]}”不是日历上的一天，请写成 2024.03.15 的样子。") from None
    month = parse_month(plain)
    return Found(month, f"“{text[:20]}”没有写日，按 {month:%Y.%m.%d} 读取，请核对。")


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _refuse(plain: str, text: str, *, is_number: bool) -> None:
    shown = text[:20]
    if is_number and AMBIGUOUS.fullmatch(plain):
        raise ValueError(
            f"“{shown}”在表中是数值，分不清是 {plain[:4]}.01 还是 {plain[:4]}.10"
            "（表格软件会去掉末位的 0），请把单元格设为文本后重新填写。"
        )
    if TWO_DIGITS.fullmatch(plain):
        raise ValueError(f"“{shown}”的年份只有两位，不能猜是哪个世纪，请写成 1985.07 的样子。")
    if YEAR.fullmatch(plain):
        raise ValueError(f"“{shown}”只有年份，没有月份，请写成 1985.07 的样子。")


def _serial(plain: str, *, is_number: bool) -> date | None:
    """The day that a serial number means: five digits, in a cell of a number with a time too."""
    found = SERIAL.fullmatch(plain)
    if found is None or (len(found[1]) == 6 and not (is_number and "." in plain)):
        return None
    if "." in plain and not is_number:
        return None
    day = EXCEL_EPOCH + timedelta(days=int(found[1]))
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _of_serial(plain: str, meant: str) -> str:
    return f"“{plain}”是表格软件的日期序号，按 {meant} 读取，请核对。"
