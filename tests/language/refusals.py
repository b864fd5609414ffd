"""The sentences with which the verbs refuse, read from the code."""

import ast
from collections.abc import Iterator

from config.env import PROJECT
from tests.language.labels import CHINESE, PACKAGES

# What programs, operators and files are told has readers of its own.
NOT_FOR_PEOPLE = ("core/api/", "core/codes/", "core/embedded/", "core/jobs/", "cadres/formats/")
GUARDS = {"refuse_if", "refuse_unless"}
ERRORS = {"DomainError", "NotAllowed", "Stale"}


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence, `{}` for what is filled in, and its file."""
    for package in PACKAGES:
        for file in sorted((PROJECT / package).rglob("*.py")):
            name = str(file.relative_to(PROJECT))
            if not name.startswith(NOT_FOR_PEOPLE) and not {"demo", "management"} & set(file.parts):
                for text in _refused(ast.parse(file.read_text(encoding="utf-8"))):
                    yield text, name


def _refused(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            said = node.args[1:2] if name in GUARDS else node.args[:1] if name in ERRORS else []
            texts = (_text(one) for one in said)
            yield from (text for text in texts if CHINESE.search(text))


def _text(node: ast.expr) -> str:
    """A literal as it stands; what is put together elsewhere is not read here."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(one) for one in node.values)
    return "{}" if isinstance(node, ast.FormattedValue) else ""
