"""The draw: shares by hand, the same everywhere, and fair."""

import subprocess
import sys
from random import Random

import pytest

from assessments.spot_checks.sampling import clean_seed, outlook, sample, size_of


def units(*sizes: int) -> dict[int, list[int]]:
    """Unit 1, 2, … with records 1001…, 2001…"""
    return {n: [1000 * n + k for k in range(1, size + 1)] for n, size in enumerate(sizes, start=1)}


@pytest.mark.parametrize(("population", "percent", "size"), [
    (5, 10, 1), (10, 10, 1), (11, 10, 2), (1, 1, 1), (0, 50, 0), (7, 100, 7), (100, 1, 1),
    (101, 1, 2),
])  # fmt: skip
def test_how_many(population: int, percent: int, size: int) -> None:
    assert size_of(population, percent) == size


@pytest.mark.parametrize(("sizes", "percent", "shares"), [
    ((50, 8, 2), 10, [4, 1, 1]),  # the example of the docstring
    ((5,), 10, [1]),
    ((1,), 10, [1]),
    ((3, 0, 4), 100, [3, 4]),
    ((1, 1, 1), 100, [1, 1, 1]),
    ((97, 1, 1, 1), 4, [1, 1, 1, 1]),
    ((90, 10), 50, [45, 5]),
    ((), 10, []),
    ((0, 0), 10, []),
])  # fmt: skip
def test_shares(sizes, percent, shares) -> None:
    drawn = sample(units(*sizes), percent=percent, seed="清河 2026")
    assert list(drawn.shares.values()) == shares
    assert len(drawn.drawn) == len(set(drawn.drawn)) == sum(shares)


def test_too_few_for_one_each_leaves_nobody_with_two() -> None:
    drawn = sample(units(*[2] * 20), percent=10, seed="a")
    assert sum(drawn.shares.values()) == 4
    assert set(drawn.shares.values()) == {0, 1}


def test_equal_remainders_go_by_lot_not_by_number() -> None:
    lucky = {max(s.shares, key=s.shares.get) for s in
             (sample(units(10, 10, 10), percent=13, seed=str(n)) for n in range(60))}  # fmt: skip
    assert lucky == {1, 2, 3}


def test_more_is_never_less() -> None:
    """A higher percentage never takes a share away from a unit as a whole sample grows."""
    dice = Random(8)
    for _ in range(50):
        sizes = [dice.randint(0, 30) for _ in range(dice.randint(1, 12))]
        for percent in (1, 10, 33, 99, 100):
            drawn = sample(units(*sizes), percent=percent, seed="x")
            total = sum(sizes)
            assert len(drawn.drawn) == size_of(total, percent)
            for unit, keys in units(*sizes).items():
                if keys:
                    assert 0 <= drawn.shares[unit] <= len(keys)
            if size_of(total, percent) >= sum(map(bool, sizes)):
                assert all(drawn.shares.values())


def test_what_is_shown_before_a_draw_holds_for_every_seed_and_tells_nothing_of_one() -> None:
    dice = Random(9)
    for _ in range(60):
        given = units(*[dice.randint(0, 25) for _ in range(dice.randint(1, 8))])
        percent = dice.choice((1, 10, 33, 100))
        spans = outlook({unit: len(keys) for unit, keys in given.items()}, percent)
        seen: dict[int, set[int]] = {unit: set() for unit in spans}
        for seed in range(80):
            for unit, share in sample(given, percent=percent, seed=f"p{seed}").shares.items():
                seen[unit].add(share)
        for unit, (least, most) in spans.items():
            assert seen[unit] <= set(range(least, most + 1))
            assert len(seen[unit]) == 1 or least < most


def test_the_order_in_which_records_come_is_nothing_to_it() -> None:
    given = units(12, 7, 30)
    turned = {unit: list(reversed(keys)) for unit, keys in reversed(given.items())}
    first, again = (sample(g, percent=20, seed="种子") for g in (given, turned))
    assert first.drawn == again.drawn and dict(first.shares) == dict(again.shares)


def test_the_same_in_another_process_with_another_hash_seed() -> None:
    """And for good: these keys were written down once."""
    given = units(12, 7, 30)
    here = sample(given, percent=20, seed="2026Q3-清河").drawn
    code = (
        "from assessments.spot_checks.sampling import sample\n"
        f"print(sample({given!r}, percent=20, seed='2026Q3-清河').drawn)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONHASHSEED": "77"}
    )
    assert said.stdout.strip() == str(here), said.stderr
    assert sample(given, percent=20, seed="2026Q3-青川").drawn != here


def test_every_record_of_a_unit_is_as_likely_as_the_next() -> None:
    """Chi-square over 3,000 seeds, 14 degrees of freedom: 36.1 is passed once in a thousand."""
    given, times = units(15, 5), dict.fromkeys(units(15)[1], 0)
    drawn_in_all = 0
    for seed in range(3000):
        for key in sample(given, percent=20, seed=f"s{seed}").drawn:
            if key in times:
                times[key] += 1
                drawn_in_all += 1
    expected = drawn_in_all / len(times)
    assert sum((n - expected) ** 2 / expected for n in times.values()) < 36.1


def test_every_unit_can_be_drawn_when_there_are_too_many() -> None:
    times = dict.fromkeys(range(1, 31), 0)
    for seed in range(600):
        for unit, share in sample(units(*[1] * 30), percent=10, seed=f"u{seed}").shares.items():
            times[unit] += share
    assert sum(times.values()) == 1800
    assert sum((n - 60) ** 2 / 60 for n in times.values()) < 58.3  # 29 degrees of freedom


@pytest.mark.parametrize("seed", ["a", "清河😀", "'; DROP TABLE", "%s{}\\", "é" * 40, "０１ ２"])
def test_any_text_can_be_a_seed(seed: str) -> None:
    assert sample(units(9, 9), percent=30, seed=clean_seed(seed)).drawn


def test_composed_and_decomposed_letters_are_one_seed() -> None:
    assert clean_seed(" e\u0301té ") == clean_seed("été") == "été"


@pytest.mark.parametrize("seed", ["", "   ", "x" * 41, "a\x00b", "a\nb", "\ud800", "a\u2028b"])
def test_a_seed_that_cannot_be_shown_or_kept_is_refused_in_words(seed: str) -> None:
    with pytest.raises(ValueError, match="随机种子"):
        clean_seed(seed)
