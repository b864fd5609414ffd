"""The figures of clause 3.3.3: what opens a case, by when it is decided, when one may come back."""

from dataclasses import dataclass

from policy.parameters.figures import figure


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The course of a case: days from its opening, and months of observation at most."""

    opinion_days: int = figure("exit.opinion_days")
    statement_days: int = figure("exit.statement_days")
    decide_days: int = figure("exit.decide_days")
    observe_months: int = figure("exit.observe_months")


@dataclass(frozen=True, slots=True)
class CaseDuties:
    """By when each step of a case is owed."""

    opinion_days: int = figure("exit.opinion_days")
    decide_days: int = figure("exit.decide_days")
    observe_months: int = figure("exit.observe_months")
    talk_days: int = figure("exit.talk_days")


@dataclass(frozen=True, slots=True)
class NoFigures:
    """A ground that nothing is counted for: it was found, decided, or asked for."""


@dataclass(frozen=True, slots=True)
class GradeFigures:
    """Clause 3.3.3-2: poor by the last grade; `grade` and what is below it."""

    grade: str = figure("exit.results_grade")


@dataclass(frozen=True, slots=True)
class BottomFigures:
    """Clause 3.3.3-2: years in a row without 优秀, and at the bottom of the year's poll."""

    years: int = figure("exit.results_years")
    percent: int = figure("exit.bottom_percent")


@dataclass(frozen=True, slots=True)
class StyleFigures:
    """Clause 3.3.3-3."""

    percent: int = figure("exit.style_percent")


@dataclass(frozen=True, slots=True)
class RatingFigures:
    """Clause 3.3.3-6: strictly more than this share of 基本称职 and 不称职."""

    percent: int = figure("exit.low_rating_percent")


@dataclass(frozen=True, slots=True)
class AdditionFigures:
    """Clause 3.3.3 补充: years of 优秀 in a row, and what clause 2.0 asks of everybody."""

    years: int = figure("addition.excellent_years")
    max_age: int = figure("intake.max_age")
    min_education: str = figure("intake.min_education")
