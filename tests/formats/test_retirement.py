"""到龄年月, reckoned by hand from domain §2.2.

n is the number of months from December 2024 to the original month; a month of delay is begun with
every interval.
"""

from datetime import date

import pytest

from cadres.formats.retirement import limit_of, retirement_month


@pytest.mark.parametrize(
    ("birth", "limit", "expected"),
    [
        # 60: original 2024.12, n = 0: no delay.
        ((1964, 12), 60, (2024, 12)),
        ((1960, 1), 60, (2020, 1)),
        # 2025.01 to 2025.04 (n = 1 to 4): a month; 2025.05 (n = 5): two.
        ((1965, 1), 60, (2025, 2)),
        ((1965, 4), 60, (2025, 5)),
        ((1965, 5), 60, (2025, 7)),
        # n = 140, 2036.08: 35 months; n = 141, 2036.09: 36, the most.
        ((1976, 8), 60, (2039, 7)),
        ((1976, 9), 60, (2039, 9)),
        ((1991, 3), 60, (2054, 3)),
        # 55: the same delays five years earlier.
        ((1970, 1), 55, (2025, 2)),
        ((1981, 9), 55, (2039, 9)),
        # 50: a month for every two; 2025.01 and 02: one, 2025.03: two; n = 119, 2034.11: 60.
        ((1975, 1), 50, (2025, 2)),
        ((1975, 2), 50, (2025, 3)),
        ((1975, 3), 50, (2025, 5)),
        ((1984, 10), 50, (2039, 9)),
        ((1984, 11), 50, (2039, 11)),
        ((1990, 1), 50, (2045, 1)),
        # No formula.
        ((1970, 1), 63, None),
        ((1970, 1), 65, None),
        ((1970, 1), 66, None),
    ],
)
def test_the_table_of_the_reform(birth, limit, expected):
    month = retirement_month(date(*birth, 1), limit)
    assert month == (date(*expected, 1) if expected else None)


@pytest.mark.parametrize(
    ("told", "gender", "limit"),
    [
        ("改革前任职年龄界限为60岁", "女", 60),
        ("改革前任职年龄界限为63岁", "男", 63),
        ("", "男", 60),
        (None, "女", 55),
        (None, None, None),
    ],
)
def test_the_limit_is_told_or_usual(told, gender, limit):
    assert limit_of(told, gender) == limit
