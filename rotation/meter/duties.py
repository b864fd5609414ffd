"""What clause 3.1.3 asks: of units two posts and a rotation, of the city three kinds of transfer.

Each row of a rule carries its proof; the statements, and what a day's facts are, are in `cases.py`.

* Two posts: from the day of entry until the posts are enough; due at the end of the programme.
* Internal rotation: when a post has been held for `interval_months` and no other has counted yet.
  Owed no more when the posts are enough; the next post proves it.
* Transfer and principal's post, for people of the reserve pools; going down, for everybody on the
  roster. From the day on which it is so, within `arrange_months`.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from core.choices import Role
from policy.duties.rule import DutyRule, DutySpec
from policy.duties.written import Written
from rotation.meter import cases
from rotation.meter.figures import DownFigures, ExchangeFigures, InternalFigures, PostsFigures

COLUMNS = """
SELECT subject::bigint AS duty_subject, unit::bigint AS duty_unit, period AS duty_period,
    opened AS duty_opened, due AS duty_due, ended AS duty_ended, done AS duty_done,
    evidence::bigint AS duty_evidence
FROM ({text}) AS c
"""


def written(text: str) -> Callable[[None, Any, date], DutySpec]:
    """The rule of a statement of `cases.py`."""
    whole = COLUMNS.format(text=text)

    def spec(_period: None, figures: Any, _on: date) -> DutySpec:
        return DutySpec(Written(whole, values(figures)))

    return spec


def values(figures: Any) -> dict[str, Any]:
    """Figures by the names that the statements use, with what is the same everywhere."""
    named = {one.name: getattr(figures, one.name) for one in fields(figures)}
    return cases.CONSTANTS | named


def unread(_key: str) -> str:
    """Keys of stays and postings: nobody needs to read them."""
    return ""


COMMON: dict[str, Any] = {
    "clause": "3.1.3",
    "evidence": "postings:detail",
    "period_words": unread,
    "facts": "rotation.meter.why.facts_of_duty",
}
OF_CITY: dict[str, Any] = COMMON | {"owner": Role.CITY_DEPARTMENT}

TWO_POSTS = DutyRule(
    name="rotation.posts",
    label="五年两岗",
    sentence=(
        "{years} 年培养期内，所有优秀年轻干部至少要经过 {min_posts} 个以上不同岗位的锻炼；"
        "在一个岗位满 {post_months} 个月的才计入，同一时间只计一次。"
    ),
    owner=Role.UNIT_SECRETARY,
    figures=PostsFigures,
    spec=written(cases.POSTS),
    yellow="rotation.posts_yellow_days",
    **COMMON,
)
ROTATE_INTERNAL = DutyRule(
    name="rotation.internal",
    label="内部轮岗",
    sentence=(
        "对经历单一的优秀年轻干部，每 {interval_months} 个月由单位组织进行内部轮岗交流："
        "在现岗位满 {interval_months} 个月，培养期内计入的岗位不足 {min_posts} 个的"
        "（满 {post_months} 个月的才计入），{internal_days} 天内办结。"
    ),
    owner=Role.UNIT_SECRETARY,
    figures=InternalFigures,
    spec=written(cases.INTERNAL),
    **COMMON,
)
EXCHANGE = DutyRule(
    name="rotation.exchange",
    label="跨部门跨区域交流",
    sentence=(
        "加大跨部门跨区域交流力度，由市委组织部负责，对列入后备干部库、"
        "历次任职都在同一部门的优秀年轻干部，{arrange_months} 个月内安排交流。"
    ),
    figures=ExchangeFigures,
    spec=written(cases.EXCHANGE),
    **OF_CITY,
)
PRINCIPAL = DutyRule(
    name="rotation.principal",
    label="安排下一级正职岗位",
    sentence=(
        "对列入后备干部库、缺乏下一级正职任职经历的优秀年轻干部，由市委组织部负责，"
        "{arrange_months} 个月内安排到下一级正职岗位工作；主持工作的不作为正职经历。"
    ),
    figures=ExchangeFigures,
    spec=written(cases.PRINCIPAL),
    **OF_CITY,
)
DOWN = DutyRule(
    name="rotation.down",
    label="安排到下级机关或基层",
    sentence=(
        "对长期在机关工作的优秀年轻干部，由市委组织部有计划地安排到下级机关或基层工作："
        "连续在机关满 {organ_months} 个月、其间没有到过基层的，{arrange_months} 个月内安排。"
    ),
    figures=DownFigures,
    spec=written(cases.DOWN),
    **OF_CITY,
)
RULES = (ROTATE_INTERNAL, TWO_POSTS, EXCHANGE, PRINCIPAL, DOWN)
