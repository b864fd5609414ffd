"""Closing and opening several accounts: look first, then confirm; nothing else is touched."""

from datetime import date

import pytest
from django.utils import timezone

from core.accounts import services
from core.accounts.models import Grant, User
from core.accounts.views.batch import fingerprint
from core.choices import AccountKind, Role
from core.errors import DomainError


def active(world) -> set[str]:
    """The usernames that may log in."""
    return set(User.objects.filter(is_active=True).values_list("username", flat=True))


def confirmed(*users: User) -> dict:
    """What the page sends when these accounts were shown and are confirmed."""
    pks = [user.pk for user in users]
    return {"selected": pks, "expected": fingerprint(pks)}


def another(world, name: str, kind: AccountKind, role: Role, place: str = "清河市") -> User:
    """One more administrator, of the whole city unless a place is given."""
    unit = world.named[place]
    user = User.objects.create(username=name, name=name, kind=kind, unit=unit)
    Grant.objects.create(
        user=user, account_kind=kind, role=role, unit=unit, during=(date(2026, 1, 1), None)
    )
    return user


def test_ticked_accounts_are_shown_and_then_closed(world, client_for):
    client = client_for(world.sysadmin)
    ticked = {"selected": [world.clerk.pk, world.cadre.pk], "query": "kind=business"}
    page = client.post("/accounts/close/", ticked)
    text = page.content.decode()
    assert (page.status_code, page.context["count"]) == (200, 2)
    assert "方晓彤（clerk，市交通运输局）" in text
    assert {"clerk", "cadre"} <= active(world)
    seen = {"expected": page.context["seen"]}
    assert f'value="{page.context["seen"]}"' in text
    answer = client.post("/accounts/close/", ticked | seen)
    assert answer.url == "/accounts/?kind=business"
    assert active(world).isdisjoint({"clerk", "cadre"})
    client.post("/accounts/open/", ticked | seen)
    assert {"clerk", "cadre"} <= active(world)


def test_all_that_match_are_closed(world, client_for):
    data = {"all": "1", "query": "kind=business&username=c"}
    client = client_for(world.sysadmin)
    shown = client.post("/accounts/close/", data).context
    client.post("/accounts/close/", data | {"expected": shown["seen"]})
    assert shown["count"] == 5
    assert active(world) == {"auditor", "nobody", "secadmin", "sysadmin"}


def test_more_than_twenty_are_counted_not_listed(world, client_for):
    clerk = world.clerk
    for number in range(25):
        User.objects.create(username=f"many{number:02}", name=f"名{number}", unit=clerk.unit)
    data = {"all": "1", "query": "username=many"}
    page = client_for(world.sysadmin).post("/accounts/close/", data)
    assert (page.context["count"], page.context["more"]) == (25, 5)
    assert page.content.decode().count("<li>名") == 20


def test_a_changed_choice_is_shown_again(world, client_for):
    data = {"all": "1", "query": "kind=business", "expected": fingerprint([world.city.pk])}
    answer = client_for(world.sysadmin).post("/accounts/close/", data)
    assert answer.status_code == 409
    assert "有了变化" in answer.content.decode()
    assert "city" in active(world)


def test_as_many_others_are_not_the_accounts_that_were_confirmed(world, client_for):
    data = {"all": "1", "query": "username=many"}
    User.objects.create(username="many1", name="甲", unit=world.clerk.unit)
    client = client_for(world.sysadmin)
    seen = client.post("/accounts/close/", data).context["seen"]
    User.objects.filter(username="many1").update(username="one")
    User.objects.create(username="many2", name="乙", unit=world.clerk.unit)
    answer = client.post("/accounts/close/", data | {"expected": seen})
    assert (answer.status_code, answer.context["count"]) == (409, 1)
    assert {"one", "many2"} <= active(world)
    client.post("/accounts/close/", data | {"expected": answer.context["seen"]})
    assert "many2" not in active(world)


@pytest.mark.parametrize("who", ["secadmin", "auditor"])
def test_the_last_of_the_separate_administrators_is_not_closed(world, client_for, who):
    last = getattr(world, who)
    another(world, "backup", last.kind, last.grants.get().role)
    client = client_for(world.sysadmin)
    assert client.post("/accounts/close/", confirmed(last)).status_code == 302
    backup = User.objects.get(username="backup")
    answer = client.post("/accounts/close/", confirmed(backup, world.clerk))
    assert answer.status_code == 409
    assert "“backup”是全市最后一个启用的" in answer.content.decode()
    assert {"backup", "clerk"} <= active(world)


