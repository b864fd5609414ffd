"""What the user reads while setting up, and the error that ends it with one sentence."""

import sys


class SetupError(Exception):
    """Something the user must mend; one Chinese sentence of place, value, reason and remedy."""


def step(sentence: str) -> None:
    """Say what is being done now; only for steps that take time."""
    print(f"▸ {sentence}", flush=True)


def note(sentence: str) -> None:
    """Say something worth knowing."""
    print(f"  {sentence}", flush=True)


def warn(sentence: str) -> None:
    """Say loudly that something is missing which the work goes on without."""
    line = "!" * 76
    print(f"{line}\n注意：{sentence}\n{line}", file=sys.stderr, flush=True)
