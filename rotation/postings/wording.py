"""What a posting is called in a file: in the present-post text, in the résumé, in a note.

主职务      清河市交通运输局副局长
兼任        清河市交通运输局副局长，兼清河市铁路建设办公室主任
加注        清河市交通运输局副局长（挂任青川县柳河镇副镇长）
其间        2025.03--2026.03挂任青川县柳河镇副镇长
"""

from rotation.choices import AWAY, PostingKind

# How a line of the résumé speaks of a time away: a verb before the place, words behind it.
_AWAY = {
    PostingKind.SECONDMENT: ("挂任", ""),
    PostingKind.SHADOW: ("在", "跟班学习"),
    PostingKind.PETITION: ("在", ""),
    PostingKind.GRASSROOTS: ("在", "服务"),
    PostingKind.TASK: ("在", ""),
}
LONGEST_LINE = 300  # characters, as ResumeLine.text
LONGEST_TITLE = 200  # characters, as Cadre.title


def place_of(unit_name: str, title: str) -> str:
    """A post with the full name of its unit before it."""
    return title if title.startswith(unit_name) else f"{unit_name}{title}"


def line_of(kind: str, unit_name: str, title: str, *, is_main: bool) -> str:
    """The text of the résumé line that a posting makes; semicolons would part it in two."""
    place = place_of(unit_name, title).replace("；", "，").replace(";", "，")
    if kind not in AWAY:
        return place if is_main else f"兼任{place}"
    before, behind = _AWAY[PostingKind(kind)]
    return f"{before}{place}" + (behind if behind not in title else "")


def suffix_of(kind: str, unit_name: str, title: str, *, is_main: bool, noted: bool) -> str:
    """What follows the main post in the present-post text; "" for nothing."""
    if kind not in AWAY:
        return "" if is_main else f"，兼{place_of(unit_name, title)}"
    if not noted:
        return ""
    return f"（{line_of(kind, unit_name, title, is_main=False)}）"
