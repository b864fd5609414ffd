"""Every rule, in the order of the clause."""

from typing import Final

from assessments.cases.models import RosterCase
from assessments.cases.rules.addition import EXCELLENT
from assessments.cases.rules.by_hand import APPLICATION, EVENT, NOMINATION
from assessments.cases.rules.conduct import CONDUCT
from assessments.cases.rules.discipline import DISCIPLINE
from assessments.cases.rules.failure import FAILURE
from assessments.cases.rules.rating import RATING
from assessments.cases.rules.results import BOTTOM, POOR_GRADE
from assessments.cases.rules.rule import Rule
from assessments.cases.rules.style import STYLE, STYLE_FOUND

RULES: Final[tuple[Rule, ...]] = (
    CONDUCT, POOR_GRADE, BOTTOM, STYLE, STYLE_FOUND, FAILURE, DISCIPLINE, RATING, EXCELLENT,
)  # fmt: skip
ALL: Final = {rule.name: rule for rule in (*RULES, APPLICATION, NOMINATION)}


def is_moot(case: RosterCase) -> bool:
    """What opened the case was taken back: a finding, a sanction, a grade. Nothing follows by
    itself; a department may withdraw the case. What somebody applied for is taken back by him."""
    if case.event.startswith(f"{EVENT}:"):
        return False
    return not ALL[case.snapshot["rule"]].stands(case)
