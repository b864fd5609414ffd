"""Which part of a name is the surname."""

import pytest

from core.demo.surnames import COMMON, COMPOUND, POLYPHONIC
from core.names.pinyin import surname


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("李明朗", "李"),
        ("李 明", "李"),
        ("欧阳修", "欧阳"),
        ("欧阳修远", "欧阳"),
        ("欧阳", "欧"),
        ("夏侯", "夏"),
        ("夏侯惇", "夏侯"),
        ("万俟明", "万俟"),
        ("艾力·买买提", "艾"),
        ("John Smith", "John"),
        ("𠮷明", "𠮷"),
        ("", ""),
    ],
)
def test_surname_of(name, expected):
    assert surname(name) == expected


@pytest.mark.parametrize("known", [*COMMON, *COMPOUND, *POLYPHONIC])
def test_the_demonstration_has_no_surname_that_is_not_known(known):
    assert surname(known + "明朗") == known
