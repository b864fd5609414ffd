"""Combined cells of 花名册 as codes: 学历学位, 职务层次(职级), 来源, 培养层次, 掌握标识.

What the tables do not know raises ValueError with a sentence that names what they do.
"""

import re
import unicodedata
from functools import lru_cache

from cadres.choices import LEVEL, RANK, SOURCE, Direction, HeldBy, Tier
from cadres.exchange.code_words import degree_code, education_code, level_code, rank_code
from core.codes.vocabulary import vocabulary

NOTHING = frozenset(
    ("无", "无学位", "无学历", "未授予", "无领导职务", "无职级", "-", "—", "--", "——", "/")
)
PARTS = re.compile(r"[、，,；;/+()（）]")
LEVELS = {
    "正厅": "1A21", "正厅级": "1A21", "副厅": "1A22", "副厅级": "1A22",
    "正处": "1A31", "正处级": "1A31", "正县级": "1A31", "县处级正": "1A31", "处级正职": "1A31",
    "副处": "1A32", "副处级": "1A32", "副县级": "1A32", "县处级副": "1A32", "处级副职": "1A32",
    "正科": "1A41", "正科级": "1A41", "乡科级正": "1A41", "科级正职": "1A41",
    "副科": "1A42", "副科级": "1A42", "乡科级副": "1A42", "科级副职": "1A42",
    "科员级": "1A50", "试用期": "1A98",
}  # fmt: skip
SOURCES = {
    "考录": "01", "公务员考录": "01", "公开考录": "01", "考试": "01", "公务员考试": "01",
    "选调": "02", "定向选调生": "02", "省选调生": "02", "选调生考录": "02",
    "遴选": "03", "军转": "07", "军转干部": "07", "军队转业": "07", "转业": "07",
    "公开招聘": "08", "事业单位公开招聘": "08", "事业单位招聘": "08", "招聘": "08",
}  # fmt: skip
TIERS = {
    1: ("1", "一", "一级", "第一层次", "副科"),
    2: ("2", "二", "二级", "第二层次", "正科"),
    3: ("3", "三", "三级", "第三层次", "副县", "副处"),
    4: ("4", "四", "四级", "第四层次", "正县", "正处"),
}
HOLDERS = {"省": HeldBy.PROVINCE, "市": HeldBy.CITY, "县": HeldBy.COUNTY, "区": HeldBy.COUNTY}
HELD = re.compile(r"([省市县区])(?:级|管|委|委组织部|委组织部管理|委组织部)?(?:掌握)?")


@lru_cache(maxsize=4096)
def education_in(text: str) -> tuple[str, str, str]:
    """ZB64 and GB/T 6864 codes, "" for what is not said, and a note."""
    education = degree = note = ""
    for piece in _pieces(text, education_code, degree_code):
        if (code := education_code(piece)) and not education:
            education = code
            note = piece if "硕士" in piece or "博士" in piece else note
        elif (code := degree_code(piece)) and not degree:
            degree = code
        else:
            both = _joined(piece) if not education and not degree else None
            if both is None:
                raise ValueError(
                    f"“{piece[:20]}”不是可选的学历或学位，或者与前面重复，"
                    "请写成“大学”换行“工学学士”的样子，用下拉列表中的名称。"
                )
            education, degree = both
    if note and not degree:
        note = f"“{note}”按学历“研究生”读取，学位没有写明，请核对。"
        return education, degree, note
    return education, degree, ""


@lru_cache(maxsize=4096)
def level_in(text: str) -> tuple[str, str]:
    """ZB09 and rank codes, "" for what is not said."""
    level = rank = ""
    for piece in _pieces(text, _level, rank_code):
        if (code := _level(piece)) and not level:
            level = code
        elif (code := rank_code(piece)) and not rank:
            rank = code
        else:
            raise ValueError(
                f"“{piece[:20]}”不是可选的职务层次或职级，或者与前面重复，"
                f"请写成“乡科级正职（一级主任科员）”的样子。"
                f"可选的职务层次：{'、'.join(vocabulary(LEVEL).values())}；"
                f"职级：{'、'.join(vocabulary(RANK).values())}。"
            )
    return level, rank


@lru_cache(maxsize=1024)
def source_in(text: str) -> str:
    """A code of ENTRY_MODE."""
    plain = _plain(text)
    known = {_plain(name): code for code, name in vocabulary(SOURCE).items()} | SOURCES
    if code := known.get(plain):
        return code
    return _refuse(text, "来源", vocabulary(SOURCE).values())


@lru_cache(maxsize=1024)
def tier_in(text: str) -> int:
    """A tier: ①, 一级, 一级（副科）, 副科."""
    plain = _plain(text)
    for tier in Tier:
        if plain in TIERS[tier] or plain in (_plain(tier.label), f"{tier.value}级"):
            return tier.value
        # ①一级（副科）, as a drop-down of another list may have it.
        if plain == f"{tier.value}{_plain(tier.label)}":
            return tier.value
    return _refuse(text, "培养层次", ("①", "②", "③", "④", *Tier.labels))


@lru_cache(maxsize=1024)
def direction_in(text: str) -> str:
    """A 培养方向 by its name."""
    plain = _plain(text)
    for direction in Direction:
        if plain == direction.label:
            return str(direction.value)
    return _refuse(text, "培养方向", Direction.labels)


@lru_cache(maxsize=1024)
def holder_in(text: str) -> str:
    """省, 市, 县, with or without 级 and 掌握."""
    if found := HELD.fullmatch(_plain(text)):
        return str(HOLDERS[found[1]].value)
    return _refuse(text, "掌握标识", ("省", "市", "县"))


def _level(text: str) -> str | None:
    return level_code(text) or LEVELS.get(_plain(text))


def _pieces(text: str, *readers) -> list[str]:
    """Parts of a combined cell, by line and blank; marks part only what is no name by itself."""
    found = []
    for token in text.split():
        if any(read(token) for read in readers):
            found.append(token)
        else:
            found += [part for part in PARTS.split(token) if part]
    return [piece for piece in found if piece not in NOTHING]


def _joined(piece: str) -> tuple[str, str] | None:
    """大学工学学士: an education with its degree right behind."""
    for end in range(len(piece) - 2, 1, -1):
        education, degree = education_code(piece[:end]), degree_code(piece[end:])
        if education and degree:
            return education, degree
    return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _refuse(text: str, label: str, names) -> str:
    raise ValueError(f"“{text[:20]}”不是可选的{label}，可选：{'、'.join(names)}。")
