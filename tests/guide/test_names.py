"""What the guide sets in bold and calls a button stands on a page, in the same words."""

import re
from functools import cache

from django.conf import settings

ROOT = settings.BASE_DIR
TEXT = (ROOT / "docs/guide.md").read_text("utf-8")
PRODUCT = (
    "templates",
    "core",
    "cadres",
    "policy",
    "rotation",
    "training",
    "assessments",
    "reporting",
)
BOLD = re.compile(r"\*\*([^*]+)\*\*(：?)")


@cache
def labels() -> str:
    """Every template and module of the product, one after another."""
    paths = (path for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*")))
    return "\n".join(path.read_text("utf-8") for path in paths if path.suffix in {".html", ".py"})


def names() -> set[str]:
    """Bold texts, but for headings of the guide's own: those end a sentence or begin an item."""
    return {name for name, colon in BOLD.findall(TEXT) if not colon and not name.endswith("。")}


def is_a_label(name: str) -> bool:
    """Whether the words are all that an element or a text between quotes says."""
    return re.search(rf"[>\"“ ]{re.escape(name)}[<\"”]", labels()) is not None


def test_every_name_in_bold_is_one_of_the_product():
    assert {"上报", "刷新数据", "生成汇编"} <= names()
    assert [name for name in sorted(names()) if not is_a_label(name)] == []
