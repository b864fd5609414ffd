"""What is done to API clients: one function per verb. A token is returned once and never kept."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import changes, record
from core.clients.fields import Fields, in_words, normal
from core.clients.models import ApiClient
from core.clients.powers import in_words as powers_in_words
from core.clients.powers import normal as granted
from core.clients.tokens import Token, new_token
from core.errors import refuse_if
from core.units.models import Unit


@transaction.atomic
def issue(
    *,
    actor: models.Model,
    name: str,
    unit: Unit,
    fields: Fields,
    expires_on: date,
    contact: str,
    on: date,
    powers: Collection[str] = (),
) -> tuple[ApiClient, str]:
    """A new client and its token. Raises ValidationError by field."""
    token = new_token()
    _refuse_bad_term(expires_on, on)
    fields = _some(fields)
    refuse_if(unit.abolished_on, f"“{unit}”已撤销，不能作为数据范围，请另选单位。")
    client = ApiClient(
        name=name,
        unit=unit,
        fields=fields,
        powers=granted(powers),
        contact=contact,
        expires_on=expires_on,
        issued_by=actor,
        changed_by=actor,
        **_kept(token),
    )
    client.full_clean(exclude=["issued_by", "changed_by"])
    client.save(force_insert=True)
    detail = {"unit": unit.name, "expires_on": str(expires_on), "prefix": token.prefix}
    record(
        Action.CREATE, actor=actor, target=client, detail=detail | _worded(fields, client.powers)
    )
    return client, token.text


@transaction.atomic
def edit(
    *,
    actor: models.Model,
    client: ApiClient,
    seen: int,
    fields: Fields,
    contact: str,
    powers: Collection[str] = (),
) -> ApiClient:
    """Grant other fields and powers, name another contact. Raises Stale."""
    refuse_revoked(client)
    before = {"contact": client.contact} | _worded(client.fields, client.powers)
    fields, powers = _some(fields), granted(powers)
    client.change(actor=actor, seen=seen, fields=fields, powers=powers, contact=contact)
    after = {"contact": contact} | _worded(fields, powers)
    names = dict.fromkeys([*before, *after], "")
    detail = changes(names | before, names | after)
    record(Action.CHANGE, actor=actor, target=client, detail=detail)
    return client


@transaction.atomic
def renew(
    *, actor: models.Model, client: ApiClient, seen: int, expires_on: date, on: date
) -> tuple[ApiClient, str]:
    """A new token with a new term; the old one is worth nothing from now on. Raises Stale."""
    refuse_revoked(client)
    _refuse_bad_term(expires_on, on)
    token = new_token()
    before = {"expires_on": client.expires_on, "prefix": client.prefix}
    client.change(actor=actor, seen=seen, expires_on=expires_on, **_kept(token))
    after = {"expires_on": expires_on, "prefix": token.prefix}
    record(Action.CHANGE, actor=actor, target=client, detail=changes(before, after))
    return client, token.text


@transaction.atomic
def revoke(*, actor: models.Model, client: ApiClient, seen: int) -> ApiClient:
    """End a client for good, at once. Raises Stale."""
    refuse_revoked(client)
    client.change(actor=actor, seen=seen, revoked_at=timezone.now())
    record(Action.CHANGE, actor=actor, target=client, detail={"state": ["有效", "吊销"]})
    return client


def latest_expiry(on: date) -> date:
    """The same day of next year: the longest term of a token."""
    try:
        return on.replace(year=on.year + 1)
    except ValueError:
        return date(on.year + 1, 3, 1)


def fault_of_term(expires_on: date, on: date) -> str:
    """Why a token given out on `on` cannot last until then; empty when it can."""
    if expires_on <= on:
        return f"到期日 {expires_on} 应晚于今天 {on}。"
    latest = latest_expiry(on)
    return f"到期日 {expires_on} 太远，最长一年，不晚于 {latest}。" if expires_on > latest else ""


def refuse_revoked(client: ApiClient) -> None:
    """A revoked client has ended for good."""
    refuse_if(client.revoked_at, f"“{client}”已吊销，不能再更改；需要时请另行签发。")


def _refuse_bad_term(expires_on: date, on: date) -> None:
    fault = fault_of_term(expires_on, on)
    refuse_if(fault, fault)


def _some(fields: Fields) -> Fields:
    fields = normal(fields)
    refuse_if(not fields, "没有勾选任何字段，请至少勾选一个。")
    return fields


def _kept(token: Token) -> dict[str, Any]:
    return {"prefix": token.prefix, "token_hash": token.digest}


def _worded(fields: Fields, powers: Collection[str]) -> dict[str, str]:
    told = dict(in_words(fields))
    return told | {"可办事项": powers_in_words(powers)} if powers else told
