"""What a rule is: one condition in one direction, and what is said of a row that meets it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Expression, Q, QuerySet, TextChoices


class Severity(TextChoices):
    """An error keeps a unit from filing; a warning is looked at."""

    ERROR = "error", "错误"
    WARNING = "warning", "提醒"


class Theme(StrEnum):
    """What part of a file a rule speaks of; the value is what people call it."""

    IDENTITY = "身份信息"
    ORIGIN = "籍贯出生地"
    PARTY = "政治面貌"
    WORK = "参加工作与来源"
    EDUCATION = "学历学位"
    POST = "职务职级"
    RESUME = "简历"
    FAMILY = "家庭成员"
    CONDUCT = "奖惩"
    ROSTER = "名册"
    FORM = "任免审批表"


class Rows(StrEnum):
    """The table whose rows are looked at: an attribute of `cadres.checks.files.Files`."""

    PEOPLE = "people"
    RESUME = "resume"
    FAMILY = "family"
    REWARDS = "rewards"
    DISCIPLINE = "discipline"
    STAYS = "stays"
    TEXTS = "texts"


# Where the rules come from, as people are told.
NATIONAL = "全国公务员管理信息系统数据校核规则"  # domain §3.6
ID_STANDARD = "GB 11643—1999 公民身份号码"  # domain §4
FORM_FILLING = "干部任免审批表填写要求"  # domain §1, §2.3
CONSISTENT = "档案各项相互一致"

Wrong = Callable[[QuerySet, date], QuerySet]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One rule.

    `wrong(rows, on)` narrows the rows of a table to those that break the rule on a day: one
    statement at most, whatever the number of people. `shown` are the paths whose values `say`,
    `suggest`, `value` and `keep` are called with, in their order. `say` makes the sentence: value,
    reason, remedy. `suggest` gives what the field should say, as text (a code, an ISO day), None
    for nothing. `keep` decides what SQL cannot see: sealed numbers, wording. `reads` are the
    columns that the rule depends on, `Model.field`. An `is_guarded` rule speaks of discipline.
    """

    code: str
    sentence: str
    theme: Theme
    severity: Severity
    basis: str
    field: str
    reads: tuple[str, ...]
    wrong: Wrong
    shown: tuple[str, ...]
    say: Callable[..., str]
    rows: Rows = Rows.PEOPLE
    suggest: Callable[..., str | None] | None = None
    keep: Callable[..., bool] | None = None
    value: Callable[..., str] | None = None
    is_guarded: bool = False

    def __str__(self) -> str:
        return self.code

    @property
    def tables(self) -> frozenset[str]:
        """The models whose rows it reads."""
        return frozenset(column.split(".")[0] for column in self.reads)

    @property
    def is_error(self) -> bool:
        """Whether a unit cannot file while it is found."""
        return self.severity == Severity.ERROR


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row alone tells: rules of one table that ask no more are asked in one pass."""

    on_day: Callable[[date], Q]

    def __call__(self, rows: QuerySet, on: date) -> QuerySet:
        """The rows that meet it."""
        return rows.filter(self.on_day(on))


def where(condition: Q | Expression) -> Condition:
    """A rule whose condition is the same on every day."""
    return Condition(lambda _on: Q(condition))


def on_day(condition: Callable[[date], Q]) -> Condition:
    """A rule whose condition depends on the day."""
    return Condition(condition)
