"""Invented ID numbers, with a check character found in another way than the application's."""

from datetime import date

from hypothesis import strategies as st

VALUES = {**{str(digit): digit for digit in range(10)}, "X": 10}


def congruent_to_one(number: str) -> bool:
    """The definition of ISO 7064 MOD 11-2: the sum of value × 2^(places to the right) is 1."""
    return sum(VALUES[char] * 2 ** (17 - place) for place, char in enumerate(number)) % 11 == 1


def numbers(
    since: date = date(1900, 1, 1), until: date = date(2026, 11, 23)
) -> st.SearchStrategy[str]:
    """Faultless numbers of the area 9901xx with a birth between the two days."""
    return st.builds(
        _number,
        st.integers(0, 99),
        st.dates(since, until),
        st.integers(0, 999),
    )


def _number(county: int, birth: date, sequence: int) -> str:
    first17 = f"9901{county:02}{birth:%Y%m%d}{sequence:03}"
    return next(first17 + char for char in VALUES if congruent_to_one(first17 + char))
