"""The columns of accounts and of grants."""

from datetime import date

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import ExpressionWrapper, OuterRef, Q, Subquery
from django.db.models.fields import BooleanField
from django.db.models.functions import Now, TruncDate

from core.accounts.authority import GRANTORS
from core.accounts.models import Grant, User
from core.accounts.querysets import GrantQuerySet, UserQuerySet
from core.choices import GRANTABLE_ROLES, AccountKind, Role
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.scoping import Viewer

TODAY = TruncDate(Now())  # the database's clock, in the city's time zone
IN_FORCE = Q(during__contains=TODAY)


def _with_roles(accounts: UserQuerySet, viewer: Viewer, _on: date) -> UserQuerySet:
    """Adds `roles`: codes of the roles held today where the viewer sees grants, with commas."""
    codes = (
        Grant.objects.visible_to(viewer)
        .filter(IN_FORCE, user=OuterRef("pk"))
        .order_by()
        .values("user")
        .annotate(codes=StringAgg("role", ",", distinct=True))
    )
    return accounts.annotate(roles=Subquery(codes.values("codes")))


def _role_names(codes: str) -> str:
    return "、".join(Role(code).label for code in codes.split(","))


def _grantable() -> dict[str, str]:
    return {role.value: role.label for role in GRANTABLE_ROLES}


def _with_state(grants: GrantQuerySet, _viewer: Viewer, _on: date) -> GrantQuerySet:
    """Adds `in_force_today`."""
    return grants.annotate(in_force_today=ExpressionWrapper(IN_FORCE, output_field=BooleanField()))


ACCOUNTS = Entity(
    name="accounts",
    label="账号",
    measure="个账号",
    model=User,
    list_url="accounts:list",
    personal=True,
    record_url="accounts:detail",
    prepare=_with_roles,
    ordering=("unit__sort_path", "username"),
    hidden_fields=frozenset(
        (
            *("id", "password", "is_demo", "must_change_password"),
            *("logins_seen_at", "version", "changed_by"),
        )
    ),
    columns=(
        Column(
            name="username",
            label="用户名",
            path="username",
            lookup=Lookup.CONTAINS,
            pinned=True,
            width=16,
        ),
        Column(name="name", label="姓名", path="name", lookup=Lookup.CONTAINS),
        Column(
            name="kind",
            label="账号类别",
            path="kind",
            kind=Kind.CHOICE,
            options=AccountKind,
            lookup=Lookup.ONE_OF,
        ),
        Column(
            name="unit",
            label="所在单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            help="该单位及其下属。",
            width=20,
        ),
        Column(
            name="roles",
            label="现有角色",
            path="roles",
            show=_role_names,
            # Grants are the security administrator's rows; the list must not tell them to others.
            only=GRANTORS,
            sortable=False,
            width=24,
        ),
        Column(name="phone", label="联系电话", path="phone", lookup=Lookup.CONTAINS),
        Column(
            name="email",
            label="电子邮箱",
            path="email",
            lookup=Lookup.CONTAINS,
            default=False,
            width=24,
        ),
        Column(
            name="wants_mail",
            label="接收提醒邮件",
            path="wants_mail",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
            default=False,
        ),
        Column(
            name="is_active",
            label="启用",
            path="is_active",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
        ),
        Column(
            name="last_login",
            label="最近登录",
            path="last_login",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(
            name="password_changed_at",
            label="密码修改时间",
            path="password_changed_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            default=False,
            width=17,
        ),
        Column(
            name="created_at",
            label="创建时间",
            path="created_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            default=False,
            width=17,
        ),
        Column(
            name="changed_at",
            label="最后修改时间",
            path="changed_at",
            kind=Kind.MOMENT,
            default=False,
            width=17,
        ),
    ),
)

GRANTS = Entity(
    name="grants",
    label="授权",
    measure="项授权",
    model=Grant,
    list_url="accounts:grants",
    personal=True,
    record_url="accounts:grant",
    prepare=_with_state,
    ordering=("unit__sort_path", "user__username", "-during__startswith"),
    hidden_fields=frozenset({"id", "account_kind"}),
    columns=(
        Column(name="name", label="姓名", path="user__name", lookup=Lookup.CONTAINS, pinned=True),
        Column(
            name="username",
            label="用户名",
            path="user__username",
            lookup=Lookup.CONTAINS,
            width=16,
        ),
        Column(
            name="role",
            label="角色",
            path="role",
            kind=Kind.CHOICE,
            labels=_grantable,
            lookup=Lookup.ONE_OF,
            width=16,
        ),
        Column(
            name="unit",
            label="单位",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            help="该单位及其下属。",
            width=20,
        ),
        Column(
            name="since",
            label="起始日期",
            path="during__startswith",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
        ),
        Column(
            name="until",
            label="终止日期",
            path="during__endswith",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
            help="当日不含；空为长期。",
        ),
        Column(
            name="in_force",
            label="有效",
            path="in_force_today",
            kind=Kind.YES_NO,
            lookup=Lookup.ONE_OF,
        ),
        Column(name="granted_by", label="授权人", path="granted_by__name"),
        Column(
            name="granted_at",
            label="授权时间",
            path="granted_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            default=False,
            width=17,
        ),
        Column(
            name="reason",
            label="授权依据",
            path="reason",
            lookup=Lookup.CONTAINS,
            width=24,
        ),
    ),
)
