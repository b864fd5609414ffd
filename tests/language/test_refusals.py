"""A refusal says what is wrong and ends with what to do, or with why there is nothing to do."""

import re

from tests.language.refusals import sentences

# What to do, by whom it is done, until when or by what; or that it is done already.
REMEDY = re.compile(
    r"请|[先再]|要(?!求)|应|须|才|可以|只能|可选|以前|不用|无需|不必|不需要|留空"
    r"|没有(?:需要|可以|要)|已经|相同|由.+(?:办理|更正|作废)"
)
# Ends with a sentence that was made elsewhere, and that has the remedy.
GIVEN = re.compile(r"\{\}(?:。)?$")


def test_a_refusal_says_what_to_do():
    bare = {
        (text, file)
        for text, file in sentences()
        if not REMEDY.search(text) and not GIVEN.search(text)
    }
    assert bare == set()


def test_a_refusal_is_a_sentence():
    ends = ("。", "{}", "；", "：")
    assert {(text, file) for text, file in sentences() if not text.endswith(ends)} == set()
