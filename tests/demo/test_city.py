"""The demonstration city: any size, the same every time, and always fit for its accounts."""

from collections import Counter

import pytest

from core.choices import UnitKind, UnitLevel
from core.demo.catalogue import ESSENTIAL
from core.demo.city import LARGEST, SMALLEST, city

SIZES = [None, 9, 20, 57, 300, 5000]


@pytest.mark.parametrize(
    ("asked", "given"),
    [(None, 240), (1, 9), (9, 9), (10, 10), (20, 20), (240, 240), (241, 241), (5000, 5000)],
)
def test_it_has_exactly_as_many_units_as_asked(asked, given):
    assert len(city(units=asked)) == given


@pytest.mark.parametrize("units", [0, -1, LARGEST + 1])
def test_an_impossible_size_is_refused_in_one_sentence(units):
    with pytest.raises(ValueError, match=f"单位数 {units} 超出范围"):
        city(units=units)


@pytest.mark.parametrize("units", SIZES)
def test_codes_and_names_tell_units_apart(units):
    seeds = city(units=units)
    for key in (
        lambda unit: unit.code,
        lambda unit: (unit.parent, unit.name),
        lambda unit: unit.short_name,
    ):
        assert max(Counter(map(key, seeds)).values()) == 1


@pytest.mark.parametrize("units", SIZES)
def test_parents_come_first_and_are_the_prefix_and_older(units):
    seen = {}
    for unit in city(units=units):
        if unit.parent is None:
            assert not seen
        else:
            assert unit.code.rpartition(".")[0] == unit.parent
            assert seen[unit.parent].established <= unit.established
        seen[unit.code] = unit


@pytest.mark.parametrize("units", SIZES)
def test_siblings_stand_in_tree_order(units):
    codes = [unit.code for unit in city(units=units)]
    assert codes == sorted(codes)


@pytest.mark.parametrize("units", SIZES)
def test_every_size_has_what_the_accounts_need(units):
    assert {unit.short_name for unit in city(units=units)} >= ESSENTIAL


@pytest.mark.parametrize(("smaller", "larger"), [(9, 20), (20, 240), (240, 300), (300, 5000)])
def test_a_larger_city_contains_the_smaller_one(smaller, larger):
    assert set(city(units=smaller)) <= set(city(units=larger))


def test_the_same_seed_gives_the_same_city_and_another_seed_another():
    assert city(units=1000) == city(units=1000)
    assert city(units=1000) != city(units=1000, seed=7)


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_another_seed_is_as_sound(seed):
    seeds = city(units=20_000, seed=seed)
    assert len(seeds) == len({unit.code for unit in seeds}) == 20_000
    assert len({unit.short_name for unit in seeds}) == 20_000


def test_the_ordinary_city_is_the_one_described():
    kinds = Counter(unit.kind for unit in city())
    assert kinds["city"] == 1
    assert kinds["group"] == 3
    assert kinds["county"] == 8
    assert kinds["city_department"] + kinds["enterprise"] + kinds["institution"] == 72
    assert kinds["county_department"] + kinds["township"] + kinds["street"] == 156


def test_protocol_order_runs_from_the_party_to_the_mass_organisations():
    names = [unit.short_name for unit in city() if unit.kind == "city_department"]
    landmarks = [
        "市纪委监委",
        "市委组织部",
        "市人大办",
        "市政府办公室",
        "市财政局",
        "市政协办",
        "市中级法院",
        "市检察院",
        "市总工会",
        "团市委",
        "市妇联",
    ]
    assert [name for name in names if name in landmarks] == landmarks


def test_names_are_the_official_ones():
    names = {unit.short_name: unit.name for unit in city()}
    assert names["市委组织部"] == "中共清河市委组织部"
    assert names["市财政局"] == "清河市财政局"
    assert names["青川县委组织部"] == "中共青川县委组织部"
    assert names["柳河镇"] == "青川县柳河镇"


def test_kinds_and_levels_are_those_of_the_application():
    seeds = city(units=5000)
    assert {unit.kind for unit in seeds} == set(UnitKind.values)
    assert {unit.level for unit in seeds} == set(UnitLevel.values)


def test_only_headings_are_without_leaders():
    for unit in city(units=5000):
        assert (unit.principal_quota == 0) == (unit.kind == "group")
        assert unit.deputy_quota >= 0


def test_the_largest_city_is_exact_and_without_namesakes():
    seeds = city(units=LARGEST)
    assert len(seeds) == len({unit.code for unit in seeds}) == LARGEST
    assert len({unit.short_name for unit in seeds}) == LARGEST


def test_the_smallest_city_is_what_the_accounts_stand_on():
    assert {unit.short_name for unit in city(units=SMALLEST)} == ESSENTIAL
