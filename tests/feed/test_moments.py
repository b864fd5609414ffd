"""`updated_since` as callers write it, rightly and wrongly."""

from datetime import UTC, datetime, timedelta

import pytest

from cadres.feed.moments import KEPT, TooLongAgo, asked_moment, written
from core.errors import Invalid

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T07:20:00Z", datetime(2026, 11, 23, 7, 20, tzinfo=UTC)),
        ("2026-11-23T15:20:00+08:00", datetime(2026, 11, 23, 7, 20, tzinfo=UTC)),
        ("2026-11-23T15:20:00 08:00", datetime(2026, 11, 23, 7, 20, tzinfo=UTC)),
        ("2026-11-23T02:20:00.5-05:00", datetime(2026, 11, 23, 7, 20, 0, 500000, tzinfo=UTC)),
        ("2026-11-23T08:00:00Z", NOW),
    ],
)
def test_a_moment_in_any_offset(text, moment):
    assert asked_moment(text, NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "昨天", "2026-11-23", "2026-11-23T07:20:00", "2026-11-23 07:20:00Z"),
        *("2026-02-30T00:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T07:20:00+99:00"),
        *("٢٠٢٦-11-23T07:20:00Z", "2026-11-23T07:20:00.1234567Z", "1790000000", "9" * 400),
        *("0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "1999-12-31T23:59:59Z"),
    ],
)
def test_what_is_no_moment_is_refused_with_a_remedy(text):
    with pytest.raises(Invalid, match="updated_until"):
        asked_moment(text, NOW)


@pytest.mark.parametrize("text", ["2026-11-23T08:00:01Z", "9999-12-31T23:59:59-12:00"])
def test_the_future_is_refused(text):
    with pytest.raises(Invalid, match="还没有到"):
        asked_moment(text, NOW)


def test_what_is_older_than_the_memory_of_departures_needs_a_full_pull():
    assert asked_moment(written(NOW - KEPT), NOW) == NOW - KEPT
    with pytest.raises(TooLongAgo, match="重新全量取数"):
        asked_moment(written(NOW - KEPT - timedelta(microseconds=1)), NOW)


def test_what_we_write_we_read():
    moment = datetime(2026, 11, 23, 7, 20, 0, 7, tzinfo=UTC)
    assert written(moment) == "2026-11-23T07:20:00.000007Z"
    assert asked_moment(written(moment), NOW) == moment
