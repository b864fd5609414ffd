"""The documentation is true: its generated pages are up to date, and its links lead somewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db.models import Q

from config.env import PROJECT
from config.reference import DOCUMENTS, FOLDER
from config.reference.visibility import reach, words_for
from core.choices import Role
from core.units.entities import UNITS

PAGES = sorted([*(PROJECT / "docs").rglob("*.md"), *PROJECT.glob("*.md")])
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize(("name", "document"), DOCUMENTS.items())
def test_a_generated_page_is_up_to_date(name: str, document: Callable[[], str]) -> None:
    kept = (FOLDER / name).read_text(encoding="utf-8")
    assert kept == document(), f"docs/reference/{name} 已过时，请运行 make docs。"


def test_nothing_else_lies_among_the_generated_pages() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(DOCUMENTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_relative_links_lead_to_files(page: Path) -> None:
    targets = LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    files = [t.partition("#")[0] for t in targets if not re.match(r"[a-z]+:|#", t)]
    assert [file for file in files if not (page.parent / file).exists()] == []


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.CITY_DEPARTMENT, "all, from the root"),
        (Role.COUNTY_DEPARTMENT, "unit and below"),
        (Role.CADRE, "the unit"),
        (Role.AUDITOR, ""),
    ],
)
def test_visibility_is_asked_of_the_querysets(role: Role, expected: str) -> None:
    assert reach(UNITS, role) == expected


@pytest.mark.parametrize(
    "condition", [Q(), Q(kind="city"), Q(unit=-1, kind="city"), ~Q(unit=-1)], ids=str
)
def test_a_condition_without_a_word_is_not_passed_over(condition: Q) -> None:
    with pytest.raises(ValueError, match="no word"):
        list(words_for(condition))
