"""`words.md`: what people read on records, choices and duties, and the names in the code."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.apps import apps
from django.db.models import Choices, Model
from django.urls import get_resolver

from config.reference.tables import GENERATED, code, table
from policy.duties.rule import all_rules

PACKAGES = ("core", "policy", "cadres", "training", "rotation", "assessments", "reporting")
INTRODUCTION = f"""# Words

{GENERATED}

Every kind of record, every choice and every duty rule, as the pages call them. What they mean, and
which clause or standard they come from, is in [the glossary](../glossary.md).
"""


def document() -> str:
    """Records and choices by package, then the duty rules."""
    records = table(("label", "model", "package", "what it is"), map(_record, own_models()))
    parts = [f"{INTRODUCTION}\n## Records\n\n{records}"]
    for package, found in groupby(own_choices(), key=_package):
        rows = table(("choice", "module", "what it says", "labels"), map(_choice, found))
        parts.append(f"## Choices in `{package}`\n\n{rows}")
    duties = table(("label", "rule", "clause", "owner", "sentence"), _duties())
    return "\n".join([*parts, f"## Duty rules\n\n{duties}"])


def own_models() -> Iterator[type[Model]]:
    """Our models, by package and in the order of their files."""
    found = [one for one in apps.get_models() if _package(one) in PACKAGES]
    yield from sorted(found, key=lambda one: (PACKAGES.index(_package(one)), one.__module__))


def own_choices() -> list[type[Choices]]:
    """Our choices, by package, module and name."""
    get_resolver().url_patterns  # noqa: B018 - whatever a page uses is imported with the addresses
    found = {one for one in _below(Choices) if _package(one) in PACKAGES}
    return sorted(found, key=lambda c: (PACKAGES.index(_package(c)), c.__module__, c.__name__))


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _package(one: type) -> str:
    return one.__module__.partition(".")[0]


def _record(one: type[Model]) -> tuple[str, ...]:
    return (
        str(one._meta.verbose_name),
        code(one.__name__),
        code(one.__module__),
        _sentence(one),
    )


def _choice(one: type[Choices]) -> tuple[str, ...]:
    labels = "、".join(str(label) for label in one.labels)
    return code(one.__name__), code(one.__module__), _sentence(one), labels


def _duties() -> Iterable[tuple[str, ...]]:
    return (
        (one.label, code(one.name), one.clause, str(one.owner.label), one.sentence)
        for one in all_rules().values()
    )


def _sentence(one: type) -> str:
    """The first paragraph of its docstring."""
    return " ".join((one.__doc__ or "").partition("\n\n")[0].split())
