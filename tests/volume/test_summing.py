"""Figures of many reports as one, against plain arithmetic."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.volume.front import chinese_month, roman
from reporting.volume.joining import first_pages
from reporting.volume.summing import ranked, share, total, totals

# A busy machine is slow to think of examples: that is no fault of what is tested.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNTS = st.lists(st.one_of(st.integers(0, 500).map(str), st.sampled_from(["", "＊", "—"])))


@unhurried
@given(COUNTS)
def test_counts_are_added_up_and_what_says_nothing_counts_for_nothing(texts):
    known = [int(text) for text in texts if text.isdecimal() and text.isascii()]
    said = total([{"talks.held": text} for text in texts], "talks.held")
    assert said == (str(sum(known)) if known else "")


@unhurried
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(200, 500)), min_size=1))
def test_an_average_is_weighted_by_people(rows):
    reports = [
        {"roster.open": str(people), "roster.average_age": f"{tenths / 10:.1f}"}
        for people, tenths in rows
    ]
    said = total(reports, "roster.average_age")
    every = sum(people for people, _ in rows)
    if not every:
        assert said == ""
        return
    exact = Fraction(sum(people * tenths for people, tenths in rows), 10 * every)
    assert abs(Fraction(said) - exact) <= Fraction(1, 20)


def test_a_figure_that_a_report_has_not_got_is_not_nought():
    reports = [{"roster.open": "10", "talks.covered": ""}, {"roster.open": "5"}]
    assert totals(reports) == {"roster.open": "15", "talks.covered": ""}


def test_shares_and_ranks():
    assert (share("1", "3"), share("1", "0"), share("", "3"), share("3", "3")) == (
        "33.3", "", "", "100",
    )  # fmt: skip
    named = [("甲", {"k": "2"}), ("乙", {"k": "7"}), ("丙", {"k": "2"}), ("丁", {"k": ""})]
    assert ranked(named, "k", 2) == [("乙", 7), ("甲", 2)]


def test_reports_begin_on_the_front_of_a_sheet():
    assert first_pages([(3, True), (2, False), (1, True), (2, True)]) == [1, 4, 7, 9]


def test_the_cover_and_the_contents_are_numbered_as_they_should():
    from datetime import date

    assert chinese_month(date(2026, 12, 31)) == "二〇二六年十二月"
    assert [roman(n) for n in (1, 4, 9, 14, 40, 49)] == ["I", "IV", "IX", "XIV", "XL", "XLIX"]
