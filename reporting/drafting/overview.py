"""一、总体情况: how many stand on the roster, of what kind, who came and who left."""

from reporting.drafting.saying import Year

OF_KIND = (
    ("女干部", "roster.women"),
    ("少数民族干部", "roster.minority"),
    ("党外干部", "roster.non_party"),
)


def overview(year: Year) -> str:
    """Two paragraphs: who there is, and what moved."""
    return "\n".join(one for one in (_people(year), _moves(year)) if one)


def _people(year: Year) -> str:
    since = "截至〔统计截止日〕，"
    if year.none("roster.open"):
        return f"{since}{year.place}没有在库优秀年轻干部。"
    if not year.some("roster.open"):
        return ""
    said = f"{since}{year.place}在库优秀年轻干部{year.slot('roster.open')}"
    if year.some("roster.open_before"):
        said += f"，上年末为{year.slot('roster.open_before')}"
    kinds = year.listed(OF_KIND)
    more = [f"其中{kinds}"] if kinds else []
    if year.some("roster.average_age"):
        more.append(f"平均年龄{year.with_last('roster.average_age')}")
    if year.some("roster.bachelor"):
        more.append(f"具有全日制本科以上学历的{year.slot('roster.bachelor')}")
        if year.some("roster.graduate"):
            more[-1] += f"，其中全日制研究生{year.slot('roster.graduate')}"
    if year.some("roster.grassroots"):
        more.append(f"具有两年以上基层工作经历的{year.slot('roster.grassroots')}")
    return "。".join([said, "；".join(more)]) + "。" if more else f"{said}。"


def _moves(year: Year) -> str:
    entered, left = year.number("roster.entered"), year.number("roster.left")
    if entered is None or left is None:
        return ""
    if not entered and not left:
        return "全年没有人员入库或者出库。"
    came = f"新入库{year.slot('roster.entered')}" if entered else "没有人员入库"
    went = f"出库{year.slot('roster.left')}" if left else "没有人员出库"
    if left and year.some("roster.used"):
        went += f"，其中因提拔使用出库{year.slot('roster.used')}"
    return f"全年{came}，{went}。"
