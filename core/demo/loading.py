"""Writing the demonstration city into an empty database."""

from collections import defaultdict
from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from core.accounts.models import Grant, User
from core.choices import ROLES_OF, UnitKind
from core.demo.accounts import ACCOUNTS, AccountSeed
from core.demo.unit_seed import UnitSeed
from core.errors import refuse_if
from core.units.models import Unit, UnitPeriod
from core.units.placing import new_ids, step
from core.units.search import search_words

BATCH = 2000


@transaction.atomic
def load_units(seeds: Sequence[UnitSeed]) -> int:
    """All units and their first period; refused unless the tree is empty."""
    refuse_if(Unit.objects.exists(), "单位树不是空的，演示数据只能装入空的系统。请先 make reset。")
    made: dict[str | None, Unit] = {}
    positions: dict[str | None, int] = defaultdict(int)
    for pk, seed in zip(new_ids(len(seeds)), seeds, strict=True):
        parent = made.get(seed.parent)
        positions[seed.parent] += 1
        made[seed.code] = Unit(
            pk=pk,
            parent=parent,
            path=f"{parent.path if parent else ''}{pk}/",
            sort_path=f"{parent.sort_path if parent else ''}{step(positions[seed.parent])}",
            depth=parent.depth + 1 if parent else 1,
            code=seed.code,
            name=seed.name,
            short_name=seed.short_name,
            kind=seed.kind,
            level="" if seed.kind == UnitKind.GROUP else seed.level,
            principal_quota=seed.principal_quota,
            deputy_quota=seed.deputy_quota,
            established_on=seed.established,
            search=search_words(seed.name, seed.short_name, seed.code),
        )
    Unit.objects.bulk_create(made.values(), batch_size=BATCH)
    UnitPeriod.objects.bulk_create(
        (
            UnitPeriod(
                unit=unit,
                during=(unit.established_on, None),
                name=unit.name,
                short_name=unit.short_name,
                parent=unit.parent,
            )
            for unit in made.values()
        ),
        batch_size=BATCH,
    )
    return len(made)


@transaction.atomic
def load_accounts(accounts: Sequence[AccountSeed] = ACCOUNTS) -> int:
    """The demonstration accounts with their grants; they are not asked to change the password."""
    units = {unit.code: unit for unit in Unit.objects.all()}
    for seed in accounts:
        kind = next(kind for kind, roles in ROLES_OF.items() if seed.role in roles)
        user = User.objects.create(
            username=seed.username,
            name=seed.name,
            kind=kind,
            unit=units[seed.home_unit_code],
            password=make_password(seed.password),
            is_demo=True,
            must_change_password=False,
        )
        Grant.objects.create(
            user=user,
            account_kind=kind,
            role=seed.role,
            unit=units[seed.unit_code],
            during=(timezone.localdate().replace(month=1, day=1), None),
            reason="演示账号",
        )
    return len(accounts)
