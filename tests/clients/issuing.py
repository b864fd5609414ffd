"""Clients for tests: issued like the page issues them, with every field unless told otherwise."""

from datetime import date
from itertools import count

from django.test import Client
from django.utils import timezone

from core.clients import services
from core.clients.fields import grantable
from core.clients.models import ApiClient
from tests.world import World

NUMBERS = count(1)


def every_field() -> dict[str, list[str]]:
    """All that can be granted."""
    return {
        entity.name: [column.name for column in columns] for entity, columns in grantable().items()
    }


def issue(
    world: World, *, at: str = "清河市", fields: dict[str, list[str]] | None = None
) -> tuple[ApiClient, str]:
    """A client of the named unit, and its token."""
    today = timezone.localdate()
    return services.issue(
        actor=world.secadmin,
        name=f"测试系统{next(NUMBERS)}",
        unit=world.named[at],
        fields=every_field() if fields is None else fields,
        expires_on=services.latest_expiry(today),
        contact="周正 0999-0000001",
        on=today,
    )


def caller(token: str) -> Client:
    """A program that sends the token with every request."""
    return Client(headers={"Authorization": f"Bearer {token}"})


def expire(client: ApiClient, on: date) -> None:
    """Give a token another last day."""
    ApiClient.objects.filter(pk=client.pk).update(expires_on=on)
