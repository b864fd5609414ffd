"""Whatever the figures are, the words name only figures that there are, and no number of theirs."""

import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.annual.choices import Part
from reporting.annual.whole import PLACEHOLDER, Whole, Words
from reporting.drafting.drafting import draft
from reporting.gathering.keys import BY_LABEL, KEYS
from tests.annual.test_content import whole
from tests.drafting.years import GUARDED, content

values = st.sampled_from(["", "0", "1", "2", "17", "34.2", "99.9", "100", "＊"])
contents = st.dictionaries(st.sampled_from([one.key for one in KEYS]), values, max_size=20).map(
    content
) | st.fixed_dictionaries({one.key: values for one in KEYS}).map(content)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(told: Whole, words: dict[Part, str]) -> str:
    return "\n".join(told.text_of(Words(part, text)) for part, text in words.items())


@unhurried
@given(contents, st.booleans(), st.none() | contents)
def test_every_placeholder_is_known_and_stands_for_something(one, is_county, before):
    words = draft(one, is_county=is_county, before=before)
    assert list(words) == list(Part)
    told = whole(content=one, meeting="")
    for part, text in words.items():
        assert not list(told.unknown(Words(part, text)))
        for label in PLACEHOLDER.findall(text):
            if label in BY_LABEL:
                assert BY_LABEL[label].key in one.figures, f"{label} was never gathered"
    assert "None" not in read(told, words)
    assert "—" not in read(told, {part: words[part] for part in Part if part != Part.MANAGEMENT})


@unhurried
@given(contents, st.booleans())
def test_no_number_stands_in_the_words_themselves(one, is_county):
    words = draft(one, is_county=is_county)
    bare = PLACEHOLDER.sub("", "".join(words.values())).replace("2027年", "")
    assert not re.findall(r"\d", bare)


@unhurried
@given(contents, st.lists(values, min_size=len(GUARDED), max_size=len(GUARDED)))
def test_the_words_do_not_tell_whether_there_was_discipline(one, other):
    known = {key: value.value for key, value in one.figures.items()} | dict.fromkeys(GUARDED, "0")
    changed = known | dict(zip(sorted(GUARDED), other, strict=True))
    assert draft(content(known), is_county=False) == draft(content(changed), is_county=False)


@unhurried
@given(contents, st.booleans())
def test_paragraphs_are_whole_sentences(one, is_county):
    for text in draft(one, is_county=is_county).values():
        for paragraph in text.split("\n") if text else ():
            assert paragraph.endswith("。")
            assert not re.search(r"[，；、。][，；、。]|^[，；、。]|\s", paragraph)


def test_the_day_that_figures_speak_of_is_named_by_the_report():
    told = whole(content=content({"roster.open": "5"}), meeting="2026年12月8日局党组会议")
    text = read(told, draft(told.content, is_county=False))
    assert told.content.on == date(2026, 11, 23)
    assert text.startswith("截至2026年11月23日，本单位在库优秀年轻干部5人。")
    assert "经2026年12月8日局党组会议研究，对在库的5人提出初步意见" in text
