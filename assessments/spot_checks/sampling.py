"""The draw itself: pure, and the same on any machine from the same seed and the same records.

How many: `percent` of all records, rounded up, one at least. Which: every record has a lot, the
SHA-256 of the seed and its key; a unit's share are its records with the lowest lots. How many of
each unit: one from every unit that has records, then the rest in proportion to the records that are
left in each, by largest remainder (equal remainders go by lot, so that no unit is always favoured).

    Three units with 50, 8 and 2 records, 10 %: 6 of 60. One each leaves 3 to share out over what
    is left, 49 + 7 + 1 = 57: 3*49/57 = 2.58, 3*7/57 = 0.37, 3*1/57 = 0.05. Whole parts 2, 0, 0;
    the one left over goes to the greatest remainder (.58). The sample is 1+3, 1, 1 = 4, 1, 1.

Where the total is too small for one each (10 % of 20 units with 2 records are 4), nobody gets more
than one: records are taken by their lots across all units, the first of each unit, until the total
is reached. So a unit's chance grows with its records, and no unit is ever out of reach of a draw.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

LONGEST_SEED = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """`drawn` are the keys in the order of their lots; `shares` how many of each unit."""

    drawn: tuple[int, ...]
    shares: Mapping[int, int]


def clean_seed(text: str) -> str:
    """The seed as it is kept: NFC, without outer spaces; raises ValueError with a sentence."""
    seed = unicodedata.normalize("NFC", text).strip()
    bad = next((c for c in seed if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")), None)
    if bad is not None:
        raise ValueError(
            f"随机种子里有不能显示的字符（U+{ord(bad):04X}），请换成文字、字母或数字。"
        )
    if not 1 <= len(seed) <= LONGEST_SEED:
        raise ValueError(
            f"随机种子应为 1 到 {LONGEST_SEED} 个字，现在是 {len(seed)} 个；留空则由系统生成。"
        )
    return seed


def lot(seed: str, kind: str, key: int) -> bytes:
    """The lot of a record or a unit: SHA-256, so that every language can compute it."""
    return sha256(f"{seed}\n{kind}\n{key}".encode()).digest()


def size_of(population: int, percent: int) -> int:
    """How many are drawn: rounded up, none of none."""
    return -(-population * percent // 100)


def sample(records: Mapping[int, Sequence[int]], *, percent: int, seed: str) -> Sample:
    """Draw from `{unit: [record, …]}`; the order in which they are given does not matter."""
    units = {unit: sorted(keys) for unit, keys in sorted(records.items()) if keys}
    population = sum(map(len, units.values()))
    size = size_of(population, percent)
    lots = {key: lot(seed, "record", key) for keys in units.values() for key in keys}
    if size < len(units):
        chosen = _one_of_some(units, lots, size)
    else:
        shares = _shares(units, size, seed)
        chosen = {
            key
            for unit, keys in units.items()
            for key in sorted(keys, key=lambda key: lots[key])[: shares[unit]]
        }
    counted = {unit: sum(key in chosen for key in keys) for unit, keys in units.items()}
    return Sample(tuple(sorted(chosen, key=lambda key: lots[key])), counted)


def outlook(records: Mapping[int, int], percent: int) -> dict[int, tuple[int, int]]:
    """The least and the most that can be drawn of each unit, whatever the seed.

    `records` are their numbers by unit. It is what may be shown before a draw: who saw the units of
    a seed beforehand could try seeds until they pleased him.
    """
    units = {unit: number for unit, number in records.items() if number}
    size = size_of(sum(units.values()), percent)
    if size < len(units):
        return dict.fromkeys(units, (0, 1))
    whole, remainder, over = _parts(units, size)
    order = sorted(remainder.values(), reverse=True)
    # Who is above the last lucky remainder is lucky for sure; who is equal to it, by lot.
    last = order[over - 1] if over else None
    sure = last is not None and (over == len(order) or order[over] < last)
    found = {}
    for unit in units:
        surely = last is not None and (remainder[unit] > last or (sure and remainder[unit] == last))
        perhaps = last is not None and remainder[unit] >= last
        found[unit] = (1 + whole[unit] + surely, 1 + whole[unit] + perhaps)
    return found


def _parts(units: Mapping[int, int], size: int) -> tuple[dict[int, int], dict[int, int], int]:
    """Whole parts and remainders after one each, and how many are left over."""
    rest, left = size - len(units), sum(units.values()) - len(units)
    parts = {u: divmod(rest * (n - 1), left) if left else (0, 0) for u, n in units.items()}
    whole = {unit: part for unit, (part, _remainder) in parts.items()}
    return whole, {unit: r for unit, (_part, r) in parts.items()}, rest - sum(whole.values())


def _shares(units: Mapping[int, Sequence[int]], size: int, seed: str) -> dict[int, int]:
    """One each, the rest by largest remainder over what is left; whole numbers throughout."""
    whole, remainder, over = _parts({unit: len(keys) for unit, keys in units.items()}, size)
    turn = sorted(units, key=lambda unit: (-remainder[unit], lot(seed, "unit", unit)))
    lucky = set(turn[:over])
    return {unit: 1 + part + (unit in lucky) for unit, part in whole.items()}


def _one_of_some(
    units: Mapping[int, Sequence[int]], lots: Mapping[int, bytes], size: int
) -> set[int]:
    """The first record of each unit in the order of lots, until there are enough."""
    unit_of = {key: unit for unit, keys in units.items() for key in keys}
    first: dict[int, int] = {}
    for key in sorted(lots, key=lambda key: lots[key]):
        if len(first) == size:
            break
        first.setdefault(unit_of[key], key)
    return set(first.values())
