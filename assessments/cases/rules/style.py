"""Clause 3.3.3-3: 工作作风不扎实，单位干部职工意见较大的, by a poll or as found."""

from collections.abc import Iterator

from django.db.models import F, QuerySet

from assessments.cases.figures import NoFigures, StyleFigures
from assessments.cases.rules import found, polled
from assessments.cases.rules.rule import Hit, Look, Rule
from assessments.findings.models import ConductFinding
from assessments.polls.models import PollResult
from cadres.choices import ExitGround

LABEL = "工作作风“一般”“差”"


def rated_on_style(look: Look) -> Iterator[Hit]:
    """More than `percent` of the marks on style are “一般” or “差”.

    Ballots that are valid may leave the aspect open: fewer marks than the poll's smallest group say
    nothing about anybody.
    """
    rows: QuerySet = PollResult.objects.filter(style_valid__gte=F("poll__min_group"))
    rows = polled.over(look, rows, low=F("style_low"), all_of="style_valid", event="style")
    return polled.hits(rows, look.region.figures.percent, LABEL)


STYLE = Rule(
    name="exit.style",
    ground=ExitGround.STYLE,
    clause="3.3.3-3",
    label="测评作风较差",
    sentence=(
        "民主测评“工作作风”一项“一般”“差”合计超过该项有效票的 {percent}% 的，立案；"
        "正好等于的不立案。"
    ),
    figures=StyleFigures,
    hits=rated_on_style,
    stands=polled.stands,
    reads=PollResult,
)
STYLE_FOUND = Rule(
    name="exit.style_found",
    ground=ExitGround.STYLE,
    clause="3.3.3-3",
    label="认定作风不扎实",
    sentence=found.SENTENCE,
    figures=NoFigures,
    hits=found.found(ExitGround.STYLE),
    stands=found.stands,
    reads=ConductFinding,
)
