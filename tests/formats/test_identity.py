"""What is written is read again: thousands of invented forms, and any text there is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.formats import lrm, lrmx, texts
from cadres.formats.approval_form import TEXTS, ApprovalForm, Relative
from tests.formats.invented import JPEG, Invented

MANY = 3000
ANY = st.text(max_size=30) | st.text(alphabet="&<>\"'#@,1amplt;br/ \n\r\t云　\u200b\x00\x1f\ufffe")
# Blanks and line ends that a single line cannot have, written down here once more.
NO_LINE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x3000, 0x200B, 0xFFFE])


def test_forms_survive_lrmx():
    invented = Invented(1)
    for _ in range(MANY):
        form = invented.form()
        found, _ = lrmx.read(lrmx.write(form))
        assert found == form


def test_forms_that_lrm_can_hold_survive_it():
    invented = Invented(2, simple=True)
    for _ in range(MANY):
        form = invented.form()
        text, portrait = lrm.write(form)
        found, _ = lrm.read(text, portrait or None)
        assert found == form


def test_of_any_form_lrm_keeps_exactly_what_is_said_to_be_held():
    invented = Invented(3)
    for _ in range(MANY):
        form = invented.form()
        text, portrait = lrm.write(form)
        found, _ = lrm.read(text, portrait or None)
        assert found == lrm.held(form)
        assert lrm.held(found) == found


def test_what_lrm_loses_is_lost_and_nothing_else():
    form = ApprovalForm(
        name="周航", retire_month="205501", age_limit="改革前任职年龄界限为60岁",
        age_on="20250630", title='所谓"镇长"', fulltime_school="甲#乙@丙", resume="一#二@三",
        photo=b"\x89PNG\r\n\x1a\n...", version="3.2.1.6", unknown=(("A", "1"),),
        family=tuple(Relative(relation="儿子", name=f"子{n}") for n in range(15)),
    )  # fmt: skip
    held = lrm.held(form)
    assert held.age_on == "202506"
    assert held.title == "所谓”镇长”"
    assert held.fulltime_school == "甲＃乙＠丙"
    assert held.resume == "一#二@三"
    assert len(held.family) == 13
    for lost in ("retire_month", "age_limit", "photo", "version"):
        assert getattr(held, lost) is None
    assert held.unknown == ()
    for field in TEXTS:
        if field not in ("retire_month", "age_limit", "version") and getattr(form, field) is None:
            assert getattr(held, field) == ""


def test_every_character_there_is_survives_both_files():
    for plane in range(17):
        codes = range(plane << 16, (plane + 1) << 16)
        text = texts.single("".join(map(chr, codes)).replace('"', "").replace("#", ""))
        form = ApprovalForm(title=text, name="")
        assert lrmx.read(lrmx.write(form))[0].title == text
        assert lrm.read(lrm.write(form)[0], None)[0].title == text
        assert len(text) > 0xE000 - 200


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_any_text_on_one_line_is_read_as_it_was_meant(text):
    found, _ = lrmx.read(lrmx.write(ApprovalForm(title=text)))
    again, _ = lrmx.read(lrmx.write(found))
    assert again == found
    assert not set(found.title) & {chr(code) for code in NO_LINE}
    if text.isprintable() and "\u200b" not in text and "　" not in text:
        assert found.title == text.strip()


@settings(max_examples=400, deadline=None)
@given(ANY)
def test_any_text_of_several_lines_settles_at_once(text):
    form = ApprovalForm(
        name="周航", resume=text, rewards=text, family=(Relative(work=f"甲{text}"),)
    )
    found, _ = lrmx.read(lrmx.write(form))
    assert lrmx.read(lrmx.write(found))[0] == found
    written, _ = lrm.write(form)
    older, _ = lrm.read(written, None)
    assert lrm.read(lrm.write(older)[0], None)[0] == older


@pytest.mark.parametrize("photo", [None, b"", JPEG])
def test_no_portrait_and_an_empty_one_are_told_apart(photo):
    form = ApprovalForm(name="周航", photo=photo, version="3.2.1.16")
    assert lrmx.read(lrmx.write(form)) == (form, [])


def test_the_version_written_is_always_ours():
    form = ApprovalForm(name="周航", version="9.9")
    assert lrmx.read(lrmx.write(form))[0] == replace(form, version="3.2.1.16")
