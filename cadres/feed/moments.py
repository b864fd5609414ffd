"""`updated_since`: the moment from which a caller wants to hear what changed."""

import re
from datetime import UTC, datetime, timedelta

from core.errors import DomainError, Invalid

PARAMETER = "updated_since"
# Departures are kept so long; a copy that is older cannot be told what it has to forget.
KEPT = timedelta(days=90)
FIRST_YEAR = 2000
# A blank is a plus sign that nobody escaped.
WRITTEN = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)"
    r"(Z|[-+ ][0-9]{2}:[0-9]{2})"
)


class TooLongAgo(DomainError):
    """What left since then is no longer known: only a full pull brings the copy up to date."""

    status = 410
    title = "增量取数的起点太早"


def asked_moment(text: str, now: datetime) -> datetime:
    """The moment of `2026-11-23T07:20:00Z`, with any offset; raises Invalid and TooLongAgo."""
    moment = _read(text)
    if moment is None or moment.year < FIRST_YEAR:
        sentence = (
            f"“{text[:40]}”不是有效的时间，请原样填写上次答复给出的 updated_until"
            "（如 2026-11-23T07:20:00Z，须带时区）。"
        )
        raise Invalid({PARAMETER: [sentence]})
    if moment > now:
        raise Invalid(
            {PARAMETER: [f"“{text[:40]}”还没有到，请原样填写上次答复给出的 updated_until。"]}
        )
    if now - moment > KEPT:
        raise TooLongAgo(
            f"“{text[:40]}”距今超过 {KEPT.days} 天，这段时间里离开的人已无法逐一告知，"
            "请去掉 updated_since 重新全量取数。"
        )
    return moment


def written(moment: datetime) -> str:
    """As callers are given it: in UTC, so that nothing in it needs escaping in an address."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read(text: str) -> datetime | None:
    found = WRITTEN.fullmatch(text)
    try:
        return datetime.fromisoformat(found[1] + found[2].replace(" ", "+")) if found else None
    except ValueError:
        return None
