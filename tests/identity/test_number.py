"""The form of an ID number. All numbers are invented: no area has the code 990121."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.identity.number import (
    area_of,
    birth_of,
    check_digit,
    gender_of,
    masked,
    normalize,
)
from tests.identity.numbers import congruent_to_one, numbers

# One number for each check character, in the order of the remainders 0 to 10. Worked by hand for
# the sequence 001: 63+81+0+5+16+4+2+9+54+6+0+27+10+25+0+0+2 = 304 = 27·11 + 7, the character 5.
EVERY_CHECK_CHARACTER = [
    "990121199203150031",
    "990121199203150090",
    "99012119920315004X",
    "990121199203150189",
    "990121199203150058",
    "990121199203150197",
    "990121199203150066",
    "990121199203150015",
    "990121199203150074",
    "990121199203150023",
    "990121199203150082",
]


@pytest.mark.parametrize("number", EVERY_CHECK_CHARACTER)
def test_every_check_character(number):
    assert congruent_to_one(number)
    assert check_digit(number[:17]) == number[17]


@given(numbers())
def test_the_check_digit_is_that_of_iso_7064(number):
    assert check_digit(number[:17]) == number[17]


@pytest.mark.parametrize("first17", ["", "9" * 16, "9" * 18, "9" * 16 + "X", "９" * 17, "٣" * 17])
def test_a_check_digit_is_made_of_17_plain_digits(first17):
    with pytest.raises(ValueError, match="17 digits"):
        check_digit(first17)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("99012119920315004X", "99012119920315004X"),
        ("99012119920315004x", "99012119920315004X"),
        ("　99012119920315004x\t\n", "99012119920315004X"),
        ("９９０１２１１９９２０３１５００４Ｘ", "99012119920315004X"),
        ("９９０１２１１９９２０３１５００４ｘ", "99012119920315004X"),
        ("990121 19920315 004X", "99012119920315004X"),
        ("\ufeff\u202a99012119920315004X\u202c\u200b", "99012119920315004X"),
        ("990121920315001", "990121199203150015"),
        ("９９０１２１９２０３１５００１ ", "990121199203150015"),
        ("99012192031500X", "99012192031500X"),
        ("\u200b ", ""),
        ("张三", "张三"),
    ],
)
def test_what_is_typed_and_what_is_kept(typed, kept):
    assert normalize(typed) == kept


@given(st.text())
def test_normalizing_twice_is_normalizing_once(text):
    assert normalize(normalize(text)) == normalize(text)


@given(numbers().filter(lambda number: number[6:8] == "19"))
def test_the_old_form_of_a_number_is_the_same_number(number):
    # An old number said nothing but the century and the check character less.
    assert normalize(number[:6] + number[8:17]) == number


@pytest.mark.parametrize("number", ["990121199203150015", "990121920315001"])
def test_what_a_number_says(number):
    assert birth_of(number) == date(1992, 3, 15)
    assert gender_of(number) == "1"
    assert area_of(number) == "990121"


def test_an_even_sequence_is_a_woman():
    assert gender_of("99012119920315004X") == "2"


@pytest.mark.parametrize("part", [birth_of, gender_of, area_of])
@pytest.mark.parametrize("text", ["", "99012119920315", "张三", "9901211992031500155"])
def test_what_is_no_number_says_nothing(part, text):
    with pytest.raises(ValueError, match="not a citizen ID number"):
        part(text)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("99012119920315004X", "990121********004X"),
        ("990121920315001", "990121********5001"),
        ("99012192031500", "**************"),
        ("", ""),
    ],
)
def test_masking(number, shown):
    assert masked(number) == shown
