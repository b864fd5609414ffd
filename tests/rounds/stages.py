"""A sheet in every state, written directly: for the page of each."""

from datetime import date
from typing import Any

from assessments.rounds.models import Assessment, Interview, Round
from tests.world import World

BUREAU = "市交通运输局"
SUMMARY = "一、履职情况。牵头编制公路养护三年计划。\n二、存在不足。调研不够深入。"
COMMENT = "该同志政治坚定，业务熟练，作风扎实，群众公认度高。"
WRITTEN = {
    "work": "公路管理",
    "summary": SUMMARY,
    "summary_on": date(2026, 1, 6),
    "politics": "坚持学习党的创新理论。",
    "shortcomings": "下一步多到一线调研。",
    "training": "参加中青年干部培训班 45 天。",
}
WISHED = WRITTEN | {"comment": COMMENT, "proposed_on": date(2026, 1, 10)}
DECIDED = WISHED | {"decided_on": date(2026, 1, 20), "decision": "2026-01-20 局党组会议审定"}


def rounds_of(world: World) -> dict[str, int]:
    """An open round, a settled one, and a year of the file."""
    bureau = world.named[BUREAU]
    begun = {"unit": bureau, "opened_on": date(2026, 1, 5)}
    now = Round.objects.create(year=2026, headcount=4, **begun)
    old = Round.objects.create(
        year=2025,
        headcount=20,
        state="settled",
        settled_on=date(2026, 1, 20),
        meeting="局党组会议",
        **begun,
    )

    def sheet(one: Round, who: str, state: str, **more: Any) -> Assessment:
        cadre = world.cadres[who]
        given = {"cadre": cadre, "year": one.year, "unit": bureau, "round": one, "state": state}
        return Assessment.objects.create(title=cadre.title, **given, **more)

    made = {
        "own_summary": sheet(now, "陈思远", "summary", returned="请补充存在不足。"),
        "appraising": sheet(now, "周雨晴", "appraising", **WRITTEN),
        "proposed": sheet(now, "曾可欣", "proposed", proposed="1", **WISHED),
        "own_decided": sheet(old, "陈思远", "decided", proposed="1", outcome="1", **DECIDED),
        "objected": sheet(
            *(old, "周雨晴", "objected"),
            proposed="3",
            outcome="3",
            objection="等次与事实不符。",
            objected_on=date(2026, 1, 25),
            **DECIDED,
        ),
        "final": sheet(
            *(old, "曾可欣", "final"),
            proposed="5",
            outcome="5",
            no_grade="absent",
            person_opinion="同意。",
            person_on=date(2026, 1, 22),
            **DECIDED,
        ),
        "past": Assessment.objects.create(
            cadre=world.cadres["周雨晴"],
            year=2023,
            unit=bureau,
            basis="past",
            state="final",
            outcome="2",
            decided_on=date(2023, 12, 28),
        ),
    }
    Interview.objects.create(
        assessment=made["proposed"],
        held_on=date(2026, 1, 8),
        interviewee="王建",
        relation="middle",
        grade="1",
        notes="工作主动，敢于负责。",
        held_by="林静文",
    )
    keys = {f"year_{name}": one.pk for name, one in made.items()}
    return keys | {"year_open": now.pk, "year_settled": old.pk}
