"""Who looks when the system itself does: the commands of whoever keeps the machine."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from core.accounts.models import Grant
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


def department(on: date) -> Unit:
    """The unit of the city department, 中共清河市委组织部: that of most of its accounts; the root
    where it has none."""
    grants = Grant.objects.in_force(on).filter(
        role=Role.CITY_DEPARTMENT, user__is_active=True, unit__parent=None
    )
    counted = grants.values("user__unit").annotate(users=Count("user", distinct=True))
    found = counted.order_by("-users", "user__unit__sort_path").first()
    return Unit.objects.get(pk=found["user__unit"]) if found else Unit.objects.get(parent=None)
