"""How long something takes: rounds in which everything takes its turn, and their medians."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter

Work = Callable[[], object]


def medians(*works: Work, rounds: int = 7, times: int = 1) -> list[float]:
    """Seconds of one call of each; they take turns, so that a busy moment hits all alike.

    A round calls each `times` in a row and keeps the fastest. The first round only warms up.
    """
    found: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, seconds in zip(works, found, strict=True):
            gc.collect()
            fastest = min(timed(work) for _ in range(times if number else 1))
            if number:
                seconds.append(fastest)
    return [median(seconds) for seconds in found]


def timed(work: Work) -> float:
    """Seconds of one call."""
    begun = perf_counter()
    work()
    return perf_counter() - begun
