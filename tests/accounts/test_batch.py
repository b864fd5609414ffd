"""Closing and opening several accounts: look first, then confirm; nothing else is touched."""

import pytest

from core.accounts.models import User


def active(world) -> set[str]:
    """The usernames that may log in."""
    return set(User.objects.filter(is_active=True).values_list("username", flat=True))


def test_ticked_accounts_are_shown_and_then_closed(world, client_for):
    client = client_for(world.sysadmin)
    ticked = {"selected": [world.clerk.pk, world.cadre.pk], "query": "kind=business"}
    page = client.post("/accounts/close/", ticked)
    text = page.content.decode()
    assert (page.status_code, page.context["count"]) == (200, 2)
    assert "方晓彤（clerk，市交通运输局）" in text
    assert {"clerk", "cadre"} <= active(world)
    answer = client.post("/accounts/close/", ticked | {"expected": "2"})
    assert answer.url == "/accounts/?kind=business"
    assert active(world).isdisjoint({"clerk", "cadre"})
    client.post("/accounts/open/", ticked | {"expected": "2"})
    assert {"clerk", "cadre"} <= active(world)


def test_all_that_match_are_closed(world, client_for):
    data = {"all": "1", "query": "username=c"}
    client = client_for(world.sysadmin)
    shown = client.post("/accounts/close/", data).context["count"]
    client.post("/accounts/close/", data | {"expected": shown})
    assert shown == 6
    assert active(world) == {"auditor", "nobody", "sysadmin"}


def test_more_than_twenty_are_counted_not_listed(world, client_for):
    clerk = world.clerk
    for number in range(25):
        User.objects.create(username=f"many{number:02}", name=f"名{number}", unit=clerk.unit)
    data = {"all": "1", "query": "username=many"}
    page = client_for(world.sysadmin).post("/accounts/close/", data)
    assert (page.context["count"], page.context["more"]) == (25, 5)
    assert page.content.decode().count("<li>名") == 20


def test_a_changed_choice_is_shown_again(world, client_for):
    data = {"all": "1", "query": "kind=business", "expected": "1"}
    answer = client_for(world.sysadmin).post("/accounts/close/", data)
    assert answer.status_code == 409
    assert "有了变化" in answer.content.decode()
    assert "city" in active(world)


def test_nobody_closes_himself_and_then_nobody_is_closed(world, client_for):
    ticked = {"selected": [world.clerk.pk, world.sysadmin.pk], "expected": "2"}
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


@pytest.mark.parametrize("who", ["city", "secadmin", "auditor", "cadre", "nobody"])
def test_others_may_not(world, client_for, who):
    ticked = {"selected": [world.clerk.pk], "expected": "1"}
    assert client_for(getattr(world, who)).post("/accounts/close/", ticked).status_code == 403
    assert "clerk" in active(world)


@pytest.mark.parametrize("data", [{}, {"selected": ["x"]}, {"query": "kind=business"}])
def test_an_empty_choice_is_refused_with_a_sentence(world, client_for, data):
    answer = client_for(world.sysadmin).post("/accounts/close/", data)
    assert answer.status_code == 400
    assert "还没有选择" in answer.content.decode()


def test_the_address_alone_leads_to_the_list(world, client_for):
    assert client_for(world.sysadmin).get("/accounts/close/").url == "/accounts/"
