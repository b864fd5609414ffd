"""The life of a token: what it opens, and the sentences of those that open nothing."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.utils import timezone

from core.audit.models import Action, AuditEntry
from core.clients import services
from core.clients.authentication import NO_SUCH_TOKEN
from core.clients.models import ApiClient
from core.clients.tokens import SECRET_BYTES, TOKEN, new_token
from core.errors import DomainError
from core.jobs.models import Job
from core.jobs.services import perform
from core.units.models import Unit
from tests.clients.issuing import caller, every_field, expire, issue

UNITS = "/api/v1/units/?size=1"


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
    assert {refused(caller(text)) for text in strangers} == {NO_SUCH_TOKEN}


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
    assert refused(caller(f"ql_{client.prefix}_{'A' * 43}")) == NO_SUCH_TOKEN


def refusals() -> list[tuple[str, str]]:
    """Prefix and reason of every refused token in the log."""
    entries = AuditEntry.objects.filter(action=Action.LOGIN_FAILED, subject="apiclient")
    return [(entry.subject_label, entry.detail["reason"]) for entry in entries.order_by("pk")]


def test_a_refused_token_of_a_known_prefix_is_in_the_log(world):
    client, token = issue(world)
    wrong = f"ql_{client.prefix}_{'A' * 43}"
    for text in (wrong, wrong, new_token().text, "nonsense"):
        refused(caller(text))
    assert refusals() == [(client.prefix, "令牌不对")]  # once a minute, and no strangers
    expire(client, timezone.localdate())
    refused(caller(token))
    services.revoke(actor=world.secadmin, client=client, seen=client.version)
    refused(caller(token))
    assert [reason for _, reason in refusals()] == ["令牌不对", "令牌已到期", "令牌已吊销"]
    assert token not in str(list(AuditEntry.objects.values_list("detail", "subject_label")))


def test_refusals_are_logged_with_redis_away(world, settings):
    nowhere = {"LOCATION": "unix:///nonexistent/redis.sock?db=0"}
    settings.CACHES = {"default": settings.CACHES["default"] | nowhere}
    client, _ = issue(world)
    refused(caller(f"ql_{client.prefix}_{'A' * 43}"))
    assert refusals() == [(client.prefix, "令牌不对")]


def test_a_client_that_has_ended_sees_nothing(world):
    client, _ = issue(world)
    today = timezone.localdate()
    assert Unit.objects.visible_to(client).exists()
    client.expires_on = today
    assert client.scopes == ()
    assert not Unit.objects.visible_to(client).exists()
    client.expires_on = today + timedelta(days=1)
    assert client.scopes
    client.revoked_at = timezone.now()
    assert client.scopes == ()


def test_a_queued_export_of_a_revoked_client_gives_no_row(world):
    client, token = issue(world)
    body = {"kind": "core.export", "entity": "units", "format": "csv"}
    address = "/api/v1/jobs/"
    job = caller(token).post(address, body, content_type="application/json").json()["id"]
    services.revoke(actor=world.secadmin, client=client, seen=client.version)
    perform(job)
    found = Job.objects.get(pk=job)
    assert found.outcome.get("rows", 0) == 0


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
    assert refused(caller(old)) == NO_SUCH_TOKEN
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
