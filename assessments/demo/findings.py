"""Findings of the demonstration: a handful, one of them withdrawn, and one investigation."""

from datetime import date, timedelta
from typing import NamedTuple

from assessments.findings import services
from assessments.findings.choices import FindingGround as Ground
from assessments.findings.choices import FindingSource as Source
from assessments.findings.models import ConductFinding
from cadres.choices import DisciplineKind
from cadres.demo.on_roster import batches
from cadres.people import services as people
from cadres.people.models import Cadre
from core.accounts.models import User

WITHIN = timedelta(days=400)  # before the day of the demonstration
LONG_THERE = timedelta(days=500)  # who is found about was on the roster so long


class Story(NamedTuple):
    """What was found, how it is told, and how many days ago."""

    ground: Ground
    source: Source
    ago: int
    facts: str
    told: str


STORIES = (
    Story(Ground.CONDUCT, Source.PETITION, 4,
          "举报反映其在项目验收中接受服务对象土特产两次。经谈话核实，折价共六百余元，已退还。",
          "违反廉洁纪律，接受服务对象土特产。"),
    Story(Ground.STYLE, Source.INSPECTION, 11,
          "巡察反馈其分管的信访事项三次超期，现场了解时对情况不清楚，服务对象意见较集中。",
          "分管事项多次超期，服务对象意见较大。"),
    Story(Ground.FAILURE, Source.AUDIT, 18,
          "审计发现其负责的设备采购未按规定论证，设备闲置一年，造成损失约二十万元。",
          "采购论证不充分，造成设备闲置和损失。"),
    Story(Ground.CONDUCT, Source.TALK, 32,
          "谈话中反映其在外兼职取酬，经核查为受单位委派授课，已履行报批手续。",
          "反映其在外兼职取酬。"),
)  # fmt: skip
FIRST_NUMBER = 11  # of their documents; those of the cases come before
TAKEN_BACK = 3  # of the stories
CLEARED = "经核查属受单位委派授课，已履行报批手续，不构成问题。"


def load_findings(*, on: date, seed: int = 2026) -> int:
    """By the city's department, of people long on the roster. How many."""
    actor = User.objects.filter(username="city").first()
    chosen = _people(on, seed) if actor else []
    for place, (cadre, story) in enumerate(zip(chosen, STORIES, strict=False)):
        day = on - timedelta(days=story.ago)
        made = services.record(
            actor=actor,
            cadre=cadre,
            ground=story.ground,
            source=story.source,
            found_on=day,
            facts=story.facts,
            told=story.told,
            document=f"清组认〔{day.year}〕{FIRST_NUMBER + place}号",
            on=day,
        )
        if place == TAKEN_BACK:
            services.withdraw(actor=actor, finding=made, seen=None, reason=CLEARED, on=on)
    if len(chosen) > len(STORIES):
        people.add_discipline(
            actor=actor,
            cadre=chosen[len(STORIES)],
            seen=None,
            on=on,
            kind=DisciplineKind.INVESTIGATION,
            measure="监察调查",
            decided_on=on - timedelta(days=20),
            authority="清河市监察委员会",
        )
    return ConductFinding.objects.count()


def _people(on: date, seed: int) -> list[Cadre]:
    """One more than there are stories, spread over the roster; nobody with an account."""
    there = [
        one.cadre
        for _dice, stays in batches(on - WITHIN, seed)
        for one in stays
        if one.left_on is None and one.entered_on < on - LONG_THERE
    ]
    number = len(STORIES) + 1
    step = max(len(there) // number, 1)
    keys = there[step // 2 :: step][:number]
    found = Cadre.objects.filter(account=None).in_bulk(keys)
    return [found[key] for key in keys if key in found]
