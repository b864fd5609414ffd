"""A million people are seeded: names must not be what it waits for."""

from time import process_time

from core.demo.people import names
from core.names.pinyin import search_tokens
from core.names.strokes import stroke_key


def _rate(people: list[str]) -> float:
    """Names per second of one core."""
    start = process_time()
    for name in people:
        search_tokens(name)
        stroke_key(name)
    return len(people) / (process_time() - start)


def test_twenty_thousand_names_a_second():
    people = [str(name) for name in names(10_000, 2026)]
    assert max(_rate(people) for _ in range(3)) > 20_000
