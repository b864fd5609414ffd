"""What 任免审批表 says beyond the file, for those who were on the roster: yearly assessments."""

from cadres.demo.lives import Life
from cadres.demo.months import TODAY
from cadres.demo.rows import WRITTEN_AT, line
from cadres.formats.assessed import closed_year, written

TEXTS = (
    "cadre_id", "version", "changed_at", "assessments", "planned_post", "removed_post", "rewards",
    "grounds", "reported_by", "age_limit", "filled_by", "fulltime_degree_school",
    "inservice_degree_school", "unknown",
)  # fmt: skip
YEARS = 3  # the form tells of the last three (domain §2.3)


def texts(life: Life) -> str:
    """The row of one person; 奖惩 and all else are composed of the file."""
    return line((life.number + 1, 1, WRITTEN_AT, assessments(life), *[""] * 9, "[]"))


def assessments(life: Life) -> str:
    """优秀 in the years for which there was a 嘉奖, 基本称职 in a year of sanctions, else 称职.

    The first year of work has no grade.
    """
    last = closed_year(TODAY)
    first = max(last - YEARS, life.work_start // 12) + 1
    grades = dict.fromkeys(range(first, last + 1), "称职")
    grades |= {one.decided_on.year: "基本称职" for one in life.sanctions if one.effect_until}
    grades |= {year: "优秀" for year in grades for one in life.awards if f"{year}年度" in one.name}
    return written({year: grades[year] for year in sorted(grades) if first <= year <= last})
