"""Wordings of files and the codes they mean: what people write is wider than what tables name.

Each function takes a text without blanks around it and answers the code, or None for a wording
that is not known: then it is nobody's place to guess.
"""

import re
import unicodedata
from collections.abc import Mapping

from cadres.choices import DEGREE, EDUCATION, HEALTH, LEVEL, NATION, RANK, Gender
from core.codes.vocabulary import vocabulary

GENDERS = {"男": Gender.MAN, "女": Gender.WOMAN, "男性": Gender.MAN, "女性": Gender.WOMAN}
HEALTHS = {"良好": "1", "健康或良好": "1", "一般或较弱": "3", "较弱": "3"}
EDUCATIONS = {
    "硕士研究生": "11",
    "博士研究生": "11",
    "大学研究生": "11",
    "中共中央党校研究生": "1A",
    "大学本科": "21",
    "本科": "21",
    "中共中央党校大学": "22",
    "中央党校本科": "22",
    "大学专科": "31",
    "专科": "31",
    "高职": "31",
    "高等职业教育": "31",
    "大普": "33",
    "中央党校专科": "34",
    "中等专科": "35",
    "中师": "35",
    "技校": "36",
    "技工学校": "36",
    "中等技术": "36",
    "职业高中": "37",
    "职高": "37",
    "普通高中": "37",
    "普通初中": "38",
}
# 云州省委党校研究生, 市委党校大学, 自治区党委党校大专: the table has one code for all of them.
LOCAL_SCHOOL = re.compile(
    r"(?!(?:中共)?中央).*(?:省|区|市|省委|市委|区委|党委)党校(?P<level>研究生|大学|本科|大专|专科)"
)
OF_LOCAL_SCHOOL = {"研究生": "1B", "大学": "23", "本科": "23", "大专": "32", "专科": "32"}
DEGREES = {"MBA": "346", "EMBA": "346", "MPA": "349", "MPH": "351", "工程学硕士": "343"}
# Pre-2008 and GB/T 12407 forms of a level: 0141, 141 (domain §3.4).
LEVEL_FORMS = re.compile(r"0?1(?P<digits>[0-9]{2})")


def gender_code(text: str) -> str | None:
    """男, 女 (GB/T 2261.1)."""
    found = GENDERS.get(_plain(text)) or (text if text in Gender.values else None)
    return str(found) if found else None


def nation_code(text: str) -> str | None:
    """汉族, 汉 (GB/T 3304); the editor's own extras are no nations of the standard."""
    text = _plain(text)
    names = _codes(NATION)
    return names.get(text) or names.get(f"{text}族") or _if_code(NATION, text)


def health_code(text: str) -> str | None:
    """健康, 一般, 较差, as the editor's list has them."""
    text = _plain(text)
    return HEALTHS.get(text) or _codes(HEALTH).get(text) or _if_code(HEALTH, text)


def education_code(text: str) -> str | None:
    """大学, 大学本科, 云州省委党校研究生 (ZB64, the editor's table)."""
    text = _plain(text).removesuffix("学历").removesuffix("毕业")
    if code := _codes(EDUCATION).get(text) or EDUCATIONS.get(text):
        return code
    found = LOCAL_SCHOOL.fullmatch(text.replace("）", ""))
    return OF_LOCAL_SCHOOL[found["level"]] if found else None


def degree_code(text: str) -> str | None:
    """工学学士, 管理学硕士学位 (GB/T 6864)."""
    text = _plain(text).removesuffix("学位")
    return _codes(DEGREE).get(text) or DEGREES.get(text.upper())


def level_code(text: str) -> str | None:
    """A code of ZB09, an older one (0141, 141), or the name of a level."""
    text = _plain(text)
    known = vocabulary(LEVEL)
    if text in known:
        return text
    if (found := LEVEL_FORMS.fullmatch(text)) and (code := f"1A{found['digits']}") in known:
        return code
    return _codes(LEVEL).get(text)


def rank_code(text: str) -> str | None:
    """一级主任科员: a rank travels by its name, the codes of ZB148 are not published."""
    text = _plain(text)
    return _codes(RANK).get(text) or _if_code(RANK, text)


def _plain(text: str) -> str:
    """Without blanks, and with brackets, digits and letters of one width."""
    one_width = unicodedata.normalize("NFKC", text)
    return "".join(one_width.split()).replace("(", "（").replace(")", "）").replace(",", "、")


def _codes(table: str) -> Mapping[str, str]:
    if table not in _BY_NAME:
        names = ((_plain(name), code) for code, name in vocabulary(table).items())
        _BY_NAME[table] = dict(names)
    return _BY_NAME[table]


_BY_NAME: dict[str, dict[str, str]] = {}


def _if_code(table: str, text: str) -> str | None:
    return text if text in vocabulary(table) else None
