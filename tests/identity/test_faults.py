"""What is said about a bad number, and about one that differs from the file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.identity.number import birth_of, disagreements, fault, gender_of
from tests.identity.numbers import numbers

ON = date(2026, 11, 23)


@given(numbers(until=ON))
def test_a_faultless_number(number):
    assert fault(number, ON) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "没有填写身份证号，请填写 18 位号码。"),
        (" \u200b", "没有填写身份证号，请填写 18 位号码。"),
        ("99012119920315OO15", "第 15 位的“O”不对"),
        ("9901211992031500I5", "第 17 位的“I”不对"),
        ("9901211992031500X5", "第 17 位的“X”不对"),
        ("99012119920315004Х", "第 18 位的“Х”不对"),  # Cyrillic
        ("9901211992031500٣5", "第 17 位的“٣”不对"),
        ("99012119920315001\x00", "第 18 位的“U+0000”不对"),
        ("99012119920315001\ud800", "第 18 位的“U+D800”不对"),
        ("9.90121199203E+17", "第 2 位的“.”不对"),
        ("张三", "第 1 位的“张”不对"),
        ("99012119920315009", "“990121********5009”有 17 位，应为 18 位"),
        ("9901211992031500415", "“990121********0415”有 19 位，应为 18 位"),
        ("9901", "“****”有 4 位，应为 18 位"),
        ("9" * 10_000, "有 10000 位"),
        ("990121199202300019", "出生日期“19920230”不存在"),
        ("990121199302290018", "出生日期“19930229”不存在"),
        ("990121930229001", "出生日期“19930229”不存在"),
        ("990121000003150010", "出生日期“00000315”不存在"),
        ("990121189912310010", "出生日期“18991231”早于 1900 年"),
        ("990121199203150010", "“990121********0010”的最后一位是“0”，按前 17 位推算应为“5”"),
        ("990121199203150041", "最后一位是“1”，按前 17 位推算应为“X”"),
        ("990121199203150000", "末三位是 000 且校验不符"),
    ],
)
def test_each_fault_is_one_sentence(text, sentence):
    said = fault(text, ON)
    assert sentence in said
    assert said.endswith("。")
    assert said.count("。") == 1
    said.encode()  # a page can be made of it


@pytest.mark.parametrize(
    ("on", "fine"), [(date(2008, 2, 28), False), (date(2008, 2, 29), True), (ON, True)]
)
def test_nobody_is_born_after_the_day_of_the_question(on, fine):
    said = fault("990121200802290015", on)
    assert (said == "") is fine
    assert fine or "“20080229”晚于 20080228" in said


def test_a_number_that_rightly_ends_in_zeros_is_fine():
    assert fault("990121199203040000", ON) == ""


@given(st.text() | st.text("0123456789Xx ", max_size=20))
def test_no_text_raises(text):
    fault(text, ON).encode()
    disagreements(text, ON, "1")


@given(numbers(until=ON), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_changed_character_is_found(number, place, character):
    changed = number[:place] + character + number[place + 1 :]
    assert (fault(changed, ON) == "") is (changed == number)


@given(numbers(until=ON), st.integers(0, 16))
def test_any_two_exchanged_neighbours_are_found(number, place):
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (fault(changed, ON) == "") is (changed == number)


@given(numbers(until=ON), st.data())
def test_a_fault_never_shows_the_whole_number(number, data):
    changed = data.draw(st.permutations(number).map("".join))
    assert changed not in fault(changed, ON)


@pytest.mark.parametrize(
    ("birth", "gender", "warnings"),
    [
        (date(1992, 3, 1), "1", []),
        (None, "", []),
        (None, "0", []),
        (None, "9", []),
        (date(1992, 4, 1), "1", [("1992.03", "1992.04")]),
        (date(1991, 3, 1), "1", [("1992.03", "1991.03")]),
        (date(1992, 3, 31), "2", [("性别为男", "性别是女")]),
        (date(1992, 10, 1), "2", [("1992.03", "1992.10"), ("性别为男", "性别是女")]),
    ],
)
def test_warnings_name_both_values(birth, gender, warnings):
    said = disagreements("990121199203150015", birth, gender)
    assert len(said) == len(warnings)
    for sentence, (one, other) in zip(said, warnings, strict=True):
        assert one in sentence
        assert other in sentence


@given(numbers(until=ON))
def test_a_number_never_differs_from_itself(number):
    assert disagreements(number, birth_of(number), gender_of(number)) == []


@pytest.mark.parametrize("text", ["", "张三", "990121199202300019"])
def test_what_is_no_number_differs_from_nothing(text):
    assert disagreements(text, date(1992, 3, 1), "2") == []
