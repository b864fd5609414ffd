"""docs/security.md names what exists, and every line of the standard once."""

import re
from collections.abc import Iterator

from config.env import PROJECT
from tests.asvs import level_2

PAGE = (PROJECT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w./-]+\.(?:py|toml|lock|json|md|html))(?:::(\w+))?`")
FIRST_CELL = re.compile(r"^\| ([0-9][0-9., –]*) \|", re.MULTILINE)
CHAPTERS = tuple(range(1, 15))


def lines(text: str = PAGE.partition("## Limits")[0]) -> Iterator[tuple[int, int, int]]:
    """The requirements of every row; `1.2.3–1.2.5` is three of them."""
    for cell in FIRST_CELL.findall(text):
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


def test_every_line_of_level_2_is_there_once_and_no_other() -> None:
    told = list(lines())
    assert len(told) == len(set(told))
    assert set(told) == level_2()
    headings = re.findall(r"^## V(\d+) ", PAGE, re.MULTILINE)
    assert tuple(map(int, headings)) == CHAPTERS


def test_gaps_at_their_lines_and_gaps_of_the_summary_are_the_same() -> None:
    table, _, summary = PAGE.partition("## Gaps")
    rows = re.findall(r"^\| [^|]+ \| ([0-9., ]+) \|", summary, re.MULTILINE)
    listed = {number for row in rows for number in row.split(", ")}
    open_rows = [line.split("|") for line in table.splitlines() if re.search(r"\bgap\b:", line)]
    open_lines = [
        {".".join(map(str, one)) for one in lines(f"|{cells[1]}|")} for cells in open_rows
    ]
    assert [numbers for numbers in open_lines if not numbers & listed] == []
    assert listed - set().union(*open_lines) == set()
