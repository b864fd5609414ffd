"""入党时间 text and facts, by hand and by property (domain §1.3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.choices import POLITICAL
from cadres.formats.party_text import DEMOCRATIC, SHORT, Party, UnreadableParty, read, write
from core.codes.vocabulary import vocabulary

MAY_2013, SEP_2017 = date(2013, 5, 1), date(2017, 9, 1)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("201305", Party("01", MAY_2013)),
        ("2013.05", Party("01", MAY_2013)),
        ("2013.5", Party("01", MAY_2013)),
        ("20130517", Party("01", MAY_2013)),
        ("２０１３０５", Party("01", MAY_2013)),
        ("2013年5月", Party("01", MAY_2013)),
        ("2013年05月入党", Party("01", MAY_2013)),
        ("中共党员", Party("01")),
        ("中共党员（2013.05）", Party("01", MAY_2013)),
        ("中共预备党员（201305）", Party("02", MAY_2013)),
        ("201305（预备党员）", Party("02", MAY_2013)),
        ("民盟", Party("05")),
        ("民盟（2017.09）", Party("05", SEP_2017)),
        ("民盟(2017.09)", Party("05", SEP_2017)),
        ("九三学社", Party("10")),
        ("农工", Party("08")),
        ("201305；民建", Party("01", MAY_2013, "06")),
        ("201305，民建", Party("01", MAY_2013, "06")),
        ("201305、民建", Party("01", MAY_2013, "06")),
        ("201305,民建", Party("01", MAY_2013, "06")),
        ("民建；201305", Party("01", MAY_2013, "06")),
        ("201305;民建（2017.09）", Party("01", MAY_2013, "06", SEP_2017)),
        ("民盟（2013.05）；致公党（2017.09）", Party("05", MAY_2013, "09", SEP_2017)),
        ("群众", Party("13")),
        ("无党派", Party("12")),
        ("无党派人士", Party("12")),
        ("团员", Party("03")),
    ],
)
def test_a_text_is_understood(text, party):
    assert read(text) == (party, "")


def test_a_third_party_is_told_of():
    assert read("201305；民建；九三") == (Party("01", MAY_2013, "06"), "九三")


@pytest.mark.parametrize("text", ["", "？", "201313", "189905", "1305", "见档案", "201305起"])
def test_what_is_not_understood_is_refused_with_a_sentence(text):
    with pytest.raises(UnreadableParty, match="入党时间"):
        read(text)


def test_names_are_those_of_the_code_table():
    assert list(SHORT) == list(vocabulary(POLITICAL))
    for code, name in vocabulary(POLITICAL).items():
        assert read(name) == (Party(code), "")


months = st.dates(date(1949, 1, 1), date(2030, 1, 1)).map(lambda day: day.replace(day=1))
members = st.builds(
    Party,
    status=st.sampled_from(("01", "02", *DEMOCRATIC)),
    join=st.none() | months,
)


@st.composite
def parties(draw) -> Party:
    one = draw(members | st.sampled_from(("03", "12", "13")).map(Party))
    if one.status in ("03", "12", "13") or draw(st.booleans()):
        return one
    second = draw(st.sampled_from([code for code in DEMOCRATIC if code != one.status]))
    return Party(one.status, one.join, second, draw(st.none() | months))


@given(parties())
def test_what_was_written_is_read_again(party):
    assert read(write(party)) == (party, "")


@given(st.text(alphabet="0123456789.；，、（）年月日中共党员民盟建九三预备群众 x", max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        party, _ = read(text)
    except UnreadableParty:
        return
    assert read(write(party))[0] == party


def test_a_text_without_end_is_refused_at_once():
    with pytest.raises(UnreadableParty, match="入党时间有 2,000,000 个字"):
        read("x" * 1_000_000 + "民盟" * 500_000)
