"""The door as a person uses it, and the codes of an authenticator."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django_otp.oath import totp

from core.accounts.models import Authenticator
from core.audit.models import AuditEntry
from tests.world import PASSWORD


@pytest.fixture
def enter() -> Callable[..., HttpResponse]:
    """Post the log-in form, in a browser of its own unless one is given."""

    def post(username: str, password: str = PASSWORD, client: Client | None = None, **more):
        data = {"username": username, "password": password, **more}
        return (client or Client()).post("/login/", data)

    return post


@pytest.fixture
def device_of() -> Callable[..., Authenticator]:
    """Give a user an authenticator that log-in asks for."""

    def give(user) -> Authenticator:
        key = Authenticator.new_key()
        return Authenticator.objects.create(user=user, key=key, name="动态口令", confirmed=True)

    return give


@pytest.fixture
def code_of() -> Callable[..., str]:
    """The code that the authenticator shows now, or `step` steps of 30 seconds later."""

    def show(device: Authenticator, *, step: int = 0) -> str:
        return f"{totp(device.bin_key, drift=step):06d}"

    return show


@pytest.fixture
def log_of() -> Callable[..., list[tuple[str, dict]]]:
    """What the log holds about log-ins under a name: action and detail, oldest first."""

    def read(label: str) -> list[tuple[str, dict]]:
        entries = AuditEntry.objects.filter(subject_label=label, subject="user")
        return list(entries.order_by("pk").values_list("action", "detail"))

    return read
