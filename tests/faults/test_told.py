"""docs/operations.md has a line for each fault that is tried here, and names what exists."""

import re

from config.env import PROJECT

PAGE = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
UNDERNEATH = {"test_told.py"}


def test_every_fault_is_told_and_every_test_that_is_named_exists() -> None:
    named = NAMED.findall(PAGE)
    untold = [
        f"{path}::{test}"
        for path, test in named
        if f"def {test}(" not in (PROJECT / path).read_text(encoding="utf-8")
    ]
    assert untold == []
    here = {file.name for file in (PROJECT / "tests" / "faults").glob("test_*.py")}
    assert here - UNDERNEATH == {
        path.rpartition("/")[2] for path, _ in named if path.startswith("tests/faults/")
    }
