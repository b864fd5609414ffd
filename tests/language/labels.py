"""What templates and code write on buttons, and what the glossary says may stand there."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from config.env import PROJECT

TEMPLATES = PROJECT / "templates"
PACKAGES = ("core", "policy", "cadres", "training", "rotation", "assessments", "reporting")
ACTS = "## 14. Acts"
# What may stand before the act: upon whom, or that it is the next of several.
BEFORE = re.compile(r"^(?:全部|其余全部|就这样|按这些条件)")
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
BUTTON = re.compile(r"<(button|a|summary)\b([^>]*)>(.*?)</\1>", re.DOTALL)
# A branch, a tag or a value ends a label and begins another.
BETWEEN = re.compile(r"{%.*?%}|<[^>]*>|{{.*?}}.*", re.DOTALL)
CHINESE = re.compile("[\u4e00-\u9fff]")

Label = tuple[str, str]  # the words and the file


@cache
def templates() -> dict[str, str]:
    """Every template by its path below `templates/`, without its comments."""
    return {
        str(file.relative_to(TEMPLATES)): COMMENT.sub("", file.read_text(encoding="utf-8"))
        for file in sorted(TEMPLATES.rglob("*.html"))
    }


@cache
def words() -> tuple[frozenset[str], frozenset[str]]:
    """The words for acts, and those that the application does not use for them."""
    text = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8").partition(ACTS)[2]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in _rows(text)]
    used = {word for row in rows if len(row) == 4 for word in row[0].split("、")}
    used |= {word for row in rows if len(row) == 2 for word in row[1].split("、")}
    unused = {word for row in rows if len(row) == 4 for word in row[3].split("、") if word}
    return frozenset(used), frozenset(unused)


def _rows(text: str) -> Iterator[str]:
    """The rows of the tables, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return (line for line in lines if not re.match(r"\| (?:词|事项|)\s*\||\|---", line))


def pressed() -> set[Label]:
    """Labels of what acts: buttons of templates, what forms are sent with, verbs of workflows."""
    drawn = {(label, file) for tag, _, label, file in marked() if tag == "button"}
    sent = {
        (label, file)
        for file, text in templates().items()
        for label in re.findall(r'(?:submit|draft)_label="([^"]+)"', text)
    }
    return drawn | sent | set(_in_code())


def followed() -> set[Label]:
    """Labels of links that are drawn as buttons, in templates or as the code lists them."""
    drawn = {
        (label, file) for tag, rest, label, file in marked() if tag != "button" and "btn" in rest
    }
    return drawn | {
        (label, file) for module, file in _modules() for label in _links(ast.parse(module))
    }


def _links(module: ast.Module) -> Iterator[str]:
    """`{"label": …, "url": …}`, and what a duty's act is called."""
    for node in ast.walk(module):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            given = {ast.unparse(key): value for key, value in pairs if key}
            if "'url'" in given and "'label'" in given:
                yield from _texts(given["'label'"])
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"Act", "filled_by"}:
            yield from (text for one in node.args for text in _texts(one))


def marked() -> Iterator[tuple[str, str, str, str]]:
    """Tag, attributes, each wording of the label, file."""
    for file, text in templates().items():
        for tag, rest, inner in BUTTON.findall(text):
            for piece in BETWEEN.split(inner):
                if CHINESE.match(label := piece.strip()):
                    yield tag, rest, label, file


def _in_code() -> Iterator[Label]:
    for module, file in _modules():
        for label in _labels(ast.parse(module)):
            yield label, file


@cache
def _modules() -> list[tuple[str, str]]:
    """Our code and where it stands, but for migrations and the demonstration."""
    return [
        (file.read_text(encoding="utf-8"), str(file.relative_to(PROJECT)))
        for package in PACKAGES
        for file in sorted((PROJECT / package).rglob("*.py"))
        if not {"migrations", "demo"} & set(file.parts)
    ]


def forms_sent() -> Iterator[tuple[str, bool, str]]:
    """What a form of `core.pages.form_page` is sent with, whether it is drawn red, its file."""
    for package in PACKAGES:
        for file in sorted((PROJECT / package).rglob("views/*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "form_page":
                    given = {one.arg: one.value for one in node.keywords}
                    for label in _texts(given["submit"]) if "submit" in given else ():
                        yield label, "is_danger" in given, str(file.relative_to(PROJECT))


def _labels(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.keyword) and node.arg in {"submit", "draft"}:
            yield from _texts(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Verb":
            yield from (text for one in node.keywords if one.arg == "label" for text in _texts(one))
        elif isinstance(node, ast.ClassDef) and node.name.endswith("Verb") and node.bases:
            lines = [line.value for line in node.body if isinstance(line, ast.Assign)]
            pairs = [value for value in lines if isinstance(value, ast.Tuple)]
            yield from (text for pair in pairs for text in _texts(pair.elts[1]))


def _texts(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and CHINESE.match(str(one.value)):
            yield str(one.value)
