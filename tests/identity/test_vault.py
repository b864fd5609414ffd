"""Sealing and finding numbers: nothing without the key, nothing after a change."""

import hmac
from collections import Counter
from time import process_time

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from cadres.identity.number import normalize
from cadres.identity.vault import CannotOpen, lookup_hash, open_sealed, seal
from core.errors import DomainError
from tests.identity.numbers import numbers

NUMBER = "99012119920315004X"
OLD, SAME = "990121920315001", "990121199203150015"
REFUSAL = "身份证号解不开：密钥 IDENTITY_KEY 与保存时的不同，或者数据已损坏"


@given(numbers() | st.text())
def test_what_is_sealed_opens(text):
    assert open_sealed(seal(text)) == normalize(text)


def test_it_opens_as_the_database_gives_it():
    assert open_sealed(memoryview(seal(NUMBER))) == NUMBER


def test_two_seals_of_a_number_differ_and_show_nothing():
    one, other = seal(NUMBER), seal(NUMBER)
    assert one != other
    assert one[0] == other[0] == 1
    assert len(one) == len(other) == 47
    assert NUMBER.encode() not in one


def test_bytes_of_many_seals_are_spread_evenly():
    # A nonce that repeats, or one that is left out, would show as a byte that stays.
    for place in range(1, 47):
        assert len(Counter(seal(NUMBER)[place] for _ in range(64))) > 16


@given(st.integers(0, 46), st.integers(1, 255))
def test_any_changed_byte_is_found(place, difference):
    sealed = bytearray(seal(NUMBER))
    sealed[place] ^= difference
    with pytest.raises(CannotOpen, match=REFUSAL):
        open_sealed(bytes(sealed))


@given(st.binary(max_size=60))
def test_no_bytes_fail_in_another_way(content):
    with pytest.raises(CannotOpen):
        open_sealed(content)


def test_another_key_opens_nothing_and_finds_nobody():
    sealed, found = seal(NUMBER), lookup_hash(NUMBER)
    with override_settings(IDENTITY_KEY="another key, which is long enough too"):
        with pytest.raises(DomainError, match=REFUSAL):
            open_sealed(sealed)
        assert lookup_hash(NUMBER) != found
        assert open_sealed(seal(NUMBER)) == NUMBER
    assert open_sealed(sealed) == NUMBER
    assert lookup_hash(NUMBER) == found


def test_the_hash_is_the_same_in_every_form_of_the_number():
    assert lookup_hash(OLD) == lookup_hash(f" {OLD}\t") == lookup_hash(SAME)
    assert lookup_hash("９９０１２１１９９２０３１５００４ｘ") == lookup_hash(NUMBER)
    assert lookup_hash(NUMBER) != lookup_hash(SAME)


@given(st.text())
def test_a_hash_is_64_hexadecimal_digits_whatever_is_asked(text):
    assert set(lookup_hash(text)) <= set("0123456789abcdef")
    assert len(lookup_hash(text)) == 64


@given(numbers(), numbers())
def test_hashes_are_equal_when_numbers_are(one, other):
    assert (lookup_hash(one) == lookup_hash(other)) is (one == other)


def test_a_known_key_gives_known_hashes():
    # HKDF (RFC 5869) and HMAC by hand: a change of either would lose every number kept so far.
    with override_settings(IDENTITY_KEY="qinglan"):
        assert lookup_hash(NUMBER) == _hash_by_hand(b"qinglan", NUMBER)


def test_a_million_people_take_less_than_a_minute():
    started = process_time()
    for _ in range(5_000):
        seal(NUMBER)
        lookup_hash(NUMBER)
    assert process_time() - started < 5_000 * 60 / 1_000_000


def _hash_by_hand(secret: bytes, number: str) -> str:
    extracted = hmac.digest(b"\x00" * 32, secret, "sha256")
    key = hmac.digest(extracted, b"qinglan id number: look-up\x01", "sha256")
    return hmac.digest(key, number.encode(), "sha256").hex()
