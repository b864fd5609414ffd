"""四、管理监督情况: talks, early signs, assessment, rewards and discipline.

What is said of discipline is the same sentence whatever the figures are: who may not read them must
not learn from the words whether there was any.
"""

from reporting.drafting.saying import Year, headed

GRADES = (
    ("优秀", "assessed.excellent"),
    ("称职", "assessed.competent"),
    ("基本称职", "assessed.basic"),
    ("不称职", "assessed.incompetent"),
    ("未定等次", "assessed.none"),
)
GUARDED = (
    ("对不适宜情形立案", "cases.opened"),
    ("调出", "cases.released"),
    ("正在观察", "cases.observing"),
    ("受处分", "conduct.disciplines"),
)


def management(year: Year) -> str:
    """A paragraph for each kind of care."""
    return headed(
        (
            ("谈心谈话", _talks(year)),
            ("苗头问题处置", _concerns(year)),
            ("年度考核", _assessed(year)),
            ("奖惩和动态管理", _conduct(year)),
        )
    )


def _talks(year: Year) -> str:
    if year.none("talks.held"):
        return "全年没有开展谈心谈话。"
    if not year.some("talks.held"):
        return ""
    said = f"全年与在库干部谈心谈话{year.with_last('talks.held')}"
    if year.some("talks.covered"):
        said += f"，按季谈话覆盖率{year.with_last('talks.covered')}"
    if year.some("talks.missed"):
        said += f"；未按季谈话{year.slot('talks.missed')}"
    return f"{said}。"


def _concerns(year: Year) -> str:
    if year.none("concerns.raised"):
        return "全年没有登记苗头性、倾向性问题。"
    if not year.some("concerns.raised"):
        return ""
    said = f"登记苗头性、倾向性问题{year.slot('concerns.raised')}"
    if year.some("concerns.closed"):
        return f"{said}，已销号{year.slot('concerns.closed')}。"
    return f"{said}，均在办理。" if year.none("concerns.closed") else f"{said}。"


def _assessed(year: Year) -> str:
    if year.none("assessed.total"):
        return "本年度考核结果尚未形成。" if year.some("roster.open") else ""
    if not year.some("assessed.total"):
        return ""
    grades = year.listed(GRADES)
    said = f"在库干部参加年度考核{year.slot('assessed.total')}"
    return f"{said}，其中{grades}。" if grades else f"{said}。"


def _conduct(year: Year) -> str:
    said = []
    if year.some("conduct.rewards"):
        said.append(f"全年受奖励{year.slot('conduct.rewards')}。")
    told = [f"{words}{year.slot(key)}" for words, key in GUARDED if key in year.content.figures]
    if told:
        said.append(f"全年{'、'.join(told)}。")
    return "".join(said)
