"""Names of invented people."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from core.demo.given_names import FIRST, RARE, SECOND, SINGLE
from core.demo.surnames import COMMON, COMPOUND, POLYPHONIC

# Shares of the population. Difficult names are more frequent than in life, so that a city of two
# hundred people already shows them.
WOMEN, POLYPHONIC_SHARE, COMPOUND_SHARE, SINGLE_SHARE, RARE_SHARE = 0.42, 0.06, 0.02, 0.14, 0.05


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts, stored without blanks; gender by GB/T 2261.1 (1 男, 2 女)."""

    surname: str
    given: str
    gender: str

    def __str__(self) -> str:
        return self.surname + self.given


def names(count: int, seed: int) -> Iterator[Name]:
    """`count` invented names, namesakes among them; the same for the same seed."""
    random = Random(seed)
    common, weights = list(COMMON), list(accumulate(COMMON.values()))
    for _ in range(count):
        gender = "2" if random.random() < WOMEN else "1"
        dice = random.random()
        if dice < POLYPHONIC_SHARE:
            surname = random.choice(POLYPHONIC)
        elif dice < POLYPHONIC_SHARE + COMPOUND_SHARE:
            surname = random.choice(COMPOUND)
        else:
            surname = random.choices(common, cum_weights=weights)[0]
        yield Name(surname, _given(random, gender), gender)


def _given(random: Random, gender: str) -> str:
    last = random.choice(RARE[gender] if random.random() < RARE_SHARE else SECOND[gender])
    if random.random() < SINGLE_SHARE:
        return last if last in RARE[gender] else random.choice(SINGLE[gender])
    # A doubled character (思思) is a nickname more often than a cadre's name.
    return random.choice(FIRST[gender].replace(last, "")) + last
