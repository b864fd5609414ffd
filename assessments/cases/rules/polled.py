"""Shares of a counted poll that open a case: strictly more than the border, in whole ballots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from assessments.cases.models import RosterCase
from assessments.cases.rules.rule import Hit, Look, day_of, event_of, key_in
from assessments.polls import rates
from assessments.polls.models import PollResult
from policy.judgements import Fact, nearness

NAMES = ("poll_id", "poll__title", "cadre_id", "of_entry", "of_unit", "event", "happened")
COUNTED = ("low", "all_of", "valid", "basic", "incompetent", "style_low", "style_valid")
MOST_PLACES = 5  # enough to tell one of 100,000 ballots from none


def over(look: Look, rows: QuerySet, *, low: Any, all_of: str, event: str) -> QuerySet:
    """Shown results of which more than `percent` of `all_of` are `low`: low·100 > percent·all."""
    percent = look.region.figures.percent
    rows = rows.counted().filter(is_shown=True).annotate(low=low, all_of=F(all_of))  # type: ignore[attr-defined]
    rows = rows.alias(share=F("low") * 100, border=F("all_of") * percent)
    rows = rows.filter(share__gt=F("border"))
    return look.of_stays(
        rows, happened=day_of("poll__counted_on"), event=event_of(event, "poll_id")
    )


def hits(rows: QuerySet, percent: int, label: str) -> Iterator[Hit]:
    """One per result; units are told the share, the departments its ballots as well."""
    for row in rows.values(*NAMES, *COUNTED):
        low, all_of = row["low"], row["all_of"]
        told = share_text(low, all_of, percent)
        yield Hit(
            cadre=row["cadre_id"],
            entry=row["of_entry"],
            unit=row["of_unit"],
            event=row["event"],
            happened=row["happened"],
            verdict=f"“{row['poll__title']}”中{label} {told}，超过 {percent}%。",
            facts=facts_of(row, label, told),
            near=near(low, all_of, percent, label),
        )


def facts_of(row: dict[str, Any], label: str, told: str) -> tuple[Fact, ...]:
    """The poll, the share, and the ballots that it is made of."""
    where = {"source": "民主测评结果", "view": "polls:detail", "pk": row["poll_id"]}
    return (
        Fact("民主测评", row["poll__title"], **where),
        Fact("计票日期", str(row["happened"]), **where),
        Fact(f"{label}比例", told, **where),
        Fact(f"{label}票数", f"{row['low']} 票", **where, is_open=False),
        Fact("分母", f"{row['all_of']} 票", **where, is_open=False),
    )


def share_text(low: int, all_of: int, border: int | None = None) -> str:
    """“31.00%”, as the result of the poll has it; more places where two would hide the border."""
    for places in range(2, MOST_PLACES + 1):
        share = rates.percent(low, all_of, places=places)
        if border is None or share != border or low * 100 == border * all_of:
            break
    return f"{share}%"


def near(low: int, all_of: int, percent: int, label: str) -> str:
    """“低评价 31.00%，超过界线 1 个百分点；再少 1 票不立案。”."""
    gap = nearness(low * 100 / all_of, percent).removesuffix("。")
    if (low * 100 - percent * all_of) * 200 < all_of:  # would be rounded to nothing
        gap = "超过界线不到 0.01 个百分点"
    fewer = low - percent * all_of // 100
    return f"{label} {share_text(low, all_of, percent)}，{gap}；再少 {fewer} 票不立案。"


def stands(case: RosterCase) -> bool:
    """The poll is sealed still."""
    rows = PollResult.objects.counted().filter(cadre=case.cadre_id, poll=key_in(case.event))
    return rows.filter(is_shown=True).exists()
