"""What the global search finds, and the searches of core; `config/search.py` lists them all.

A search is a function `(viewer, text) -> Found`; it looks at rows in the viewer's scope alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from core.accounts.models import User
from core.choices import Role
from core.scoping import Viewer
from core.units.models import Unit

MOST_HITS = 20
KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its page, and what stands under each head."""

    url: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What one search found: up to MOST_HITS and one more; `more` leads to all of them."""

    label: str
    heads: tuple[str, ...]
    hits: list[Hit]
    more: str = ""

    @property
    def shown(self) -> list[Hit]:
        """The hits of the page."""
        return self.hits[:MOST_HITS]

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are shown."""
        return len(self.hits) > MOST_HITS


Search = Callable[[Viewer, str], Found]


@lru_cache(maxsize=1)
def searches() -> tuple[Search, ...]:
    """Every search of the application, in the order of the page."""
    return tuple(import_string(name) for name in settings.SEARCHES)


def units(viewer: Viewer, text: str) -> Found:
    """Units by name, pinyin, initials or code."""
    rows = Unit.objects.visible_to(viewer)
    for word in text.lower().split():
        rows = rows.filter(search__contains=word)
    found = rows.values_list("pk", "short_name", "name", "code", "parent__short_name")
    return Found(
        label="单位",
        heads=("单位简称", "单位全称", "单位编码", "上级单位"),
        hits=[
            Hit(reverse("units:detail", args=[pk]), (short, name, code, parent or ""))
            for pk, short, name, code, parent in found[: MOST_HITS + 1]
        ],
    )


def accounts(viewer: Viewer, text: str) -> Found:
    """Accounts, for those who keep them, by name or user name."""
    rows = User.objects.visible_to(viewer, acting_as=KEEPERS)
    rows = rows.filter(name__icontains=text) | rows.filter(username__icontains=text)
    found = rows.values_list("pk", "name", "username", "unit__short_name")
    return Found(
        label="账号",
        heads=("姓名", "用户名", "所在单位"),
        hits=[
            Hit(reverse("accounts:detail", args=[pk]), (name, username, unit))
            for pk, name, username, unit in found[: MOST_HITS + 1]
        ],
    )
