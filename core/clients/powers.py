"""What a client may be granted beside columns: more than lists hold, or writing. Off by default.

`config/powers.py` lists the powers by name; each is declared beside the address that asks for it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from core.audit.models import ActorKind
from core.errors import NotAllowed, refuse_if


@dataclass(frozen=True, slots=True)
class Power:
    """One thing that a program may do: its name in the grant, what people call it, a warning."""

    name: str
    label: str
    help: str = ""

    def __str__(self) -> str:
        return self.label


@lru_cache(maxsize=1)
def all_powers() -> dict[str, Power]:
    """Every power by its name."""
    powers = [import_string(path) for path in settings.CLIENT_POWERS]
    return {power.name: power for power in powers}


def choices() -> list[tuple[str, str]]:
    """For a form: name, and label with its warning."""
    return [
        (power.name, f"{power.label}（{power.help}）" if power.help else power.label)
        for power in all_powers().values()
    ]


def normal(powers: Collection[str]) -> list[str]:
    """The same grant in the order of the list; refuses an unknown name."""
    unknown = set(powers) - set(all_powers())
    refuse_if(unknown, f"没有可授权的事项“{'、'.join(sorted(unknown))}”，请重新勾选。")
    return [name for name in all_powers() if name in powers]


def in_words(powers: Collection[str]) -> str:
    """Labels for reading; a power that is no more shows its name."""
    known = all_powers()
    return "、".join(known[name].label if name in known else name for name in powers)


def holds(viewer: Any, power: Power) -> bool:
    """Whether this is a program that was granted the power."""
    return is_client(viewer) and power.name in viewer.powers


def is_client(viewer: Any) -> bool:
    """Whether a program asks, not a person."""
    return getattr(viewer, "actor_kind", None) == ActorKind.CLIENT


def refuse_without(viewer: Any, power: Power) -> None:
    """A program needs the grant; people have their roles. Raises NotAllowed."""
    refuse_if(
        is_client(viewer) and not holds(viewer, power),
        f"这个令牌没有“{power.label}”的授权，请联系安全管理员授权。",
        NotAllowed,
    )
