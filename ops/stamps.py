"""Skipping a step that is done: a stamp holds the hash of what the step was made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from ops.places import STAMPS


def fingerprint(inputs: Iterable[Path | str]) -> str:
    """One hash over the contents of files (missing ones count as such) and over plain texts."""
    total = hashlib.sha256()
    for part in inputs:
        if isinstance(part, Path):
            total.update(part.read_bytes() if part.is_file() else b"\0missing")
        else:
            total.update(part.encode())
        total.update(b"\0")
    return total.hexdigest()


def is_done(name: str, inputs: Iterable[Path | str]) -> bool:
    """Whether the step was finished with exactly these inputs."""
    try:
        return (STAMPS / name).read_text() == fingerprint(inputs)
    except OSError:
        return False


def done(name: str, inputs: Iterable[Path | str]) -> None:
    """Remember that the step is finished with these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(fingerprint(inputs))
