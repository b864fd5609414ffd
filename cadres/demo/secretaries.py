"""Accounts for the secretaries of units with people on the roster: reminders reach somebody.

Nobody can log in with them: they have no password until the administrator gives one.
"""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.accounts.models import Grant, User
from core.choices import AccountKind, Role
from core.units.models import Unit


@transaction.atomic
def load_secretaries(*, on: date) -> int:
    """One for each unit that employs somebody on the roster and has no secretary yet; how many."""
    employing = RosterEntry.objects.open().order_by().values("unit_id")
    units = list(
        Unit.objects.filter(pk__in=employing)
        .exclude(grants__role=Role.UNIT_SECRETARY)
        .order_by("sort_path")
    )
    heads = Cadre.objects.serving().filter(unit__in=units, account__isnull=True)
    heads = dict(
        heads.order_by("unit_id", "sort_key", "pk")
        .distinct("unit_id")
        .values_list("unit_id", "name")
    )
    users = User.objects.bulk_create(
        User(
            username=f"sj{unit.code.replace('.', '')}",
            name=heads.get(unit.pk, "书记"),
            kind=AccountKind.BUSINESS,
            unit=unit,
            password=make_password(None),
        )
        for unit in units
    )
    Grant.objects.bulk_create(
        Grant(
            user=user,
            account_kind=AccountKind.BUSINESS,
            role=Role.UNIT_SECRETARY,
            unit=user.unit,
            during=(on.replace(month=1, day=1), None),
            reason="演示数据",
        )
        for user in users
    )
    return len(users)
