"""Lines are as wide as was counted, and break where Chinese print breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paper.drawing import advance
from core.paper.faces import HEI, SONG, TITLE
from core.paper.measures import broken, clean, pieces, shortened, width

OPENING, CLOSING = "（《“", "，。；：）》”、"


@pytest.mark.parametrize("face", [SONG, TITLE, HEI])
@pytest.mark.parametrize(
    "text",
    [
        "2014.07--2016.02清河市清源县经济局科员",
        "AVATAR Tower, Wa. fi ffl To",
        "获“引号”称号——……、①≤的",
        "赵𠮷孙㛃林䶮龑婳𬱖",
        "阿依古丽·买买提（1992.05）％℃",
        "ｆｕｌｌ　ｗｉｄｔｈ１２３",
    ],
)
def test_a_line_is_as_wide_as_its_characters(face, text):
    assert width(text, face) == pytest.approx(advance(text, face), abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "AVATAR To “引号”——……·①≤",
        "2024.03—2026.03",
        "——",
        "·",
        "“”",
        "é",
        "😀",
        "ابث",
        "ไทย",
        "한글",
    ],
)
def test_a_line_without_ideographs_is_no_wider_than_counted(text):
    assert advance(text, SONG) <= width(text, SONG) + 0.02


def lines(text: str, room: float) -> list[str]:
    """As a cell breaks it."""
    return broken(pieces(clean(text), SONG), room, SONG)


@given(st.text(alphabet="清河市（《“，。；：）》”、 aW2.-—…𠮷", max_size=60), st.integers(2, 20))
def test_lines_hold_all_of_the_text_and_no_more_than_their_room(text, room):
    found = lines(text, room)
    assert "".join(found).replace(" ", "") == clean(text).replace(" ", "")
    assert all(width(line, SONG) <= room + 1e-6 for line in found)


@pytest.mark.parametrize("mark", CLOSING)
def test_a_closing_mark_does_not_begin_a_line(mark):
    assert lines(f"清河市人{mark}民", 4) == ["清河市", f"人{mark}民"]


@pytest.mark.parametrize("mark", OPENING)
def test_an_opening_mark_does_not_end_a_line(mark):
    assert lines(f"清河市{mark}民", 4) == ["清河市", f"{mark}民"]


def test_words_and_months_are_not_broken_unless_they_must():
    assert lines("在职务2014.07", 4) == ["在职务", "2014.07"]
    assert "".join(lines("W" * 60, 5)) == "W" * 60


def test_what_cannot_be_painted_is_left_out():
    assert clean("甲\x00\u200b\ufeff\ud800乙\u00a0丙\r\n丁\u2028戊\tA\ufe0f\U000e0100") == (
        "甲乙 丙\n丁\n戊 A"
    )


def test_a_line_is_shortened_with_an_ellipsis():
    assert shortened("清河市委组织部", 7, SONG) == "清河市委组织部"
    assert shortened("清河市委组织部", 5, SONG) == "清河市委…"
