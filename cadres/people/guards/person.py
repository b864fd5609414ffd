"""What the facts of a person must be among themselves (domain §3.6)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from cadres.choices import PARTY_MEMBERS, SERVING
from cadres.people.models import Cadre
from core.months import dotted, full_years
from core.names.text import INTERPUNCTS

LEAGUE = "03"  # 共青团员, GB/T 4762
NO_PARTY: Final = ("", "12", "13")  # none, 无党派人士, 群众
# 民革 … 台盟: those that stand beside the Communist Party or alone.
DEMOCRATIC_PARTIES: Final = tuple(f"{code:02d}" for code in range(4, 12))
NO_DEGREE_UP_TO: Final = ("31", "32", "34", "35", "36", "37", "38", "39", "3")  # 大专 and below
YOUNGEST_WORKER, YOUNGEST_MEMBER = 16, 18  # years; younger is looked at, not refused

MONTHS: Final = (
    *("birth", "work_start", "party_join", "second_party_join"),
    *("level_since", "rank_since", "post_since", "source_since"),
)
AFTER_BIRTH: Final = ("work_start", "party_join", "second_party_join", "source_since")
NOT_BEFORE_WORK: Final = ("level_since", "rank_since", "post_since")

_NAME = re.compile(r"[^\s0-9A-Za-z()（）]+")

Fault = tuple[str, str]


def clean_name(name: str) -> str:
    """A name without the blanks of print and with the one dot of minority names."""
    return re.sub(f"[{INTERPUNCTS}]", "·", "".join(name.split()))


def person_faults(values: Mapping[str, Any], on: date) -> dict[str, list[str]]:
    """Sentences by field about all facts of a person, known as `on` that day."""
    faults: dict[str, list[str]] = {}
    for check in (_name, _months, _party, _posts, _leaving, _education):
        for field, sentence in check(values, on):
            faults.setdefault(field, [sentence])
    return faults


def remarks(cadre: Cadre) -> list[str]:
    """What is possible, but should be looked at again."""
    found = []
    for field, what, youngest in (
        ("work_start", "参加工作", YOUNGEST_WORKER),
        ("party_join", "入党", YOUNGEST_MEMBER),
    ):
        month = getattr(cadre, field)
        if month and (age := full_years(cadre.birth, month)) < youngest:
            found.append(
                f"{what}时间 {dotted(month)} 时只有 {age} 岁"
                f"（出生年月 {dotted(cadre.birth)}），请核对。"
            )
    return found


def _label(field: str) -> str:
    return str(Cadre._meta.get_field(field).verbose_name)


def _name(values: Mapping[str, Any], _on: date) -> Iterator[Fault]:
    name = values["name"]
    if name and not _NAME.fullmatch(name):
        yield (
            "name",
            f"姓名“{name[:20]}”里有空格、数字、字母或括号，请去掉（少数民族姓名用“·”）。",
        )


def _months(values: Mapping[str, Any], on: date) -> Iterator[Fault]:
    for field in MONTHS:
        month = values[field]
        if month and month > on:
            yield field, f"{_label(field)} {dotted(month)} 还没有到，请核对。"
    # Nothing is measured against a month that is wrong itself.
    birth, work = (
        month if (month := values[field]) and month <= on else None
        for field in ("birth", "work_start")
    )
    for field in AFTER_BIRTH:
        month = values[field]
        if month and birth and month <= birth:
            yield (
                field,
                f"{_label(field)} {dotted(month)} 不晚于出生年月 {dotted(birth)}，请核对。",
            )
    for field in NOT_BEFORE_WORK:
        month = values[field]
        if month and (start := work or birth) and month < start:
            name = "参加工作时间" if work else "出生年月"
            yield field, f"{_label(field)} {dotted(month)} 早于{name} {dotted(start)}，请核对。"


def _party(values: Mapping[str, Any], _on: date) -> Iterator[Fault]:
    status, second = values["political_status"], values["second_party"]
    if values["party_join"] and status in (*NO_PARTY, LEAGUE):
        yield (
            "party_join",
            f"政治面貌是“{_said(status)}”，不应有入党时间，请核对两项。",
        )
    if second and second not in DEMOCRATIC_PARTIES:
        yield "second_party", f"“{_said(second)}”不是民主党派，第二党派只填民主党派。"
    elif second and status not in PARTY_MEMBERS + DEMOCRATIC_PARTIES:
        yield "second_party", f"政治面貌是“{_said(status)}”，不应有第二党派，请核对两项。"
    elif second and second == status:
        yield "second_party", f"第二党派与政治面貌同是“{_said(second)}”，请去掉一个。"
    if values["second_party_join"] and not second:
        yield "second_party", "填写了加入第二党派时间，请选择第二党派，或把时间去掉。"


def _said(status: str) -> str:
    return dict(Cadre._meta.get_field("political_status").flatchoices).get(status, "未填")


def _posts(values: Mapping[str, Any], _on: date) -> Iterator[Fault]:
    for field in ("level", "rank"):
        since = f"{field}_since"
        if values[field] and not values[since]:
            yield since, f"选择了{_label(field)}，请填写{_label(since)}。"
        if values[since] and not values[field]:
            yield field, f"填写了{_label(since)}，请选择{_label(field)}，或把时间去掉。"


def _leaving(values: Mapping[str, Any], on: date) -> Iterator[Fault]:
    left = values.get("left_on")
    if left and values["status"] == SERVING:
        yield "left_on", "人员状态是现职，不应有离开时间，请核对两项。"
    elif left and left > on:
        yield "left_on", f"离开时间 {dotted(left)} 还没有到，请核对。"
    elif left and values["birth"] and left <= values["birth"]:
        yield (
            "left_on",
            f"离开时间 {dotted(left)} 不晚于出生年月 {dotted(values['birth'])}，请核对。",
        )


def _education(values: Mapping[str, Any], _on: date) -> Iterator[Fault]:
    for kind in ("fulltime", "inservice"):
        level, degree = values[f"{kind}_education"], values[f"{kind}_degree"]
        field = f"{kind}_education"
        told = values[f"{kind}_school"] or values[f"{kind}_major"]
        if told and not level and not degree:
            yield field, f"填写了毕业院校或专业，请选择{_label(field)}。"
        # The national system's check; in-service degrees without a 学历 are usual.
        if kind == "fulltime" and degree and level in NO_DEGREE_UP_TO:
            yield f"{kind}_degree", "全日制学历是大专及以下，不授予学位，请核对两项。"
