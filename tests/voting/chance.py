"""How likely it is that an order which tells nothing agrees so well with the truth, exactly."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import comb, factorial


def luck(guessed: Sequence[str], true: Sequence[str]) -> float:
    """The probability of so many agreements, or more, if the guess were shuffled by lot.

    A shuffle agrees in a set of k places chosen beforehand only if it puts equal marks there: the
    number of ways is a rook number of blocks, one per mark, and from these the number of shuffles
    with exactly m agreements follows by inclusion and exclusion. Nothing is approximated.
    """
    agreements = sum(one == other for one, other in zip(guessed, true, strict=True))
    mine, theirs = Counter(guessed), Counter(true)
    blocks = tuple(sorted((number, theirs[mark]) for mark, number in mine.items()))
    return _tail(agreements, len(true), blocks)


def lucky_pairs(right: int, guesses: int, among: int) -> float:
    """A bound on the probability that of so many guesses, each of another of `among`, so many hit.

    The sum over all sets of `right` guesses of the probability that just these are right.
    """
    if right == 0:
        return 1.0
    return min(1.0, comb(guesses, right) * factorial(among - right) / factorial(among))


@cache
def _tail(least: int, size: int, blocks: tuple[tuple[int, int], ...]) -> float:
    rooks = [1]
    for rows, columns in blocks:
        block = [
            comb(rows, k) * comb(columns, k) * factorial(k) for k in range(min(rows, columns) + 1)
        ]
        product = [0] * (len(rooks) + len(block) - 1)
        for i, one in enumerate(rooks):
            for j, other in enumerate(block):
                product[i + j] += one * other
        rooks = product
    shuffles = sum(
        (-1) ** (k - m) * comb(k, m) * rooks[k] * factorial(size - k)
        for m in range(least, len(rooks))
        for k in range(m, len(rooks))
    )
    return shuffles / factorial(size)
