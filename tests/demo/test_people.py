"""Invented names: repeatable, plausible, and difficult where real names are."""

from itertools import islice

import pytest

from core.demo.given_names import RARE
from core.demo.people import Name, names
from core.demo.surnames import COMMON, COMPOUND, POLYPHONIC

RARE_CHARACTERS = set("".join(RARE.values()))


def test_the_same_seed_gives_the_same_names_whatever_the_count():
    assert list(names(50, 1)) == list(islice(names(500, 1), 50))
    assert list(names(50, 1)) != list(names(50, 2))


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_it_gives_as_many_as_asked(count):
    assert len(list(names(count, 2026))) == count


def test_every_name_is_well_formed():
    known = {*COMMON, *COMPOUND, *POLYPHONIC}
    for name in names(5000, 2026):
        assert name.surname in known
        assert 1 <= len(name.given) <= 2
        assert name.gender in {"1", "2"}
        assert str(name) == name.surname + name.given
        assert str(name).isalpha()


def test_surnames_follow_the_population():
    people = list(names(20_000, 2026))
    wang = sum(name.surname == "王" for name in people) / len(people)
    assert 0.06 < wang < 0.10
    women = sum(name.gender == "2" for name in people) / len(people)
    assert 0.40 < women < 0.44
    assert len({str(name) for name in people}) < len(people), "real lists have namesakes"


def test_two_hundred_people_already_show_the_difficult_names():
    people = list(names(200, 2026))
    assert any(name.surname in POLYPHONIC for name in people)
    assert any(len(name.surname) == 2 for name in people)
    assert any(RARE_CHARACTERS & set(name.given) for name in people)
    assert any(len(str(name)) == 2 for name in people)


def test_names_outside_the_basic_plane_occur():
    assert any(ord(character) > 0xFFFF for name in names(5000, 2026) for character in str(name))


def test_a_name_is_a_value():
    assert Name("单", "文静", "2") == Name("单", "文静", "2")
