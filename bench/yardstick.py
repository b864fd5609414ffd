"""A fixed piece of work: what else is on a shared machine is told by how long it takes.

Figures in milliseconds are allowed for a machine that nobody disturbs. Where the yardstick took
twice its usual time, so did everything else of that hour.
"""

from time import perf_counter

ADDITIONS = 10_000_000
USUAL = 0.45  # seconds, with nothing else running, on the 2 cores of EPYC that results are made on


def yardstick() -> float:
    """Seconds that ten million additions take now."""
    begun, total = perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return perf_counter() - begun


def told(taken: list[float]) -> str:
    """What was found between the parts of a run, for the head of its table."""
    least, most = min(taken), max(taken)
    return (
        f"a fixed piece of work took {least * 1e3:,.0f} to {most * 1e3:,.0f} ms between the parts, "
        f"{USUAL * 1e3:,.0f} where nothing disturbs"
    )
