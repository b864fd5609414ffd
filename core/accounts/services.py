"""What is done to accounts and grants: one function per verb."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from axes.utils import reset as reset_failures
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from core.accounts import administrators
from core.accounts.letters import tell
from core.accounts.models import Authenticator, Event, Grant, PasswordRecord, RoleRule, User
from core.accounts.passwords import initial_password
from core.accounts.sessions import LoginSession, SessionStore
from core.audit.models import Action
from core.audit.services import changes, record
from core.choices import ROLES_OF, WHOLE_TREE_ROLES, AccountKind, Role
from core.errors import DomainError, refuse_if
from core.units import placing
from core.units.models import Unit


@transaction.atomic
def create_account(*, actor: User | None, **values: Any) -> tuple[User, str]:
    """A new account and its initial password, which is shown once and must be changed."""
    password = initial_password()
    user = User(**values, password=make_password(password), changed_by=actor)
    user.full_clean(exclude=["password", "changed_by"])
    user.save(force_insert=True)
    record(Action.CREATE, actor=actor, target=user, detail={"username": user.username})
    return user, password


@transaction.atomic
def edit_account(*, actor: User, user: User, seen: int, **values: Any) -> User:
    """Change name, unit, phone or e-mail address. Raises Stale."""
    before = {key: getattr(user, key) for key in values}
    user.change(actor=actor, seen=seen, **values)
    record(Action.CHANGE, actor=actor, target=user, detail=changes(before, values))
    if before.get("email") and before["email"] != user.email:
        tell(user, Event.ADDRESS, address=before["email"])
    return user


@transaction.atomic
def reset_password(*, actor: User, user: User) -> str:
    """A new initial password; the account's open sessions end."""
    refuse_if(actor.pk == user.pk, "不能重置自己的密码，请用“修改密码”。")
    administrators.refuse_takeover(user)
    password = initial_password()
    _store_password(user, password, must_change=True)
    reset_failures(username=user.username)
    record(Action.CHANGE, actor=actor, target=user, detail={"password": ["", "重置"]})
    tell(user, Event.RESET)
    return password


@transaction.atomic
def recover(*, user: User, on: date) -> tuple[str, Grant | None]:
    """The way back for the holder of the server: open, unlocked, without TOTP, new password.

    Returns the password, and the grant at the root that an administrator without any was given.
    """
    Authenticator.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.refresh_from_db()
    password = initial_password()
    _store_password(user, password, must_change=True)
    reset_failures(username=user.username)
    record(Action.CHANGE, actor=None, target=user, detail={"recover": ["", "在服务器上找回"]})
    tell(user, Event.RECOVERED)
    return password, _grant_again(user, on)


def _grant_again(user: User, on: date) -> Grant | None:
    """An administrator who is nothing today gets his own role at the root, until he has it anyway.

    Only a security administrator could give it, and he may be the one who is gone.
    """
    if user.kind == AccountKind.BUSINESS or user.grants.in_force(on).exists():
        return None
    root = Unit.objects.get(depth=1)
    coming = user.grants.filter(unit=root, during__startswith__gt=on)
    return grant(
        actor=None,
        user=user,
        role=ROLES_OF[AccountKind(user.kind)][0],
        unit=root,
        since=on,
        until=coming.aggregate(begins=Min("during__startswith"))["begins"],
        reason="在服务器上找回",
    )


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """One's own new password, already checked by the validators."""
    _store_password(user, password, must_change=False)
    record(Action.CHANGE, actor=user, target=user, detail={"password": ["", "本人修改"]})
    tell(user, Event.PASSWORD)


def _store_password(user: User, password: str, *, must_change: bool) -> None:
    PasswordRecord.objects.create(user=user, encoded=user.password)
    user.set_password(password)
    user.must_change_password = must_change
    user.password_changed_at = timezone.now()
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])


@transaction.atomic
def set_active(*, actor: User, users: QuerySet[User], active: bool, on: date) -> int:
    """Open or close accounts; returns how many changed.

    Nobody closes his own account, nor the last administrator of a kind.
    """
    if not active:
        administrators.lock()
    changing = users.filter(is_active=not active)
    chosen = list(changing.order_by("pk").select_for_update(of=("self",)))
    refuse_if(
        any(user.pk == actor.pk for user in chosen), "不能停用自己的账号，请从所选账号中去掉。"
    )
    if not active:
        administrators.refuse_closing_the_last(chosen, on)
    for user in chosen:
        user.change(actor=actor, seen=None, is_active=active)
        state = ["停用", "启用"] if active else ["启用", "停用"]
        record(Action.CHANGE, actor=actor, target=user, detail={"is_active": state})
    return len(chosen)


@transaction.atomic
def choose_mail(*, user: User, wanted: bool) -> None:
    """Whether reminders also come by e-mail: everybody says so for himself."""
    changed = User.objects.filter(pk=user.pk).exclude(wants_mail=wanted).update(wants_mail=wanted)
    if changed:
        state = ["不接收", "接收"] if wanted else ["接收", "不接收"]
        record(Action.CHANGE, actor=user, target=user, detail={"wants_mail": state})


