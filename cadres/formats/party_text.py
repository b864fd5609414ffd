"""入党时间 as one text and as facts: read and written (domain §1.3).

    201305              中共党员 since then
    民盟                a democratic party, alone; its month may follow: 民盟（2017.09）
    201305；民建        both
    群众 无党派 共青团员 the status in words

A probationary member is written 202406（预备党员）: the month alone would make him a full one.
"""

import re
from dataclasses import dataclass
from datetime import date

from core.months import dotted, parse_month

MEMBER, PROBATIONARY = "01", "02"
# GB/T 4762, as the editor's list has them.
SHORT = {
    "01": "中共党员",
    "02": "预备党员",
    "03": "共青团员",
    "04": "民革",
    "05": "民盟",
    "06": "民建",
    "07": "民进",
    "08": "农工党",
    "09": "致公党",
    "10": "九三",
    "11": "台盟",
    "12": "无党派",
    "13": "群众",
}
# What else is met; the longer ones are tried first.
SYNONYMS = {
    **{name: code for code, name in SHORT.items()},
    "中国国民党革命委员会": "04",
    "民革党员": "04",
    "中国民主同盟": "05",
    "民盟盟员": "05",
    "中国民主建国会": "06",
    "民建会员": "06",
    "中国民主促进会": "07",
    "民进会员": "07",
    "中国农工民主党": "08",
    "农工民主党": "08",
    "农工党党员": "08",
    "农工": "08",
    "中国致公党": "09",
    "致公党党员": "09",
    "致公": "09",
    "九三学社社员": "10",
    "九三学社": "10",
    "台湾民主自治同盟": "11",
    "台盟盟员": "11",
    "中国共产党预备党员": "02",
    "中共预备党员": "02",
    "预备": "02",
    "中国共产党党员": "01",
    "中国共产党": "01",
    "中共正式党员": "01",
    "正式党员": "01",
    "党员": "01",
    "中共": "01",
    "中国共产主义青年团团员": "03",
    "共青团": "03",
    "团员": "03",
    "无党派人士": "12",
    "无党派民主人士": "12",
}
DEMOCRATIC = tuple(code for code in SHORT if "04" <= code <= "11")

_MONTH = r"[0-9]{4}[.\-/年][0-9]{1,2}(?:月|[.\-/][0-9]{1,2}|月[0-9]{1,2}日)?|[0-9]{8}|[0-9]{6}"
_NAMES = "|".join(sorted(map(re.escape, SYNONYMS), key=len, reverse=True))
_TOKEN = re.compile(rf"(?P<name>{_NAMES})|(?P<month>(?<![0-9])(?:{_MONTH})(?![0-9]))")
_PARTING = re.compile(r"[；;，,、]")
# What may stand between names and months without meaning anything.
_FILLING = re.compile(r"[\s；;，,、。()（）:：]|加入|入党|时间|年月|于|日")
LONGEST = 200  # characters; nobody has so many parties
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF0E, 0xFF0D, 0xFF0F)}


@dataclass(frozen=True, slots=True)
class Party:
    """GB/T 4762 codes with the months of joining; "" and None where the text does not say."""

    status: str = ""
    join: date | None = None
    second: str = ""
    second_join: date | None = None


class UnreadableParty(ValueError):
    """A text that says no political status; the sentence is for people."""


def read(text: str) -> tuple[Party, str]:
    """The facts of a text, and what of it has no place in them ("": nothing).

    Raises UnreadableParty. A month right behind the name of another party is that one's, any other
    is that of the Communist Party.
    """
    if len(text) > LONGEST:
        raise UnreadableParty(f"入党时间有 {len(text):,} 个字，最多 {LONGEST} 个，请检查内容。")
    plain = text.translate(_WIDE)
    joined: dict[str, date | None] = {}
    last, end, rest = "", 0, plain
    for found in _TOKEN.finditer(plain):
        rest = rest.replace(found[0], "", 1)
        if found["name"]:
            last, end = SYNONYMS[found["name"]], found.end()
            joined.setdefault(last, None)
            continue
        try:
            month = parse_month(found["month"])
        except ValueError as fault:
            raise UnreadableParty(f"入党时间“{text[:30]}”无法识别：{fault}") from fault
        is_its_own = last in DEMOCRATIC and not _PARTING.search(plain, end, found.start())
        owner = last if is_its_own and joined[last] is None else MEMBER
        joined[owner] = joined.get(owner) or month
    rest = _FILLING.sub("", rest)
    if not joined or rest:
        raise UnreadableParty(
            f"入党时间“{text[:30]}”无法识别，请写成 201305、民盟、201305；民建 或 群众 的样子。"
        )
    return _party(joined)


def _party(joined: dict[str, date | None]) -> tuple[Party, str]:
    months = joined.get(MEMBER) or joined.get(PROBATIONARY)
    communist = next((code for code in (PROBATIONARY, MEMBER) if code in joined), "")
    others = [code for code in joined if code in DEMOCRATIC]
    if communist or others:
        first = communist or others.pop(0)
        month = months if communist else joined[first]
        second = others[0] if others else ""
        left = "；".join(SHORT[code] for code in others[1:])
        return Party(first, month, second, joined.get(second)), left
    return Party(next(iter(joined))), ""


def write(party: Party) -> str:
    """The text of the form; "" when nothing is known."""
    first = SHORT.get(party.status, "")
    if party.status in (MEMBER, PROBATIONARY) and party.join:
        note = f"（{SHORT[PROBATIONARY]}）" if party.status == PROBATIONARY else ""
        first = f"{party.join:%Y%m}{note}"
    elif party.join:
        first += f"（{dotted(party.join)}）"
    second = SHORT.get(party.second, "")
    if second and party.second_join:
        second += f"（{dotted(party.second_join)}）"
    return "；".join(part for part in (first, second) if part)
