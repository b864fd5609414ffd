"""Who acts on accounts and grants: a record out of scope is not there, one in scope may refuse."""

from datetime import date

from django.db.models import Model
from django.http import Http404

from core.accounts.models import Grant
from core.accounts.querysets import GrantQuerySet, UserQuerySet
from core.choices import Role
from core.errors import NotAllowed, refuse_if
from core.scoping import ScopedQuerySet, Viewer
from core.units.models import Unit

KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
GRANTORS = frozenset({Role.SECURITY_ADMINISTRATOR})
NOT_A_KEEPER = "账号由系统管理员维护，您的角色不能进行这项操作。"
NOT_A_GRANTOR = "授权由安全管理员办理，您的角色不能进行这项操作。"


def in_charge(
    rows: ScopedQuerySet, viewer: Viewer, pk: int, *, roles: frozenset[Role], refusal: str
) -> Model:
    """The row, if the viewer may see it (else 404) and act on it in one of `roles` (else 403)."""
    row = rows.visible_to(viewer).filter(pk=pk).first()
    if row is None:
        raise Http404
    acting = rows.visible_to(viewer, acting_as=roles).filter(pk=pk)
    refuse_if(not acting.exists(), refusal, NotAllowed)
    return row


def refuse_strangers(viewer: Viewer, roles: frozenset[Role], refusal: str) -> None:
    """Raises NotAllowed unless the viewer holds one of `roles` somewhere."""
    refuse_if(not roles & {scope.role for scope in viewer.scopes}, refusal, NotAllowed)


def held_elsewhere(viewer: Viewer, accounts: UserQuerySet, on: date) -> GrantQuerySet:
    """What these accounts are, or will be, at units that the viewer keeps no accounts of.

    Whoever may reset an account could act as it: its grants must all lie inside his own reach.
    """
    kept = Unit.objects.visible_to(viewer, acting_as=KEEPERS)
    return Grant.objects.not_ended(on).filter(user__in=accounts).exclude(unit__in=kept)


def refuse_held_elsewhere(viewer: Viewer, accounts: UserQuerySet, on: date) -> None:
    """Raises NotAllowed, naming one of the accounts that are something outside his reach."""
    grant = held_elsewhere(viewer, accounts, on).select_related("user").first()
    if grant is not None:
        raise NotAllowed(
            f"“{grant.user}”（{grant.user.username}）在您的范围以外还有授权，"
            "请由上级系统管理员办理。"
        )


def in_charge_everywhere(viewer: Viewer, roles: frozenset[Role]) -> bool:
    """Whether the viewer holds one of `roles` over the whole tree."""
    return Unit.objects.visible_to(viewer, acting_as=roles).filter(depth=1).exists()
