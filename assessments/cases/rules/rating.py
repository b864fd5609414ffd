"""Clause 3.3.3-6: 民主测评中综合评价基本称职和不称职比例超过 xx% 的."""

from collections.abc import Iterator

from django.db.models import F

from assessments.cases.figures import RatingFigures
from assessments.cases.rules import polled
from assessments.cases.rules.rule import Hit, Look, Rule
from assessments.polls.models import PollResult
from cadres.choices import ExitGround

LABEL = "低评价"


def rated_low(look: Look) -> Iterator[Hit]:
    """More than `percent` of the ballots that count say 基本称职 or 不称职."""
    rows = polled.over(
        look,
        PollResult.objects.all(),
        low=F("basic") + F("incompetent"),
        all_of="counted",
        event="poll",
    )
    return polled.hits(rows, look.region.figures.percent, LABEL)


RATING = Rule(
    name="exit.rating",
    ground=ExitGround.APPRAISAL,
    clause="3.3.3-6",
    label="测评比例超限",
    sentence=(
        "民主测评综合评价中“基本称职”“不称职”（低评价）合计超过有效票的 {percent}% 的，立案；"
        "正好等于的不立案。弃权是否计入分母，按该次测评的设定。"
    ),
    figures=RatingFigures,
    hits=rated_low,
    stands=polled.stands,
    reads=PollResult,
)
