"""docs/security.md names what exists, and no line of the standard twice."""

import re
from collections.abc import Iterator

from config.env import PROJECT

PAGE = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w./-]+\.(?:py|toml|lock|json|md|html))(?:::(\w+))?`")
FIRST_CELL = re.compile(r"^\| ([0-9][0-9., –]*) \|", re.MULTILINE)
CHAPTERS = tuple(range(1, 15))


def lines() -> Iterator[tuple[int, int, int]]:
    """The requirements of every row before the gaps; `1.2.3–1.2.5` is three of them."""
    for cell in FIRST_CELL.findall(PAGE.partition("## Gaps")[0]):
        for part in cell.split(", "):
            first, _, last = part.partition("–")
            chapter, section, low = map(int, first.split("."))
            high = int((last or first).rsplit(".", 1)[1])
            yield from ((chapter, section, number) for number in range(low, high + 1))


def test_every_file_and_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 100
    missing = [path for path, _ in named if not (PROJECT / path).is_file()]
    assert missing == []
    untold = [
        f"{path}::{test}"
        for path, test in named
        if test and f"def {test}(" not in (PROJECT / path).read_text(encoding="utf-8")
    ]
    assert untold == []


def test_every_chapter_is_there_and_no_line_twice() -> None:
    told = list(lines())
    assert len(told) == len(set(told))
    assert {chapter for chapter, _, _ in told} == set(CHAPTERS)
    headings = re.findall(r"^## V(\d+) ", PAGE, re.MULTILINE)
    assert tuple(map(int, headings)) == CHAPTERS


def test_every_gap_of_the_summary_is_told_at_its_line() -> None:
    told = set(lines())
    rows = re.findall(r"^\| [^|]+ \| ([0-9., ]+) \|", PAGE.partition("## Gaps")[2], re.MULTILINE)
    listed = {tuple(map(int, one.split("."))) for row in rows for one in row.split(", ")}
    assert listed
    assert listed <= told
