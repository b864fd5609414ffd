"""Grants: given by the security administrator alone, never beyond the kind of an account."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.accounts import services
from core.accounts.models import Grant, RoleRule, User
from core.audit.models import AuditEntry
from core.choices import ROLES_OF, AccountKind, Role
from core.errors import DomainError

DAY = timedelta(days=1)


def today():
    """The day of the tests."""
    return timezone.localdate()


def new_grant(world, **more) -> dict:
    """What the form for a grant sends."""
    unit = world.named["青川县"].pk
    return {"role": "unit_clerk", "unit": unit, "since": str(today()), **more}


def errors(answer, field: str) -> str:
    """The sentences at a field."""
    return "".join(answer.context["form"].errors[field])


def test_a_grant_gives_authority_from_its_first_day(world, client_for):
    client = client_for(world.secadmin)
    answer = client.post(
        f"/accounts/{world.nobody.pk}/grant/", new_grant(world, reason="组干字 1 号")
    )
    assert answer.url == f"/accounts/{world.nobody.pk}/"
    nobody = User.objects.get(pk=world.nobody.pk)
    assert [(scope.role, scope.path) for scope in nobody.scopes] == [
        (Role.UNIT_CLERK, world.named["青川县"].path)
    ]
    granted = nobody.grants.get()
    assert (granted.granted_by, granted.reason) == (world.secadmin, "组干字 1 号")
    page = client.get(answer.url).content.decode()
    assert "单位经办人" in page
    assert f"/accounts/grants/{granted.pk}/revoke/" in page


@pytest.mark.parametrize(
    ("first", "last", "in_force"), [(0, 1, 1), (-1, 0, 0), (1, 2, 0), (0, None, 1)]
)
def test_the_last_day_is_not_included(world, first, last, in_force):
    until = None if last is None else today() + last * DAY
    services.grant(
        actor=world.secadmin,
        user=world.nobody,
        role=Role.CADRE,
        unit=world.named["青川县"],
        since=today() + first * DAY,
        until=until,
    )
    assert len(User.objects.get(pk=world.nobody.pk).scopes) == in_force


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"role": "auditor"}, "role", "auditor"),
        ({"role": "api_client"}, "role", "api_client"),
        ({"role": ""}, "role", "必填"),
        ({"unit": "99999999"}, "unit", "没有这个单位"),
        ({"since": "2026-02-30"}, "since", "有效的日期"),
        ({"since": ""}, "since", "必填"),
        ({"until": "2020-01-01"}, "until", "终止日期必须晚于起始日期，请核对两个日期。"),
        (
            {"until": str(timezone.localdate())},
            "until",
            "终止日期必须晚于起始日期，请核对两个日期。",
        ),
        ({"reason": "依" * 201}, "reason", "200"),
    ],
)
def test_bad_input_is_said_at_its_field_and_gives_nothing(world, client_for, more, field, sentence):
    answer = client_for(world.secadmin).post(
        f"/accounts/{world.nobody.pk}/grant/", new_grant(world, **more)
    )
    assert answer.status_code == 400
    assert sentence in errors(answer, field)
    assert not world.nobody.grants.exists()


def test_one_grant_at_a_unit_at_a_time(world, client_for):
    path = f"/accounts/{world.clerk.pk}/grant/"
    unit = world.named["市交通运输局"].pk
    answer = client_for(world.secadmin).post(path, new_grant(world, unit=unit))
    assert answer.status_code == 400
    assert "该账号在这一单位已有同一时期的授权；请先收回原来的授权，或改起始日期。" in errors(
        answer, "__all__"
    )


def test_nobody_gives_or_takes_his_own(world, client_for):
    client = client_for(world.secadmin)
    data = new_grant(world, role="security_administrator")
    answer = client.post(f"/accounts/{world.secadmin.pk}/grant/", data)
    assert answer.status_code == 409
    assert "不能给自己授权" in errors(answer, "__all__")
    own = world.secadmin.grants.get()
    answer = client.post(f"/accounts/grants/{own.pk}/revoke/")
    assert answer.status_code == 409
    assert "不能收回自己的授权" in errors(answer, "__all__")


def test_the_system_administrator_gives_no_grants(world, client_for):
    client = client_for(world.sysadmin)
    answer = client.post(f"/accounts/{world.nobody.pk}/grant/", new_grant(world))
    assert answer.status_code == 403
    assert "授权由安全管理员办理" in answer.content.decode()
    grant = world.clerk.grants.get()
    assert client.post(f"/accounts/grants/{grant.pk}/revoke/").status_code == 404
    own = world.sysadmin.grants.get()
    assert client.post(f"/accounts/grants/{own.pk}/revoke/").status_code == 403
    assert not world.nobody.grants.exists()


def test_taking_back_ends_the_authority_at_once(world, client_for):
    grant = world.clerk.grants.get()
    client = client_for(world.secadmin)
    assert "单位经办人" in client.get(f"/accounts/grants/{grant.pk}/revoke/").content.decode()
    assert client.post(f"/accounts/grants/{grant.pk}/revoke/").status_code == 302
    assert User.objects.get(pk=world.clerk.pk).scopes == ()
    grant.refresh_from_db()
    assert grant.during.upper == today()
    answer = client.post(f"/accounts/grants/{grant.pk}/revoke/")
    assert answer.status_code == 409
    assert "已经结束" in errors(answer, "__all__")


def test_a_security_administrator_of_a_county_grants_in_the_county(world, client_for):
    world.secadmin.grants.update(unit=world.named["青川县"])
    client = client_for(world.secadmin)
    assert client.get(f"/accounts/{world.clerk.pk}/grant/").status_code == 404
    path = f"/accounts/{world.county.pk}/grant/"
    city = world.named["清河市"].pk
    assert "不在您的范围内" in errors(client.post(path, new_grant(world, unit=city)), "unit")
    grant = world.city.grants.get()
    assert client.get(f"/accounts/grants/{grant.pk}/").status_code == 404
    assert client.get("/accounts/rules/").status_code == 403
    assert client.get("/accounts/grants/").context["count"] == 2  # the county's, and his own
    with pytest.raises(DomainError, match="最后一名安全管理员"):
        world.secadmin.grants.update(unit=world.named["清河市"])
        services.revoke(actor=world.county, grant=world.secadmin.grants.get(), on=today())


@pytest.mark.parametrize(("who", "role"), [("nobody", "city_department"), ("audit2", "auditor")])
def test_a_role_of_the_whole_city_is_given_at_the_root_alone(world, client_for, who, role):
    county, city = world.named["青川县"], world.named["清河市"]
    kind = AccountKind.AUDIT if role == "auditor" else AccountKind.BUSINESS
    user, _ = User.objects.get_or_create(
        username=who, defaults={"name": who, "kind": kind, "unit": county}
    )
    path, client = f"/accounts/{user.pk}/grant/", client_for(world.secadmin)
    answer = client.post(path, new_grant(world, role=role))
    assert answer.status_code == 400
    assert errors(answer, "unit") == f"“{Role(role).label}”的范围是全市，只能在根单位授予。"
    with pytest.raises(DomainError, match="只能在根单位授予"):
        services.grant(actor=world.secadmin, user=user, role=Role(role), unit=county, since=today())
    assert not user.grants.exists()
    assert client.post(path, new_grant(world, role=role, unit=city.pk)).status_code == 302


def test_nothing_is_granted_at_a_unit_that_was_abolished_meanwhile(world):
    seen = world.named["市交通运输局"]
    type(seen).objects.filter(pk=seen.pk).update(abolished_on="2026-02-01")
    with pytest.raises(DomainError, match="已于 2026-02-01 撤销，不能在此授权，请另选单位。"):
        services.grant(
            actor=world.secadmin, user=world.nobody, role=Role.CADRE, unit=seen, since=today()
        )


def test_a_grant_that_begins_today_is_taken_back_once(world):
    granted = services.grant(
        actor=world.secadmin,
        user=world.nobody,
        role=Role.CADRE,
        unit=world.named["青川县"],
        since=today(),
    )
    twice = Grant.objects.get(pk=granted.pk)
    services.revoke(actor=world.secadmin, grant=granted, on=today())
    with pytest.raises(DomainError, match="这项授权已经收回，请刷新页面查看。"):
        services.revoke(actor=world.secadmin, grant=twice, on=today())
    entry = AuditEntry.objects.get(action="delete", subject="grant")
    facts = {"role": "cadre", "unit": world.named["青川县"].name, "until": "长期"}
    assert entry.detail == facts | {"since": str(today()), "on": str(today())}


def test_the_last_security_administrator_of_the_city_keeps_his_grant(world):
    unit = world.named["清河市"]
    other = User.objects.create(username="sec2", name="安二", kind="security", unit=unit)
    own = world.secadmin.grants.get()
    second = services.grant(
        actor=world.secadmin,
        user=other,
        role=Role.SECURITY_ADMINISTRATOR,
        unit=unit,
        since=today(),
    )
    services.revoke(actor=other, grant=own, on=today())
    with pytest.raises(DomainError, match="最后一名安全管理员"):
        services.revoke(actor=world.secadmin, grant=second, on=today())
    assert other.grants.in_force(today()).exists()


def test_a_closed_account_is_nothing_anywhere(world):
    assert world.city.scopes
    User.objects.filter(pk=world.city.pk).update(is_active=False)
    closed = User.objects.get(pk=world.city.pk)
    assert closed.scopes == ()
    assert not type(world.named["清河市"]).objects.visible_to(closed).exists()


KINDS = list(AccountKind)
FOREIGN = [
    (kind, role) for kind in KINDS for other in KINDS if other != kind for role in ROLES_OF[other]
]


@pytest.mark.parametrize(("kind", "role"), FOREIGN)
def test_the_three_administrators_are_never_one(world, kind, role):
    user = {"business": world.nobody, "system": world.sysadmin, "security": world.secadmin}.get(
        kind, world.auditor
    )
    unit = world.named["青川县"]
    with pytest.raises(DomainError, match="三员分立"):
        services.grant(actor=None, user=user, role=role, unit=unit, since=today())
    period = (today(), None)
    with pytest.raises(ValidationError):
        Grant(user=user, account_kind=kind, role=role, unit=unit, during=period).full_clean()
    with pytest.raises(IntegrityError, match="grant_fits_the_kind"), transaction.atomic():
        Grant.objects.create(user=user, account_kind=kind, role=role, unit=unit, during=period)


def test_not_even_sql_combines_them(world):
    insert = (
        "INSERT INTO core_grant (user_id, account_kind, role, unit_id, during, granted_at, reason)"
        " VALUES (%s, 'audit', 'auditor', %s, '[2026-01-01,)', now(), '')"
    )
    values = [world.sysadmin.pk, world.named["青川县"].pk]
    with pytest.raises(IntegrityError, match="kind_of_its_account"), transaction.atomic():
        connection.cursor().execute(insert, values)
    change = "UPDATE core_user SET kind = 'audit' WHERE id = %s"
    with pytest.raises(IntegrityError, match="kind_of_its_account"), transaction.atomic():
        connection.cursor().execute(change, values[:1])


def test_the_list_says_which_are_in_force(world, client_for):
    services.revoke(actor=world.secadmin, grant=world.clerk.grants.get(), on=today())
    client = client_for(world.secadmin)
    every = client.get("/accounts/grants/").context["rows"]
    ended = client.get("/accounts/grants/?in_force=false").context["rows"]
    assert len(every) == 8
    assert [row.texts[0] for row in ended] == ["方晓彤"]
    assert client.get(ended[0].url).url == f"/accounts/{world.clerk.pk}/#grants"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("role=auditor", 1),
        ("since_after=2026-01-01", 8),
        ("since_after=2026-01-02", 0),
        ("until_before=2030-01-01", 0),
        ("username=c&order=-since", 6),
    ],
)
def test_the_list_is_filtered_and_sorted(world, client_for, query, count):
    answer = client_for(world.secadmin).get(f"/accounts/grants/?{query}")
    assert answer.status_code == 200
    assert answer.context["count"] == count


def test_the_pages_of_the_list_follow_each_other(world, client_for):
    client, seen, address = client_for(world.secadmin), [], "?size=3&order=until"
    while address:
        context = client.get(f"/accounts/grants/{address}").context
        seen += [row.pk for row in context["rows"]]
        address = context["pager"]["next"]
    assert sorted(seen) == sorted(Grant.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("who", ["city", "clerk", "sysadmin", "auditor"])
def test_everybody_else_sees_his_own_grants_alone(world, client_for, who):
    user = getattr(world, who)
    rows = client_for(user).get("/accounts/grants/").context["rows"]
    assert [row.pk for row in rows] == [user.grants.get().pk]


def test_log_in_rules_are_set_and_logged(world, client_for):
    client = client_for(world.secadmin)
    answer = client.post("/accounts/rules/", {"roles": ["city_department", "auditor"]})
    assert answer.url == "/accounts/rules/"
    required = RoleRule.objects.filter(totp_required=True).values_list("role", flat=True)
    assert set(required) == {"city_department", "auditor"}
    client.post("/accounts/rules/", {})
    assert not RoleRule.objects.filter(totp_required=True).exists()
    assert client.post("/accounts/rules/", {"roles": ["boss"]}).status_code == 400


@pytest.mark.parametrize("who", ["city", "sysadmin", "auditor", "cadre", "nobody"])
def test_others_set_no_rules(world, client_for, who):
    assert client_for(getattr(world, who)).get("/accounts/rules/").status_code == 403
