"""How high a row is: programs differ in what they make of wrapped texts, so it is said."""

from collections.abc import Iterable

MOST_LINES = 30  # 409 points are the most that Excel draws
LINE, MARGIN = 12, 4  # points, of a text of 9


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in so many half characters, at most MOST_LINES."""
    count = 0
    for line in text.split("\n"):
        half = len(line.encode("ascii", "ignore"))
        count += -(-(2 * len(line) - half) // width) or 1
    return min(count, MOST_LINES)


def height(lines: int, *, least: int = 0, line: int = LINE) -> int:
    """Points of a row of so many lines."""
    return max(least, lines * line + MARGIN)


def height_of(texts: Iterable[tuple[str, float]], *, line: int = 15) -> int:
    """Points of a row of texts of 11 points, each with the width of its column in characters."""
    return height(max(lines_of(text, max(2, int(width))) for text, width in texts), line=line)
