"""The form field: what it takes, and what it says."""

from datetime import date

import pytest
from django import forms

from cadres.identity.fields import IdNumberField


class Person(forms.Form):
    id_number = IdNumberField(today=lambda: date(2026, 11, 23))


class Applicant(forms.Form):
    number = IdNumberField(label="考生身份证号", required=True)


@pytest.mark.parametrize("typed", ["99012119920315004X", "９９０１２１ 19920315 ００４ｘ"])
def test_it_gives_18_characters(typed):
    form = Person({"id_number": typed})
    assert form.is_valid()
    assert form.cleaned_data == {"id_number": "99012119920315004X"}


@pytest.mark.parametrize("data", [{}, {"id_number": ""}, {"id_number": " \u200b　"}])
def test_it_may_be_left_empty(data):
    form = Person(data)
    assert form.is_valid()
    assert form.cleaned_data == {"id_number": ""}


def test_it_can_be_asked_for():
    assert Applicant({"number": " "}).errors == {"number": ["请填写考生身份证号。"]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("990121199203150010", "应为“5”"),
        ("99012119920315001", "有 17 位"),
        ("99012119920315001\x00", "“U+0000”不对"),
        ("990121202611240014", "晚于 20261123"),
        ("%(value)s", "第 1 位的“%”不对"),
    ],
)
def test_a_refusal_is_one_sentence(typed, sentence):
    (said,) = Person({"id_number": typed}).errors["id_number"]
    assert sentence in said


def test_another_way_of_writing_is_no_change():
    form = Person({"id_number": "99012119920315004x "}, initial={"id_number": "99012119920315004X"})
    assert not form.has_changed()


def test_what_was_typed_is_shown_escaped():
    page = str(Person({"id_number": "<b>1"})["id_number"])
    assert "&lt;b&gt;1" in page
    assert 'autocomplete="off"' in page