def test_both_of_two_at_once_are_one_too_many(world, client_for):
    another(world, "backup", AccountKind.SECURITY, Role.SECURITY_ADMINISTRATOR)
    both = confirmed(world.secadmin, User.objects.get(username="backup"))
    assert client_for(world.sysadmin).post("/accounts/close/", both).status_code == 409


@pytest.mark.parametrize("why", ["county", "ended", "closed"])
def test_who_does_not_serve_the_city_today_is_no_other_administrator(world, client_for, why):
    role = Role.SECURITY_ADMINISTRATOR
    place = "青川县" if why == "county" else "清河市"
    backup = another(world, "backup", AccountKind.SECURITY, role, place)
    if why == "ended":
        backup.grants.update(during=(date(2026, 1, 1), timezone.localdate()))
    if why == "closed":
        User.objects.filter(pk=backup.pk).update(is_active=False)
    client = client_for(world.sysadmin)
    assert client.post("/accounts/close/", confirmed(world.secadmin)).status_code == 409
    if why == "county":
        assert client.post("/accounts/close/", confirmed(backup)).status_code == 302


def test_two_system_administrators_do_not_close_one_another(world):
    backup = another(world, "backup", AccountKind.SYSTEM, Role.SYSTEM_ADMINISTRATOR)
    on = timezone.localdate()
    just = User.objects.filter
    services.set_active(actor=backup, users=just(username="sysadmin"), active=False, on=on)
    with pytest.raises(DomainError, match="最后一个启用的系统管理账号"):
        services.set_active(
            actor=world.sysadmin, users=just(username="backup"), active=False, on=on
        )


def test_nobody_closes_himself_and_then_nobody_is_closed(world, client_for):
    ticked = confirmed(world.clerk, world.sysadmin)
    answer = client_for(world.sysadmin).post("/accounts/close/", ticked)
    assert answer.status_code == 409
    assert "不能停用自己的账号" in answer.content.decode()
    assert {"clerk", "sysadmin"} <= active(world)


def test_what_is_closed_already_is_not_closed_again(world, client_for):
    User.objects.filter(pk=world.clerk.pk).update(is_active=False)
    ticked = {"selected": [world.clerk.pk, world.cadre.pk]}
    page = client_for(world.sysadmin).post("/accounts/close/", ticked)
    assert (page.context["count"], page.context["unchanged"]) == (1, 1)


def test_accounts_out_of_scope_are_not_in_the_choice(world, client_for):
    world.sysadmin.grants.update(unit=world.named["青川县"])
    ticked = {"selected": [world.clerk.pk, world.county.pk]}
    page = client_for(world.sysadmin).post("/accounts/close/", ticked)
    assert [user.username for user in page.context["first"]] == ["county"]


def test_who_is_something_outside_the_scope_is_not_closed(world, client_for):
    world.sysadmin.grants.update(unit=world.named["青川县"])
    world.county.grants.update(unit=world.named["清河市"])
    answer = client_for(world.sysadmin).post("/accounts/close/", confirmed(world.county))
    assert answer.status_code == 403
    assert "“韩志远”（county）在您的范围以外还有授权" in answer.content.decode()
    assert "county" in active(world)


@pytest.mark.parametrize("who", ["city", "secadmin", "auditor", "cadre", "nobody"])
def test_others_may_not(world, client_for, who):
    ticked = confirmed(world.clerk)
    assert client_for(getattr(world, who)).post("/accounts/close/", ticked).status_code == 403
    assert "clerk" in active(world)


@pytest.mark.parametrize("data", [{}, {"selected": ["x"]}, {"query": "kind=business"}])
def test_an_empty_choice_is_refused_with_a_sentence(world, client_for, data):
    answer = client_for(world.sysadmin).post("/accounts/close/", data)
    assert answer.status_code == 400
    assert "还没有选择" in answer.content.decode()


def test_the_address_alone_leads_to_the_list(world, client_for):
    assert client_for(world.sysadmin).get("/accounts/close/").url == "/accounts/"
