"""Every finder over the records of one unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from assessments.spot_checks.signs import texts, times
from assessments.spot_checks.signs.kinds import Record, Sign, SignKind
from policy.periods import Quarter

ORDER = {kind: place for place, kind in enumerate(SignKind)}


def find(
    records: Sequence[Record],
    *,
    quarter: Quarter,
    late_days: int,
    former: Mapping[int, Sequence[Record]] | None = None,
    is_working: Callable[[date], bool] | None = None,
) -> list[Sign]:
    """The signs in the records of a unit, one of a kind per record; `former` records by cadre."""
    said = texts.texts_of(records)
    before = {cadre: texts.texts_of(rows) for cadre, rows in (former or {}).items()}
    found = [
        *texts.copied(said),
        *texts.repeated(said, before),
        *texts.short(said),
        *times.late(records, late_days=late_days),
        *times.bunched(records, quarter),
        *times.hurried(records, quarter),
        *times.overlapping(records),
        *times.odd_hours(records, is_working),
        *times.with_himself(records),
    ]
    return sorted(found, key=lambda sign: (sign.record, ORDER[sign.kind]))
