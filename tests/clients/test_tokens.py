"""The life of a token: what it opens, and the sentences of those that open nothing."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.utils import timezone

from core.clients import services
from core.clients.models import ApiClient
from core.clients.tokens import SECRET_BYTES, TOKEN, new_token
from core.errors import DomainError
from tests.clients.issuing import caller, every_field, expire, issue

UNITS = "/api/v1/units/?size=1"
UNKNOWN = "令牌无效。请核对请求头，应为“Authorization: Bearer ql_…”。"


def refused(client) -> str:
    """The sentence of a 401."""
    response = client.get(UNITS)
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    return response.json()["detail"]


def test_a_token_is_long_random_and_kept_as_a_hash(world):
    client, token = issue(world)
    assert TOKEN.fullmatch(token)
    assert SECRET_BYTES >= 32
    assert client.token_hash == sha256(token.encode()).hexdigest()
    assert token not in str(ApiClient.objects.filter(pk=client.pk).values().get())
    assert len({new_token().text for _ in range(100)}) == 100


def test_it_opens(world):
    _, token = issue(world)
    assert caller(token).get(UNITS).status_code == 200
    lower = Client(headers={"Authorization": f"bearer   {token}  "})
    assert lower.get(UNITS).status_code == 200


def test_unknown_wrong_and_malformed_tokens_get_one_sentence(world):
    _, token = issue(world)
    prefix = token.split("_")[1]
    strangers = [
        new_token().text,
        f"ql_{prefix}_{'A' * 43}",
        token[:-1],
        token + "A",
        token.swapcase(),
        "",
        "ql__",
        "\u00ff",
        "x" * 5000,
    ]
    assert {refused(caller(text)) for text in strangers} == {UNKNOWN}


def test_another_scheme_is_no_token(world):
    client = Client(headers={"Authorization": "Basic Y2l0eTpjaXR5"})
    assert refused(client).startswith("没有身份信息")


def test_it_ends_on_the_day_it_expires_and_not_before(world):
    client, token = issue(world)
    today = timezone.localdate()
    expire(client, today + timedelta(days=1))
    assert caller(token).get(UNITS).status_code == 200
    expire(client, today)
    assert refused(caller(token)) == f"令牌已于 {today} 到期，请联系签发令牌的安全管理员续期。"


def test_revocation_is_told_to_the_holder_alone(world):
    client, token = issue(world)
    services.revoke(actor=world.secadmin, client=client, seen=client.version)
    assert refused(caller(token)) == "令牌已吊销，请联系签发令牌的安全管理员。"
    assert refused(caller(f"ql_{client.prefix}_{'A' * 43}")) == UNKNOWN


def test_renewal_kills_the_old_token(world):
    client, old = issue(world)
    today = timezone.localdate()
    expire(client, today)
    client, new = services.renew(
        actor=world.secadmin,
        client=client,
        seen=client.version,
        expires_on=today + timedelta(days=30),
        on=today,
    )
    assert refused(caller(old)) == UNKNOWN
    assert caller(new).get(UNITS).status_code == 200


def test_a_revoked_client_is_not_renewed(world):
    client, _ = issue(world)
    services.revoke(actor=world.secadmin, client=client, seen=client.version)
    today = timezone.localdate()
    with pytest.raises(DomainError, match="已吊销"):
        services.renew(
            actor=world.secadmin,
            client=client,
            seen=client.version,
            expires_on=today + timedelta(days=1),
            on=today,
        )


def test_use_is_noted_at_most_once_a_minute(world):
    client, token = issue(world)
    caller(token).get(UNITS)
    client.refresh_from_db()
    first = client.last_used_at
    assert first is not None
    caller(token).get(UNITS)
    client.refresh_from_db()
    assert client.last_used_at == first
    long_ago = first - timedelta(seconds=61)
    ApiClient.objects.filter(pk=client.pk).update(last_used_at=long_ago)
    caller(token).get(UNITS)
    client.refresh_from_db()
    assert client.last_used_at > long_ago


@pytest.mark.parametrize(("days", "allowed"), [(0, False), (1, True), (365, True), (367, False)])
def test_a_term_lasts_from_tomorrow_to_a_year(world, days, allowed):
    today = timezone.localdate()
    values = {
        "actor": world.secadmin,
        "name": "工资系统",
        "unit": world.named["清河市"],
        "fields": every_field(),
        "contact": "周正",
        "expires_on": today + timedelta(days=days),
        "on": today,
    }
    if allowed:
        services.issue(**values)
    else:
        with pytest.raises(DomainError, match="到期日"):
            services.issue(**values)
