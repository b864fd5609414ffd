"""Who looks when the system itself does: the commands of whoever keeps the machine."""

from dataclasses import dataclass

from core.choices import Role
from core.errors import refuse_if
from core.scoping import Scope
from core.units.models import Unit


@dataclass(frozen=True, slots=True)
class System:
    """A viewer with the city department's reach, and no account."""

    scopes: tuple[Scope, ...]
    pk: None = None


def system() -> System:
    """The system, over all units; raises DomainError where there are none yet."""
    root = Unit.objects.filter(parent=None).first()
    refuse_if(root is None, "系统里还没有单位，没有可以导出的内容。")
    return System((Scope(Role.CITY_DEPARTMENT, root.path, root.sort_path),))
