"""The lines of a `.env` file."""

import pytest

from config.dotenv import DotenvError, parse


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("A=1", {"A": "1"}),
        ("export A = b c ", {"A": "b c"}),
        ("A=x # why", {"A": "x"}),
        ("A='x # y'", {"A": "x # y"}),
        ('A="postgresql://h/db?x=1#2"', {"A": "postgresql://h/db?x=1#2"}),
        ("A=http://h/#top", {"A": "http://h/#top"}),
        ("A=", {"A": ""}),
        ("# comment", {}),
        ("", {}),
    ],
)
def test_a_line(line, values):
    assert parse(line) == values


@pytest.mark.parametrize("line", ["A", "1A=2", "A B=3", "A='open"])
def test_a_bad_line_is_refused(line):
    with pytest.raises(DotenvError, match="第 1 行"):
        parse(line)
