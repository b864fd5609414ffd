"""The `.env` file: lines of NAME=value, comments, and quotes; nothing is expanded."""

import re

LINE = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)")


class DotenvError(ValueError):
    """A line that is neither NAME=value, a comment nor blank; the text is for the user."""


def parse(text: str) -> dict[str, str]:
    """Names and values of a `.env` file; raises `DotenvError` naming the first bad line."""
    values = {}
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        match = LINE.fullmatch(line)
        if match is None:
            raise DotenvError(f"第 {number} 行不是“名称=值”的形式")
        values[match[1]] = _value(match[2], number)
    return values


def _value(raw: str, number: int) -> str:
    if raw[:1] not in ("'", '"'):
        return re.split(r"\s+#", raw, maxsplit=1)[0].strip()
    quote, end = raw[0], raw.find(raw[0], 1)
    if end < 0:
        raise DotenvError(f"第 {number} 行的引号 {quote} 没有配对")
    return raw[1:end]
