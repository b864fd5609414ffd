"""七、资格保留初步意见: how many of each opinion; who, stands in the table."""

from reporting.drafting.saying import Year

ADDED = "拟补充人选〔拟补充人数〕"


def opinions(year: Year) -> str:
    """One paragraph. The opinions are counted when the words are read."""
    if year.none("roster.open"):
        return (
            f"{year.place}没有在库优秀年轻干部，不涉及资格保留意见。经〔研究会议〕研究，{ADDED}。"
        )
    if not year.some("roster.open"):
        return ""
    stands = "拟保留〔拟保留人数〕、调出〔拟调出人数〕、缓定〔拟缓定人数〕"
    return (
        f"经〔研究会议〕研究，对在库的{year.slot('roster.open')}提出初步意见：{stands}；{ADDED}。"
        "具体人员和理由见附件。"
    )
