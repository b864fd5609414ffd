"""Drawing again with a seed, writing nothing: is a stored draw what it says it is?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessments.spot_checks.models import SpotCheck
from assessments.spot_checks.population import frame_of, records_of
from assessments.spot_checks.sampling import clean_seed, sample
from assessments.spot_checks.services.drawing import drawn_by, least_percent, redrawn
from assessments.talks.models import Talk
from core.errors import DomainError, refuse_if
from core.units.models import Unit
from policy.periods import Quarter


@dataclass(frozen=True, slots=True)
class Verified:
    """What was drawn, line by line, and how it compares with what is stored."""

    lines: list[str]
    verdict: str
    is_different: bool
    drawn: tuple[int, ...]


def verify(
    *, quarter: Quarter, seed: str, unit_code: str | None, percent: int | None, on: date
) -> Verified:
    """Draw from the records of today; a stored draw is also made again from the records it had.

    Raises DomainError for an unknown unit, ValueError for a seed that cannot be one.
    """
    seed = clean_seed(seed)
    rows = Unit.objects.filter(code=unit_code) if unit_code else Unit.objects.filter(depth=1)
    unit = rows.first()
    if unit is None:
        raise DomainError(f"没有编码为“{unit_code}”的单位，请核对单位编码。")
    stored = (
        SpotCheck.objects.of_quarter(quarter)
        .filter(unit=unit, seed=seed)
        .select_related("frame", "unit")
        .first()
    )
    share = percent or (stored.percent if stored else least_percent(unit, on))
    refuse_if(not 1 <= share <= 100, f"抽查比例 {share}% 不能用，应为 1 到 100。")
    frame = frame_of(records_of(unit, quarter))
    drawn = sample(frame, percent=share, seed=seed)
    verdict, is_different = _verdict(stored, share, drawn.drawn)
    total = sum(map(len, frame.values()))
    lines = [
        f"{unit.name}　{quarter.label}　种子“{seed}”　比例 {share}%",
        f"记录 {total} 份，{len(frame)} 个单位；抽取 {len(drawn.drawn)} 份：",
        *_listed(drawn.drawn),
    ]
    return Verified(lines, verdict, is_different, drawn.drawn)


def _listed(keys: tuple[int, ...]) -> list[str]:
    rows = Talk.objects.filter(pk__in=keys).select_related("cadre", "unit")
    talks = {talk.pk: talk for talk in rows}
    return [
        f"{place}\t{key}\t{talks[key].unit.short_name}\t{talks[key].cadre.name}\t{talks[key].held_on}"
        for place, key in enumerate(keys, start=1)
    ]


def _verdict(stored: SpotCheck | None, percent: int, drawn: tuple[int, ...]) -> tuple[str, bool]:
    if stored is None:
        return "没有用这个种子留存的抽查。", False
    name = f"留存的抽查（编号 {stored.pk}，{stored.drawn_on} 抽取）"
    kept = drawn_by(stored)
    if redrawn(stored).drawn != kept:
        return f"{name}与按其抽取时的记录重新计算的结果不一致，留存的数据被改动过。", True
    if percent != stored.percent:
        return f"{name}的比例是 {stored.percent}%，与这次的 {percent}% 不同，没有核对。", False
    if kept == drawn:
        return f"与{name}完全一致。", False
    return f"{name}核对无误；抽取以后记录有增减，用现在的记录抽取的结果与它不同。", False
