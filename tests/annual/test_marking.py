"""What differs between two texts is marked clause by clause, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.annual.marking import marked

TEXTS = st.text(alphabet="一二三四，。；\n", max_size=60)


def told(pieces) -> str:
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("甲。乙。丙。", "甲。丁。丙。", "乙。", "丁。"),
        ("甲，乙。", "甲，乙，丙。", "乙。", "乙，丙。"),
        ("", "甲。", "", "甲。"),
        ("甲。\n乙。", "甲。", "\n乙。", ""),
        ("一样。", "一样。", "", ""),
    ],
)
def test_what_changed_alone_is_marked(before, after, gone, new):
    was, now = marked(before, after)
    assert "".join(piece.text for piece in was if piece.is_changed) == gone
    assert "".join(piece.text for piece in now if piece.is_changed) == new


@given(TEXTS, TEXTS)
def test_pieces_make_up_both_texts_and_what_is_not_marked_is_common(before, after):
    was, now = marked(before, after)
    assert (told(was), told(now)) == (before, after)
    common = [[piece.text for piece in pieces if not piece.is_changed] for pieces in (was, now)]
    assert "".join(common[0]) == "".join(common[1])
