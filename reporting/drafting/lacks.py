"""What a year left undone, as far as its figures tell: the ground of parts five and six."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reporting.drafting.saying import Year

ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something undone: when it is so, how it is named as a problem, what is planned for it."""

    lacks: Callable[[Year], bool]
    problem: str
    plan: str


LACKS: tuple[Lack, ...] = (
    Lack(
        lambda year: year.some("talks.missed"),
        "谈心谈话没有做到按季全覆盖，未按季谈话〔未按季谈话人次〕",
        "落实按季谈心谈话要求，做到每名在库干部每季度至少谈话一次",
    ),
    Lack(
        lambda year: year.below("mentoring.covered", ALL) and year.some("roster.open"),
        "领导帮带没有做到全覆盖，帮带覆盖率为〔帮带覆盖率〕",
        "为尚未结对的在库干部安排帮带领导，做到帮带全覆盖",
    ),
    Lack(
        lambda year: year.none("training.studies") and year.some("roster.open"),
        "集中学习培训没有安排",
        "安排在库干部参加集中学习培训",
    ),
    Lack(
        lambda year: year.below("rotation.two_posts", year.number("roster.open")),
        "轮岗交流力度不够，五年内有两个以上岗位经历的为〔五年两岗人数〕",
        "有计划地推进轮岗交流，优先安排五年内只有一个岗位经历的在库干部",
    ),
    Lack(
        lambda year: (
            year.none("frontline.sent") and year.none("frontline.away") and year.some("roster.open")
        ),
        "实践锻炼安排不足，全年没有干部到一线锻炼",
        "选派在库干部到一线锻炼",
    ),
    Lack(
        lambda year: year.below("concerns.closed", year.number("concerns.raised")),
        "苗头性、倾向性问题还有没有销号的，登记〔苗头问题件数〕，销号〔苗头问题销号件数〕",
        "抓好苗头性、倾向性问题的提醒帮助，逐件办理销号",
    ),
)
