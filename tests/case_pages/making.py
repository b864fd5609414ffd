"""Cases of the test world, opened by what opens them: findings, a counted poll, an application."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessments.cases import services
from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.findings.models import ConductFinding
from assessments.polls.models import Poll, PollResult, PollSubject
from cadres.choices import ExitGround
from tests.world import World

OPENED = date(2026, 11, 2)
SECRET = "举报信反映其收受礼品，谈话核实属实"
TOLD = "廉洁自律方面出现问题"


def found(world: World, who: str, ground: str = "1", on: date = OPENED) -> RosterCase:
    """A case of a finding: what was found is the departments', one sentence is told."""
    finding = ConductFinding.objects.create(
        cadre=world.cadres[who],
        ground=ground,
        source="petition",
        found_on=on,
        facts=SECRET,
        told=TOLD,
        document="清组认〔2026〕3号",
    )
    sweep(on=on, people=[world.cadres[who].pk])
    return RosterCase.objects.get(event=f"finding:{finding.pk}")


def rated(world: World, who: str, low: int = 31, valid: int = 100) -> RosterCase:
    """A case of a poll in which so many of so many thought little of him."""
    cadre = world.cadres[who]
    poll = Poll.objects.create(
        unit=cadre.unit,
        year=2026,
        title="2026 年年度民主测评",
        state="counted",
        opens_on=OPENED,
        closes_on=OPENED,
        counted_on=OPENED,
        min_group=5,
        abstain_counts=True,
        result={"people": []},
        digest="0" * 64,
    )
    subject = PollSubject.objects.create(poll=poll, cadre=cadre, position=1)
    PollResult.objects.create(
        subject=subject,
        poll=poll,
        cadre=cadre,
        is_shown=True,
        issued=valid,
        returned=valid,
        valid=valid,
        counted=valid,
        excellent=valid - low,
        basic=low,
    )
    sweep(on=OPENED, people=[cadre.pk])
    return RosterCase.objects.get(event=f"poll:{poll.pk}", cadre=cadre)


def applied(world: World, who: str, words: str = "因家庭原因申请退出") -> RosterCase:
    """An application to leave the list."""
    return services.open_by_hand(
        actor=world.city,
        cadre=world.cadres[who],
        ground=ExitGround.OTHER,
        words=words,
        on=OPENED,
    )


def nominated(world: World, who: str, words: str = "抢险救灾表现突出") -> RosterCase:
    """Somebody who should be on the list."""
    return services.nominate(actor=world.city, cadre=world.cadres[who], words=words, on=OPENED)


def opined(world: World, case: RosterCase, **more: Any) -> RosterCase:
    """The unit's opinion, with words that the person must not read."""
    case.refresh_from_db()
    given = {"opinion": "later", "words": "班子意见不一，建议再看", "day": date(2026, 11, 9)} | more
    return services.opine(
        actor=world.secretary, case=case, seen=case.version, on=date(2026, 11, 9), **given
    )
