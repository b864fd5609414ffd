"""Whatever people paste into a name: nothing raises, everything is bounded and ordered."""

from hypothesis import given
from hypothesis import strategies as st

from core.demo.given_names import RARE
from core.demo.surnames import COMPOUND, POLYPHONIC
from core.names.pinyin import (
    MOST_TOKENS,
    MOST_WORDS,
    WORD_LENGTH,
    full_pinyin,
    query_words,
    search_tokens,
    surname,
    tsquery,
    tsvector,
)
from core.names.strokes import KEY_LENGTH, stroke_key
from core.names.text import units

ANY = st.text(st.characters(), max_size=60)
NAMES = st.text(
    st.sampled_from("".join((*COMPOUND, *POLYPHONIC, *RARE.values())) + "李明长乐吕· aÜ'"),
    max_size=12,
)


@given(ANY | NAMES, ANY)
def test_tokens_are_bounded_and_lower_case(name, code):
    tokens = search_tokens(name, code)
    assert len(tokens) == len(set(tokens)) <= MOST_TOKENS + 1
    assert all(0 < len(token) <= WORD_LENGTH and "\0" not in token for token in tokens)
    assert not any("A" <= mark <= "Z" for token in tokens for mark in token)
    assert search_tokens(name, code) == tokens


@given(ANY)
def test_words_are_bounded_and_can_be_sent(text):
    words = query_words(text)
    assert len(words) <= MOST_WORDS
    assert all(0 < len(word) <= WORD_LENGTH for word in words)
    (tsquery(words) + tsvector(words) + tsquery([text])).encode()
    assert query_words(" ".join(words)) == words


@given(NAMES)
def test_a_name_typed_as_it_is_stored_finds_itself(name):
    tokens = search_tokens(name)
    assert all(any(token.startswith(word) for token in tokens) for word in query_words(name))


@given(ANY | NAMES)
def test_surname_pinyin_and_key_of_any_text(name):
    key = stroke_key(name)
    assert key.isascii()
    assert len(key) <= KEY_LENGTH
    assert full_pinyin(name) == full_pinyin(name).strip()
    assert stroke_key(surname(name)) <= key


@given(NAMES, NAMES)
def test_names_of_equal_rank_are_written_alike(one, other):
    """Equal keys only of equal characters or of such as have the same strokes: a list is stable."""
    if units(one) == units(other):
        assert stroke_key(one) == stroke_key(other)
    if stroke_key(one) == stroke_key(other):
        assert len("".join(units(one))) == len("".join(units(other)))
