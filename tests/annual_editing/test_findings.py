"""What holds a report up is counted as it is listed: what one refresh mends is one thing."""

import pytest

from reporting.annual.checks import Check
from reporting.annual.desk.findings import findings
from reporting.annual.desk.typed import Typed


def found(*keys: str):
    """Findings of checks by their keys; those of talks are yellow, the others red."""
    return findings(
        [
            Check(key, "yellow" if key.startswith("talks") else "red", "tables", f"{key}。")
            for key in keys
        ],
        Typed(),
    )


@pytest.mark.parametrize(
    ("keys", "mending", "blocking"),
    [
        ((), 0, 0),
        (("records:a",), 1, 1),
        (("records:a", "records:b"), 1, 1),
        (("records:a", "people:b", "opinions"), 2, 2),
        (("records:a", "opinions", "proposals", "talks:2026Q1"), 3, 4),
        (("talks:2026Q1", "talks:2026Q2"), 0, 2),
    ],
)
def test_what_one_refresh_mends_is_one_thing(keys, mending, blocking):
    one = found(*keys)
    assert (one.mending, one.blocking) == (mending, blocking)
    cards = len(one.to_mend) + bool(one.stale) + len(one.yellow)
    assert cards == blocking
