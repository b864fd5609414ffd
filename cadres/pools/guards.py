"""What the verbs of the reserve pools refuse: phrases that follow a name."""

from datetime import date


def why_not_joined(*, since: date | None, until: date | None, on: date) -> str:
    """Why somebody cannot join on a day; `since` of an open membership, the last `until`."""
    if since is not None:
        return f"在 {since} 已进入这个后备库，不能重复进入"
    if until is not None and until > on:
        return f"在 {until} 才退出这个后备库，进入日期不能早于这一天"
    return ""


def why_not_left(*, since: date, until: date | None, on: date) -> str:
    """Why a membership cannot end on a day."""
    if until is not None:
        return f"已于 {until} 退出"
    return f"在 {since} 才进入，退出日期要晚于这一天" if on <= since else ""
