"""Texts of the form made of the sets of a package, where A01 has none of its own (domain §2.3)."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from cadres.formats.hzb_tables import Row
from cadres.formats.hzb_words import ASSESSMENT, PARTY, POLITICAL, RELATION, word
from cadres.formats.reward_wording import reward_sentence

FULLTIME, YES = "1", ("1", "true", "True")
LAST_YEARS = 3
MEMBERS = ("01", "02")
SANCTIONS = "02"  # A1404B of ZB65 begins with it


def is_serving(post: Row) -> bool:
    """ZB14: 1 is 在任, and nothing said means it."""
    return post.get("A0255", "1") == "1"


def in_order(rows: Iterable[Row], code: str) -> list[Row]:
    """Rows by a number that may be missing or no number."""
    return sorted(rows, key=lambda row: (not row.get(code, "").isdecimal(), _number(row, code)))


def title(posts: Sequence[Row]) -> str:
    """现任职务: posts of one unit parted by 、, units by ，."""
    serving = in_order([p for p in posts if is_serving(p) and p.get("A0215A")], "A0223")
    told = [
        unit + "、".join(post["A0215A"] for post in same)
        for unit, same in groupby(serving, key=lambda post: post.get("A0201A", ""))
    ]
    return "，".join(told)


def party(person: Row) -> str:
    """入党时间, as domain §1.3 has it: YYYYMM, a party, or both."""
    status = person.get("A0141", "")
    others = [word(PARTY, person[code]) for code in ("A3921", "A3927") if person.get(code)]
    if status in MEMBERS:
        first = [person["A0144"]] if person.get("A0144") else []
    else:
        first = [word(PARTY, status)] if status else []
    return "；".join(dict.fromkeys([*first, *others]))


def education(rows: Sequence[Row], *, fulltime: bool) -> tuple[str, str, str, str]:
    """学历, 学位 and the school of each; that of the 学位 is empty when it is the same."""
    kept = [row for row in rows if (row.get("A0837") == FULLTIME) == fulltime]
    studied = _chosen(kept, "A0801A", "A0831" if fulltime else "A0838", "A0801B", "A0807")
    degreed = _chosen(kept, "A0901A", "A0832" if fulltime else "A0839", "A0901B", "A0904")
    school, degree_school = _school(studied), _school(degreed)
    return (
        studied.get("A0801A", ""),
        degreed.get("A0901A", ""),
        school or degree_school,
        degree_school if school and degree_school != school else "",
    )


def assessments(rows: Sequence[Row]) -> str:
    """年度考核结果 of the last three years, equal ones together."""
    known = [row for row in rows if row.get("A1521") and row.get("A1517")]
    by_year = sorted((row["A1521"][:4], _result(row)) for row in known)
    told = []
    for result, same in groupby(by_year[-LAST_YEARS:], key=lambda one: one[1]):
        years = [f"{year}年" for year, _ in same]
        told.append(f"{'、'.join(years)}年度考核{'均' if len(years) > 1 else ''}为{result}")
    return f"{'，'.join(told)}。" if told else ""


def results(rows: Sequence[Row]) -> dict[str, str]:
    """Each year's result in words, under the code of the result and the year."""
    known = [row for row in rows if row.get("A1521") and row.get("A1517")]
    return {f"A1517.{row['A1521'][:4]}": _result(row) for row in known}


def rewards(rows: Sequence[Row]) -> str:
    """奖惩情况: rewards, and sanctions that nobody withdrew, by date."""
    told = [
        _reward(row)
        for row in sorted(rows, key=lambda row: row.get("A1407", ""))
        if row.get("A1404A") and not row.get("A1424")
    ]
    return f"{'；'.join(told)}。" if told else ""


def relatives(rows: Sequence[Row]) -> list[list[str]]:
    """Rows of the five columns of the form."""
    return [
        [
            word(RELATION, row.get("A3604A", "")),
            row.get("A3601", ""),
            row.get("A3607", ""),
            word(POLITICAL, row.get("A3627", "")),
            row.get("A3611", ""),
        ]
        for row in in_order(rows, "SORTID")
    ]


def _reward(row: Row) -> str:
    day, by = row.get("A1407", ""), row.get("A1411A", "")
    when = f"{day[:4]}年{int(day[4:6])}月，" if day[:6].isdecimal() and len(day) >= 6 else ""
    if row.get("A1404B", "").startswith(SANCTIONS):
        return f"{when}受到{by}给予的{row['A1404A']}处分"
    return when + reward_sentence(row["A1404A"], by)


def _result(row: Row) -> str:
    return word(ASSESSMENT, row.get("A1517", ""))


def _chosen(rows: Sequence[Row], text: str, flag: str, code: str, day: str) -> Row:
    """The row that is marked as the highest, or else the highest by code, the latest of these."""
    named = sorted((row for row in rows if row.get(text)), key=lambda r: r.get(day, ""))
    marked = [row for row in named if row.get(flag) in YES]
    if marked:
        return marked[-1]
    return min(reversed(named), key=lambda row: row.get(code, "9")[:1], default={})


def _school(row: Row) -> str:
    major = row.get("A0824", "")
    return row.get("A0814", "") + (major if not major or major.endswith("专业") else f"{major}专业")


def _number(row: Row, code: str) -> int:
    value = row.get(code, "")
    return int(value) if value.isdecimal() else 0
