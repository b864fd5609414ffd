"""What words of a post tell of it: seat, level, a time away. Guesses, and shown as such."""

from __future__ import annotations

import re
from typing import Final

from core.choices import UnitLevel
from rotation.choices import PostingKind, Seat

_HEADS: Final = (
    "(?:书记|局长|部长|院长|校长|园长|馆长|所长|站长|队长|处长|科长|股长|室主任|主任(?!科员)|主席|镇长|乡长|县长"
    "|区长|市长|检察长|秘书长|董事长|总经理|经理|厂长|组长)"
)
_DEPUTY = re.compile(f"副{_HEADS}|(?:党委|党组|党工委)(?:委员|成员)|纪委书记|纪工委书记|副职")
_PRINCIPAL = re.compile(f"(?<!副)(?<!纪委)(?<!纪工委)(?<!支部)(?<!总支){_HEADS}(?!助理|秘书)")
_STANDING = re.compile("委常委(?!会)")
# A section within the unit: its head is not the unit's.
_OWN_SECTION = re.compile(
    "部副?部长|(?:科|股|处|办公室|综合室|中心|大队|支队|所|站)(?:副)?(?:科长|股长|处长|主任|大队长|支队长|队长|所长|站长|长)"
)
_AWAY: Final = (
    (PostingKind.PETITION, re.compile("信访督查")),
    (PostingKind.SHADOW, re.compile("跟班")),
    (
        PostingKind.GRASSROOTS,
        re.compile("驻村|第一书记|支教|支医|科技特派|蹲点|服务基层|三支一扶|帮扶"),
    ),
    (PostingKind.TASK, re.compile("抽调|专班|急难险重|抗洪|防汛|疫情防控|专项工作")),
    (
        PostingKind.SECONDMENT,
        re.compile("挂职|挂任|借调|上挂|下派"),
    ),
)
_CLEANED = re.compile("^(?:挂任|挂职|借调到|借调|抽调到|在|到|下派到|下派|派驻|驻)")
_TAILS = re.compile("(?:挂职锻炼|挂职|跟班学习|借调|服务)$")
ACTING = "主持工作"
_ACTING = re.compile("[（(，,]?主持(?:全面)?工作[）)]?")

# ZB03 of a unit to ZB09 of its principal and its deputy; of the head and second of its sections.
_LEADERS: Final = {
    UnitLevel.BUREAU_PRINCIPAL: ("1A21", "1A22"),
    UnitLevel.BUREAU_DEPUTY: ("1A22", "1A31"),
    UnitLevel.COUNTY_PRINCIPAL: ("1A31", "1A32"),
    UnitLevel.COUNTY_DEPUTY: ("1A32", "1A41"),
    UnitLevel.SECTION_PRINCIPAL: ("1A41", "1A42"),
    UnitLevel.SECTION_DEPUTY: ("1A42", ""),
}
_SECTIONS: Final = {
    UnitLevel.COUNTY_PRINCIPAL: ("1A41", "1A42"),
    UnitLevel.COUNTY_DEPUTY: ("1A42", ""),
}
_CLERKS: Final = (("办事员", "1A60"), ("科员", "1A50"), ("试用期", "1A98"))


def away_kind(text: str) -> PostingKind | None:
    """What kind of time away the words tell of, if any."""
    return next((kind for kind, words in _AWAY if words.search(text)), None)


def place_words(text: str) -> str:
    """A time away without its verb: 挂任柳河镇副镇长 is 柳河镇副镇长."""
    return _CLEANED.sub("", text.strip())


def post_words(title: str) -> tuple[str, bool]:
    """The post without 主持工作 and 挂职 behind it, and whether it is an acting one."""
    bare = _ACTING.sub("", title)
    bare = _TAILS.sub("", bare.strip("，、 　"))
    return bare.strip("，、 　"), ACTING in title


def seat_of(title: str) -> Seat:
    """正职, 副职 or neither; of several posts the highest."""
    if _STANDING.search(title):
        return Seat.DEPUTY  # 县委常委、组织部部长 leads a department, not the county
    if _PRINCIPAL.search(title) and "助理" not in title:
        return Seat.PRINCIPAL
    return Seat.DEPUTY if _DEPUTY.search(title) else Seat.OTHER


def level_of(title: str, seat: Seat, unit_level: str) -> str:
    """The ZB09 code that the post usually has; "" where the words do not tell."""
    if seat == Seat.OTHER:
        if "主任科员" in title:
            return ""
        return next((code for word, code in _CLERKS if word in title), "")
    known = {str(level): codes for level, codes in _LEADERS.items()}
    if _OWN_SECTION.search(title) and not _STANDING.search(title):
        known = {str(level): codes for level, codes in _SECTIONS.items()}
    pair = known.get(unit_level, ("", ""))
    return pair[0] if seat == Seat.PRINCIPAL else pair[1]
