"""Accounts of whoever is reminded: a secretary at each unit with people, an officer at each county.

Nobody can log in with them: they have no password until the administrator gives one.
"""

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.choices import AccountKind, Role, UnitKind
from core.units.models import Unit
from core.units.querysets import UnitQuerySet


@transaction.atomic
def load_recipients(*, on: date) -> int:
    """Accounts where a role has nobody yet; returns how many."""
    employing = RosterEntry.objects.open().order_by().values("unit_id")
    units = Unit.objects.filter(pk__in=employing)
    counties = Unit.objects.filter(kind=UnitKind.COUNTY).existing(on)
    return _seed(
        units, Role.UNIT_SECRETARY, prefix="sj", names=_heads(units), otherwise="书记", on=on
    ) + _seed(counties, Role.COUNTY_DEPARTMENT, prefix="zzb", names={}, otherwise="组织部", on=on)


def _heads(units: UnitQuerySet) -> dict[int, str]:
    """Unit to the name of somebody who serves there."""
    serving = Cadre.objects.serving().filter(unit__in=units, account__isnull=True)
    first = serving.order_by("unit_id", "sort_key", "pk").distinct("unit_id")
    return dict(first.values_list("unit_id", "name"))


def _seed(
    units: UnitQuerySet,
    role: Role,
    *,
    prefix: str,
    names: Mapping[int, str],
    otherwise: str,
    on: date,
) -> int:
    users = User.objects.bulk_create(
        User(
            username=f"{prefix}{unit.code.replace('.', '')}",
            name=names.get(unit.pk, otherwise),
            kind=AccountKind.BUSINESS,
            unit=unit,
            password=make_password(None),
        )
        for unit in units.exclude(grants__role=role).order_by("sort_path")
    )
    Grant.objects.bulk_create(
        Grant(
            user=user,
            account_kind=AccountKind.BUSINESS,
            role=role,
            unit=user.unit,
            during=(on.replace(month=1, day=1), None),
            reason="演示数据",
        )
        for user in users
    )
    return len(users)