@transaction.atomic
def unlock(*, actor: User, user: User) -> None:
    """Forget the failed attempts of an account that locked itself."""
    reset_failures(username=user.username)
    record(Action.CHANGE, actor=actor, target=user, detail={"lock": ["锁定", "解除"]})


@transaction.atomic
def grant(
    *,
    actor: User | None,
    user: User,
    role: Role,
    unit: Unit,
    since: date,
    until: date | None = None,
    reason: str = "",
) -> Grant:
    """Make `user` a `role` at `unit` from `since` up to, not including, `until`."""
    placing.lock_tree()
    unit = Unit.objects.get(pk=unit.pk)  # as it is now that nobody can move or abolish it
    kind = AccountKind(user.kind)
    refuse_if(
        role not in ROLES_OF[kind],
        f"“{user.name}”是{kind.label}，不能授予“{Role(role).label}”。三员分立：请另建相应类别的账号。",
    )
    refuse_if(
        actor is not None and actor.pk == user.pk, "不能给自己授权，请由另一名安全管理员办理。"
    )
    refuse_if(
        unit.abolished_on, f"“{unit}”已于 {unit.abolished_on} 撤销，不能在此授权，请另选单位。"
    )
    refuse_if(reaches_beyond(role, unit), beyond_sentence(role))
    granted = Grant(
        user=user,
        account_kind=kind,
        role=role,
        unit=unit,
        during=(since, until),
        granted_by=actor,
        reason=reason,
    )
    granted.full_clean(exclude=["granted_by"])
    granted.save(force_insert=True)
    record(Action.CREATE, actor=actor, target=granted, detail=_facts(granted))
    return granted


def reaches_beyond(role: Role, unit: Unit) -> bool:
    """Whether the role would reach the whole city from a unit below the root."""
    return role in WHOLE_TREE_ROLES and unit.depth != 1


def beyond_sentence(role: Role) -> str:
    """The refusal of such a grant."""
    return f"“{Role(role).label}”的范围是全市，只能在根单位授予。"


def _facts(grant: Grant) -> dict[str, str]:
    """What the log keeps of a grant: it may be deleted, or its period cut."""
    return {
        "role": grant.role,
        "unit": grant.unit.name,
        "since": str(grant.during.lower),
        "until": str(grant.during.upper or "长期"),
    }


@transaction.atomic
def revoke(*, actor: User, grant: Grant, on: date) -> None:
    """End a grant today; one that was never in force before today disappears.

    The last security administrator of the whole city keeps his.
    """
    refuse_if(grant.user_id == actor.pk, "不能收回自己的授权，请由另一名安全管理员办理。")
    administrators.lock()
    locked = Grant.objects.select_for_update().filter(pk=grant.pk).first()
    if locked is None:
        raise DomainError("这项授权已经收回，请刷新页面查看。")
    refuse_if(
        locked.during.upper is not None and locked.during.upper <= on,
        "这项授权已经结束，无需收回。",
    )
    administrators.refuse_revoking_the_last(locked, on)
    record(Action.DELETE, actor=actor, target=locked, detail=_facts(locked) | {"on": str(on)})
    if locked.during.lower >= on:
        locked.delete()
    else:
        locked.during = (locked.during.lower, on)
        locked.save(update_fields=["during"])


@transaction.atomic
def require_totp(*, actor: User | None, roles: Sequence[Role]) -> None:
    """Make exactly these roles use one-time passwords."""
    before = set(RoleRule.objects.filter(totp_required=True).values_list("role", flat=True))
    after = set(roles)
    for role in before | after:
        RoleRule.objects.update_or_create(role=role, defaults={"totp_required": role in after})
    if before != after:
        detail = {"totp": [_labels(before), _labels(after)]}
        record(Action.CHANGE, actor=actor, subject="rolerule", label="登录规则", detail=detail)


def _labels(roles: Iterable[str]) -> str:
    return "、".join(sorted(Role(role).label for role in roles)) or "无"


@transaction.atomic
def remove_totp(*, actor: User, user: User) -> None:
    """Forget a lost authenticator; where a role requires one, the next log-in begins a new one."""
    if actor.pk != user.pk:
        administrators.refuse_takeover(user)
    Authenticator.objects.filter(user=user).delete()
    record(Action.CHANGE, actor=actor, target=user, detail={"totp": ["已启用", "已解除"]})
    tell(user, Event.TOTP_OFF if actor.pk == user.pk else Event.TOTP_REMOVED)


def note_look(*, user: User, at: datetime) -> None:
    """The holder has looked at what happened to his account: no need to point to it again."""
    User.objects.filter(pk=user.pk).update(logins_seen_at=at)


@transaction.atomic
def end_logins(*, user: User, keys: Sequence[str]) -> int:
    """End some of the user's own sessions; returns how many there still were."""
    ended, _ = LoginSession.objects.filter(account=user, session_key__in=keys).delete()
    if ended:
        detail = {"reason": "本人在另一处退出"}
        record(Action.LOGOUT, actor=user, target=user, detail=detail, rows=ended)
    return ended


def clear_sessions(job, progress) -> dict[str, int]:
    """The nightly job: sessions that have ended leave the database."""
    before = LoginSession.objects.count()
    SessionStore.clear_expired()
    return {"cleared": before - LoginSession.objects.count()}
