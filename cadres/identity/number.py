"""The citizen ID number (公民身份号码, GB 11643-1999): 18 characters and what they say.

Six digits of area (GB/T 2260 at first registration), eight of birth (YYYYMMDD), three of sequence
(odd for men, even for women), and a check character (ISO 7064 MOD 11-2). Numbers given before 1999
have 15 digits: no century, no check character.
"""

import re
from datetime import date
from operator import mul
from typing import Final

from core.months import dotted

AREA = slice(0, 6)
BIRTH = slice(6, 14)
SEQUENCE_END = 16  # index of the 17th digit, whose parity is the gender

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS: Final = "10X98765432"  # by the weighted sum modulo 11

WHOLE = re.compile(r"[0-9]{17}[0-9X]")
OLD = re.compile(r"[0-9]{15}")
DIGITS: Final = frozenset("0123456789")
EARLIEST_YEAR: Final = 1900  # nobody born before lives; 15-digit numbers know no other century
GENDERS: Final = {"1": "男", "2": "女"}

SEVENTEEN = re.compile(r"[0-9]{17}")

# Blanks, and the invisible marks that come along when a number is copied from a document.
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
TO_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def normalize(text: str) -> str:
    """The number as it is kept: no blanks, half width, upper-case X, 15 digits made 18.

    Never raises; what is no number stays what it is, for `fault` to explain.
    """
    if WHOLE.fullmatch(text):
        return text
    plain = UNSEEN.sub("", text).translate(TO_HALF_WIDTH).replace("x", "X")
    if OLD.fullmatch(plain):
        first17 = f"{plain[:6]}19{plain[6:]}"
        return first17 + check_digit(first17)
    return plain


def check_digit(first17: str) -> str:
    """The 18th character, `0` to `9` or `X`; ValueError unless given 17 plain digits."""
    if not SEVENTEEN.fullmatch(first17):
        raise ValueError("a check digit is made of 17 digits")
    total = sum(map(mul, WEIGHTS, map(int, first17)))
    return CHECK_CHARACTERS[total % 11]


def birth_of(number: str) -> date:
    """The day of birth that the number says; ValueError when it has none."""
    digits = _whole(number)[BIRTH]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def gender_of(number: str) -> str:
    """`"1"` 男 or `"2"` 女 (GB/T 2261.1); ValueError for what is no number."""
    return "1" if int(_whole(number)[SEQUENCE_END]) % 2 else "2"


def area_of(number: str) -> str:
    """Six digits of the place of first registration (GB/T 2260); ValueError for no number."""
    return _whole(number)[AREA]


def masked(number: str) -> str:
    """First six and last four characters around eight asterisks, 18 in all.

    Of a text under 15 characters nothing is shown: the ends would be most of it.
    """
    if len(number) < 15:
        return "*" * len(number)
    return f"{number[:6]}********{number[-4:]}"


def fault(text: str, on: date) -> str:
    """What is wrong with a number on the day `on`, as one Chinese sentence; empty when it is fine.

    Never shows the whole number. The area is not checked: areas are renamed and abolished.
    """
    number = normalize(text)
    if not number:
        return "没有填写身份证号，请填写 18 位号码。"
    return (
        _fault_of_characters(number)
        or _fault_of_length(number)
        or _fault_of_birth(number, on)
        or _fault_of_check_digit(number)
    )


def disagreements(number: str, birth: date | None, gender: str) -> list[str]:
    """Warnings where a number differs from the birth month and gender (GB/T 2261.1) on file.

    They refuse nothing: the month that the file establishes (档案认定) may lawfully differ. What
    is unknown, and a number that is none, differs from nothing.
    """
    warnings = []
    try:
        stated, stated_gender = birth_of(number), gender_of(number)
    except ValueError:
        return []
    if birth and (stated.year, stated.month) != (birth.year, birth.month):
        warnings.append(
            f"身份证号中的出生年月是 {dotted(stated)}，登记的出生年月是 {dotted(birth)}，"
            "请核对；如以档案认定的为准，请说明理由。"
        )
    if gender in GENDERS and stated_gender != gender:
        warnings.append(
            f"身份证号第 17 位表示性别为{GENDERS[stated_gender]}，登记的性别是{GENDERS[gender]}，"
            "请核对；如确实不一致，请说明理由。"
        )
    return warnings


def _whole(number: str) -> str:
    if WHOLE.fullmatch(number):
        return number
    whole = normalize(number)
    if not WHOLE.fullmatch(whole):
        raise ValueError("not a citizen ID number")
    return whole


def _fault_of_characters(number: str) -> str:
    if WHOLE.fullmatch(number):
        return ""
    for place, character in enumerate(number, start=1):
        if character not in DIGITS and not (character == "X" and place == len(number)):
            shown = character if character.isprintable() else f"U+{ord(character):04X}"
            return (
                f"身份证号第 {place} 位的“{shown}”不对：只能是数字，最后一位还可以是 X，"
                "请对照身份证改正。"
            )
    return ""


def _fault_of_length(number: str) -> str:
    if len(number) == 18:
        return ""
    return (
        f"身份证号“{masked(number)}”有 {len(number)} 位，应为 18 位（旧号码为 15 位数字），"
        "请对照身份证改正。"
    )


def _fault_of_birth(number: str, on: date) -> str:
    # The eight digits alone: beside a masked number they would give all of it away.
    digits = number[BIRTH]
    try:
        birth = birth_of(number)
    except ValueError:
        return f"身份证号中的出生日期“{digits}”不存在，请对照身份证改正这 8 位数字。"
    if birth.year < EARLIEST_YEAR:
        return f"身份证号中的出生日期“{digits}”早于 {EARLIEST_YEAR} 年，请对照身份证改正。"
    if birth > on:
        return f"身份证号中的出生日期“{digits}”晚于 {on:%Y%m%d}，请对照身份证改正。"
    return ""


def _fault_of_check_digit(number: str) -> str:
    expected = check_digit(number[:17])
    if number[17] == expected:
        return ""
    if number.endswith("000"):
        # A spreadsheet keeps 15 digits of a number and fills up with zeros.
        return (
            f"身份证号“{masked(number)}”的末三位是 000 且校验不符，"
            "多半是表格软件把它当作数值而丢了末位，请把单元格设为文本后重新填写。"
        )
    return (
        f"身份证号“{masked(number)}”的最后一位是“{number[17]}”，按前 17 位推算应为“{expected}”，"
        "请对照身份证逐位核对。"
    )
