"""Codes: drawn by lot, read however they are typed, kept as a hash."""

import hashlib
from time import perf_counter

import pytest

from assessments.polls import codes


def test_codes_have_sixty_bits_and_no_look_alikes():
    drawn = codes.draw(500)
    assert len(set(drawn)) == 500
    assert {len(code) for code in drawn} == {12}
    assert len(codes.SIGNS) == len(set(codes.SIGNS)) == 32
    assert not set("ILOU") & set("".join(drawn))
    assert set("".join(drawn)) == set(codes.SIGNS)  # every sign comes up: 6,000 draws


def test_shown_in_groups_of_four():
    assert codes.shown("KMERWFDD9X2P") == "KMER WFDD 9X2P"


@pytest.mark.parametrize(
    "typed",
    [
        "KMER10DD9X2P",
        "kmer 10dd 9x2p",
        " KMER-10DD-9X2P\n",
        "KMER IODD 9X2P",
        "kmer lodd 9x2p",
        "ＫＭＥＲ　１０ＤＤ　９Ｘ２Ｐ",
        "KMER–10DD—9X2P",
        "K M E R 1 0 D D 9 X 2 P",
    ],
)
def test_read_however_it_is_typed(typed):
    assert codes.normalised(typed) == "KMER10DD9X2P"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "KMER",
        "KMER10DD9X2PP",
        "KMER10DD9X2中",
        "KMER10DD9X2'",
        "\0" * 12,
        "A" * 100_000,
        "测评码",
    ],
)
def test_what_cannot_be_a_code(typed):
    assert codes.normalised(typed) is None


def test_what_is_kept_is_slow_to_guess_and_quick_to_check():
    expected = hashlib.pbkdf2_hmac("sha256", b"KMERWFDD9X2P", b"qinglan ballot 1", 2000)
    assert codes.hashed("KMERWFDD9X2P") == expected
    assert len(expected) == 32
    begun = perf_counter()
    for code in codes.draw(50):
        codes.hashed(code)
    assert perf_counter() - begun < 50 * 0.02  # 2 ms when the machine is free
