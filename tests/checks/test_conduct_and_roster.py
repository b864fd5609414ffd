"""Rules over rows that an import does not bring: rewards, discipline, stays on the roster."""

from datetime import date

import pytest

from cadres.checks.files import Files
from cadres.checks.finding import findings
from cadres.checks.rules import RULES
from cadres.people.models import Cadre, Discipline, Reward
from cadres.roster.models import RosterEntry, RosterStage
from tests.checks.drafts import TODAY

TOMORROW = date(2026, 11, 24)


def reward(cadre: Cadre, **values) -> None:
    usual = {"decided_on": date(2022, 12, 1), "name": "嘉奖", "authority": "中共清河市委"}
    Reward.objects.create(cadre=cadre, **(usual | values))


def discipline(cadre: Cadre, **values) -> None:
    usual = {
        "kind": "party",
        "measure": "警告",
        "decided_on": date(2024, 1, 1),
        "effect_until": date(2025, 1, 1),
    }
    Discipline.objects.create(cadre=cadre, **(usual | values))


def stay(cadre: Cadre, **values) -> None:
    RosterEntry.objects.filter(cadre=cadre, left_on=None).update(**values)


def restaged(cadre: Cadre, **values) -> None:
    """The stay and its open stage alike."""
    stay(cadre, **values)
    rows = RosterStage.objects.filter(entry__cadre=cadre, until=None)
    rows.update(**{k: v for k, v in values.items() if k in ("tier", "status")})


STORED = {
    "conduct.reward_to_come": [
        (lambda c: reward(c, decided_on=TODAY), False),
        (lambda c: reward(c, decided_on=TOMORROW), True),
    ],
    "conduct.reward_before_work": [
        (lambda c: reward(c, decided_on=date(2016, 7, 1)), False),
        (lambda c: reward(c, decided_on=date(2016, 6, 30)), True),
    ],
    "conduct.reward_authority": [
        (lambda c: reward(c), False),
        (lambda c: reward(c, authority=""), True),
    ],
    "conduct.measure": [
        (lambda c: discipline(c), False),
        (lambda c: discipline(c, measure="开小灶"), True),
        (lambda c: discipline(c, kind="government", measure="严重警告"), True),
    ],
    "conduct.no_effect": [
        (lambda c: discipline(c), False),
        (lambda c: discipline(c, effect_until=None), True),
        (
            lambda c: discipline(c, kind="handling", measure="谈话提醒", effect_until=None),
            False,
        ),
    ],
    "conduct.decided_to_come": [
        (lambda c: discipline(c, decided_on=TOMORROW, effect_until=date(2028, 1, 1)), True),
    ],
    "roster.not_serving": [
        (lambda c: None, False),
        (lambda c: Cadre.objects.filter(pk=c.pk).update(status="21"), True),
    ],
    "roster.no_tier": [(lambda c: None, False), (lambda c: restaged(c, tier=None), True)],
    "roster.entered_to_come": [
        (lambda c: stay(c, entered_on=TODAY), False),
        (lambda c: stay(c, entered_on=TOMORROW), True),
    ],
    "roster.entered_before_work": [
        (lambda c: stay(c, entered_on=date(2016, 7, 1)), False),
        (lambda c: stay(c, entered_on=date(2016, 6, 30)), True),
    ],
    "roster.stage": [
        (lambda c: restaged(c, tier=None), False),
        (lambda c: stay(c, tier=1), True),
        (lambda c: stay(c, tier=None), True),
        (lambda c: stay(c, direction="law"), True),
        (lambda c: stay(c, status="2"), True),
    ],
}
CASES = [(code, *case) for code, cases in STORED.items() for case in cases]


@pytest.mark.parametrize(("code", "spoil", "speaks"), CASES)
def test_rows_at_the_edge(world, code, spoil, speaks):
    cadre = world.cadres["李明朗"]
    spoil(cadre)
    found = {one.rule.code for one in findings(RULES, Files(TODAY, [cadre.pk], many=False))}
    assert (code in found) is speaks


def test_no_rule_but_that_of_the_roster_looks_at_who_has_left_the_service(world):
    cadre = world.cadres["李明朗"]
    discipline(cadre, effect_until=None)
    Cadre.objects.filter(pk=cadre.pk).update(status="22", native_place="")
    found = {one.rule.code for one in findings(RULES, Files(TODAY, [cadre.pk], many=False))}
    assert found == {"roster.not_serving"}
