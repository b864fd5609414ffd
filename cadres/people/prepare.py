"""What is worked out of a name and kept beside it: search tokens and the stroke order."""

from core.names.pinyin import search_tokens, tsvector
from core.names.strokes import stroke_key


def prepared(name: str) -> dict[str, str]:
    """`tokens` and `stroke_key` of a person, to be written with the name."""
    return {"tokens": tsvector(search_tokens(name)), "stroke_key": stroke_key(name)}
