"""A dump of the database makes no one-time codes."""

from base64 import b32decode, b64decode
from binascii import hexlify
from importlib import import_module

import pytest
from django.apps import apps
from django.test import override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from core.accounts.models import Authenticator
from core.accounts.totp import secret_text
from core.errors import DomainError


def test_a_key_is_random_long_enough_and_fits_its_column():
    keys = {Authenticator.new_key() for _ in range(50)}
    assert len(keys) == 50
    assert {len(Authenticator(key=key).bin_key) for key in keys} == {20}
    assert max(map(len, keys)) <= Authenticator._meta.get_field("key").max_length


def test_neither_the_database_nor_the_session_holds_it(world, client_for, code_of):
    client = client_for(world.city)
    page = client.get("/totp/")
    waiting = client.session["totp_key"]
    key = Authenticator(key=waiting).bin_key
    assert secret_text(waiting) in page.content.decode()
    client.post("/totp/", {"otp": code_of(Authenticator(key=waiting))})
    kept = TOTPDevice.objects.get(user=world.city).key
    for text in (waiting, kept):
        assert hexlify(key).decode() not in text.lower()
        assert key not in b64decode(text)


def test_what_is_typed_into_a_telephone_is_the_key():
    key = Authenticator.new_key()
    assert b32decode(secret_text(key).replace(" ", "")) == Authenticator(key=key).bin_key


def test_another_identity_key_lets_nobody_in_and_says_what_to_do(world, enter, device_of, code_of):
    device = device_of(world.city)
    code = code_of(device)
    with override_settings(IDENTITY_KEY="another key, which is long enough too"):
        with pytest.raises(DomainError, match="密钥 IDENTITY_KEY 与启用时的不同"):
            _ = device.bin_key
        answer = enter("city", otp=code)
        assert answer.status_code == 409
        assert "解除此账号的动态口令" in answer.content.decode()
    assert enter("city", otp=code).status_code == 302


@pytest.mark.parametrize("key", ["", "00" * 20, "不是密钥", "AQ=="])
def test_no_other_text_is_taken_for_a_key(key):
    with pytest.raises(DomainError, match="动态口令无法核对"):
        _ = Authenticator(key=key).bin_key


def test_keys_of_before_are_sealed_and_the_way_back_opens_them(world):
    """What is no key of ours stays as it is, both ways; a long one has no room for its seal."""
    there = {world.city: "0123456789abcdef" * 2 + "01234567", world.county: "零" * 3}
    there |= {world.clerk: "ab" * 32, world.secretary: ""}
    for user, key in there.items():
        TOTPDevice.objects.create(user=user, key=key)
    step = import_module("core.migrations.0007_accounts_are_watched_by_their_holders")
    step.seal_keys(apps, None)
    sealed = Authenticator.objects.get(user=world.city)
    assert sealed.bin_key.hex() == there[world.city]
    step.open_keys(apps, None)
    kept = TOTPDevice.objects.values_list("user__username", "key")
    assert dict(kept) == {user.username: key for user, key in there.items()}
