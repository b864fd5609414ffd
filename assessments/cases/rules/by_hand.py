"""Clause 3.3.3-7, and additions by name: cases that somebody opens, in his own words.

Nothing is looked for: `hits` finds none.
"""

from assessments.cases.choices import CaseKind
from assessments.cases.figures import NoFigures
from assessments.cases.models import RosterCase
from assessments.cases.rules.rule import Rule
from cadres.choices import ExitGround

EVENT = "application"


def stands(_case: RosterCase) -> bool:
    """What was said stands until somebody takes it back, with a reason."""
    return False


APPLICATION = Rule(
    name="exit.application",
    ground=ExitGround.OTHER,
    clause="3.3.3-7",
    label="自愿退出或其他",
    sentence="本人自愿退出，或者有其他原因不宜继续列入名单的，由单位或组织部门登记立案。",
    figures=NoFigures,
    hits=lambda _look: (),
    stands=stands,
)
NOMINATION = Rule(
    name="addition.nomination",
    ground="",
    clause="3.3.3",
    label="表现突出（推荐）",
    sentence="表现突出、符合优秀年轻干部选拔条件的，由单位或组织部门推荐，提出补充。",
    figures=NoFigures,
    hits=lambda _look: (),
    stands=stands,
    kind=CaseKind.ADDITION,
)
