"""An account by value: all that a question about its rows depends on."""

from dataclasses import dataclass

from core.accounts.querysets import BaseAccount
from core.scoping import Scope


@dataclass(frozen=True, slots=True)
class Holder(BaseAccount):
    """The key of an account and its grants in force; another grant, another value."""

    pk: int
    scopes: tuple[Scope, ...]
