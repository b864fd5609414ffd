"""`docs/reference/`: what the application says about itself, so that it is never old."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from config.env import PROJECT
from config.reference import columns, figures, interface, variables, visibility, words

FOLDER: Final[Path] = PROJECT / "docs" / "reference"
DOCUMENTS: Final[dict[str, Callable[[], str]]] = {
    "entities.md": columns.document,
    "parameters.md": figures.document,
    "settings.md": variables.document,
    "visibility.md": visibility.document,
    "openapi.json": interface.document,
    "words.md": words.document,
}
