"""Python's search for garbage, put off while very many objects are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Laying out a page makes many objects that stay: collecting while they grow costs a third more.
CALM = (100_000, 50, 100)


@contextmanager
def unhurried() -> Iterator[None]:
    """Inside, nothing is searched: it would walk all rows of a batch again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def calm() -> Iterator[None]:
    """Inside, it is seldom searched: for what is made of many objects and then let go."""
    before = gc.get_threshold()
    gc.set_threshold(*CALM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
