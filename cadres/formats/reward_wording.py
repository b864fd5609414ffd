"""A reward in the words of 奖惩情况 (domain §2.3)."""

import re

# What a law's 嘉奖 and 记功 are called (domain §3.4): they are given, not conferred as a name.
_MERIT = re.compile(r"嘉奖|等功|记大?功")
_GIVEN = re.compile(r"嘉奖|[记立]|荣获|获得|授予")
_QUOTED = re.compile(r"“([^“”]*)”")
# How a title ends that somebody is called by afterwards; medals and prizes do not.
_TITLE = re.compile(
    r"(个人|集体|单位|党员|团员|工作者|劳动者|建设者|标兵|能手|模范|楷模|骨干|工匠|旗手|人物|干部"
    r"|公务员|青年|教师|医生|辅导员|指导员|人才|书记|民警|家庭|之星)$"
)


def reward_sentence(name: str, authority: str) -> str:
    """What was given and by whom, without the day and the stop.

    A title: 被…授予“…”称号; 嘉奖 and 记功 as they are called, who gave them in brackets;
    anything else, a medal or a prize: 荣获“…”，…. The same words for the same row, always.
    """
    if _MERIT.search(name):
        told = name if _GIVEN.search(name) else f"荣立{name}"
        return f"{told}（{authority}）" if authority else told
    bare = name.removesuffix("称号")
    quoted = bare if _QUOTED.search(bare) else f"“{bare}”"
    if bare != name or _TITLE.search(bare.rstrip("”")):
        return f"被{authority}授予{quoted}称号" if authority else f"荣获{quoted}称号"
    return f"荣获{quoted}" + (f"，{authority}" if authority else "")
