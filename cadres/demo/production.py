"""Batches made ahead of the database, in their order, by as many processes as there are cores."""

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from cadres.demo import processes
from cadres.demo.copying import Copy, Writer

FEW = 6  # batches for which a process is not worth its start
AHEAD = 3  # batches per process that may wait for the database: memory stays flat


def produced(writer: Writer) -> Iterator[list[Copy]]:
    """Every batch of the writer's scene, the first one first."""
    batches = iter(writer.scene.batches)
    if len(writer.scene.batches) <= FEW:
        yield from map(writer.batch, batches)
        return
    count = os.cpu_count() or 1
    # Spawned, not forked: a child must not inherit the connection to the database.
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, spawned, processes.begin, (pickle.dumps(writer),)) as pool:
        first = islice(batches, count * AHEAD)
        waiting = deque(pool.submit(processes.make, number) for number in first)
        while waiting:
            yield waiting.popleft().result()
            if (number := next(batches, None)) is not None:
                waiting.append(pool.submit(processes.make, number))
