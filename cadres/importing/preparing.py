"""What is worked out of names, remembered: half of a city shares its name with somebody."""

from functools import lru_cache

from cadres.people.prepare import prepared


@lru_cache(30_000)
def prepared_name(name: str) -> tuple[str, str]:
    """Search tokens and stroke key."""
    own = prepared(name)
    return own["tokens"], own["stroke_key"]


def stroke_of(name: str) -> str:
    """The key by which people stand in the order of strokes; an index finds them by it."""
    return prepared_name(name)[1]
