"""`settings.md`: every variable that is read from the environment."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from config import settings
from config.env import REQUIRED, Env, Variable
from config.reference.tables import GENERATED, code, table
from ops import places

HEAD = ("variable", "kind", "default", "meaning")
INTRODUCTION = f"""# Settings

{GENERATED}

Variables come from the environment or from `.env` in the project (the environment wins);
[.env.example](../../.env.example) is a file to start from, [operations.md](../operations.md) says
what production needs. An empty value counts as unset. A value that cannot be used stops the start
with one sentence that names it.
"""
ASKED_WHEN_NEEDED = (
    places.port,
    places.bind,
    places.web_workers,
    places.web_threads,
    places.job_workers,
    places.in_ci,
    places.chosen_var,
)


def document() -> str:
    """The page: the application's own variables, then those of `make`."""
    for ask in ASKED_WHEN_NEEDED:
        ask()
    return "\n".join(
        (
            INTRODUCTION,
            "## The application\n",
            _table(settings.env),
            "## Starting it with `make`\n",
            _table(places.env),
        )
    )


def _table(env: Env) -> str:
    return table(HEAD, _rows(env.asked.values()))


def _rows(variables: Iterable[Variable]) -> Iterable[tuple[str, ...]]:
    for variable in variables:
        yield code(variable.name), variable.kind, _default(variable.default), variable.help


def _default(value: Any) -> str:
    """As it would be written in `.env`; what lies in the folder of this copy begins with `var`."""
    if value is REQUIRED:
        return "required"
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return code("1" if value else "0")
    if isinstance(value, list):
        return code(",".join(value))
    text = os.fspath(value) if isinstance(value, Path) else str(value)
    return code(text.replace(str(settings.VAR), "var", 1))
