"""The reports of a year: 300 units as PDF by two workers, against bare WeasyPrint by two."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from statistics import median
from time import perf_counter

from bench.report import Row, counted, slower
from bench.scene import Scene

REPORTS, ROUNDS, WORKERS = 300, 6, 2
AT_MOST, FLAT = 1.2, 1.1
WARM = 4  # reports of each worker that are not counted


def annual_papers(_: Scene, reports: int = REPORTS) -> Iterator[Row]:
    """In turns: a batch by our two workers, the same by the two others."""
    each = reports // ROUNDS // WORKERS
    with ExitStack() as stack:
        ours, plain = (
            [stack.enter_context(_Worker(kind)) for _ in range(WORKERS)]
            for kind in ("ours", "plain")
        )
        taken: dict[str, list[float]] = {"ours": [], "plain": []}
        sizes: list[float] = []
        pages = 0.0
        for number in range(ROUNDS + 1):
            for kind, workers in (("ours", ours), ("plain", plain)):
                count = each if number else WARM
                _batch(workers, "prepare", number * reports, count)
                begun = perf_counter()
                answers = _batch(workers, "print", number * reports, count)
                if number:
                    taken[kind].append(perf_counter() - begun)
                if kind == "ours":
                    sizes.append(max(size for _, size in answers))
                    pages = max(one for one, _ in answers)
    seconds, bare = (median(taken[kind]) / each / WORKERS for kind in ("ours", "plain"))
    what = f"annual reports PDF, {reports} units, {pages:g} pages and two charts, two workers"
    yield slower(what, seconds, bare, "bare WeasyPrint, the same as HTML", at_most=AT_MOST)
    first = sizes[1]  # what a worker has when everything is loaded
    what = f"memory of a worker after {reports // WORKERS} annual reports, MB"
    yield counted(what, sizes[-1], first, f"after {each + WARM}", at_most=FLAT)


class _Worker:
    """A process that prints, told by lines."""

    def __init__(self, kind: str) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "bench.annual_worker", kind]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> "_Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        self.process.wait(20)

    def tell(self, line: str) -> None:
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def answer(self) -> tuple[float, float]:
        """Pages of a report, megabytes."""
        pages, size = self.process.stdout.readline().split()
        return float(pages), float(size)


def _batch(
    workers: Sequence[_Worker], verb: str, first: int, count: int
) -> list[tuple[float, float]]:
    """Both at once, each its own numbers."""
    for place, worker in enumerate(workers):
        start = first + place * count
        worker.tell(f"{verb} {start} {start + count}")
    return [worker.answer() for worker in workers]
