"""Bands meet without a gap, whatever their bounds."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reporting.structure.bands import bands_of, bands_on


def test_the_bands_of_the_programme(world):
    labels = [band.label for band in bands_on(date(2026, 11, 23))]
    assert labels == [
        "25岁及以下", "26—28岁", "29—30岁", "31—32岁", "33—35岁", "36—40岁", "41岁及以上",
    ]  # fmt: skip


@given(st.sets(st.integers(18, 70), min_size=1, max_size=10), st.integers(0, 120))
def test_every_age_lies_in_one_band(bounds, age):
    assert sum(band.holds(age) for band in bands_of(tuple(sorted(bounds)))) == 1
