"""The engine against an independent computation, over years of generated lives."""

from __future__ import annotations

from datetime import date

import pytest

from assessments.talks.duties import QUARTERLY
from assessments.talks.models import Talk
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster.models import RosterEntry
from policy.duties import then
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.shown import light_on
from policy.parameters.models import Parameter, ParameterValue
from policy.periods import Quarter
from tests.duties import lives as oracle
from tests.duties.lives import Life, Owed
from tests.world import World

DAYS = (
    date(2023, 9, 30), date(2023, 10, 1), date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 29),
    date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1), date(2024, 6, 30), date(2024, 8, 15),
    date(2024, 12, 31), date(2025, 2, 28), date(2025, 3, 25), date(2025, 3, 31), date(2025, 4, 1),
    date(2025, 11, 17),
)  # fmt: skip
PEOPLE = 150


def place(world: World) -> None:
    """The figures of the oracle: since when, and the county's stricter ones."""
    ParameterValue.objects.filter(parameter__key="duty.since").update(
        value=oracle.START.isoformat()
    )
    county = world.named["青川县"]
    for key, value in (("talk.per_quarter", 2), ("talk.grace_days", 7), ("talk.yellow_days", 60)):
        ParameterValue.objects.create(
            parameter=Parameter.objects.get(key=key),
            unit=county,
            value=value,
            since=date(2024, 4, 1),
            set_by=world.county,
        )
    RosterEntry.objects.all().delete()


def people(world: World, found: list[Life]) -> list[Cadre]:
    """A file for each life."""
    model = world.cadres["李明朗"]
    copied = {
        name: getattr(model, name) for name in ("gender", "birth", "title", "level", "level_since")
    }
    return Cadre.objects.bulk_create(
        Cadre(name=name_of(life), unit=world.named[life.unit], **copied, **prepared(name_of(life)))
        for life in found
    )


def name_of(life: Life) -> str:
    """甲一〇二."""
    return "甲" + "".join("〇一二三四五六七八九"[int(digit)] for digit in str(life.number))


class Recorded:
    """The facts as they are entered while time goes by."""

    def __init__(self, world: World, found: list[Life]) -> None:
        self.lives = found
        self.cadres = people(world, found)
        self.talks: dict[tuple[int, int], Talk] = {}
        self.until = date(1900, 1, 1)

    def enter(self, on: date) -> None:
        """Everything that happened since the last time, by the day; nothing of what is to come."""
        for life, cadre in zip(self.lives, self.cadres, strict=True):
            for came, went in life.stays:
                self._stay(cadre, came, went, on)
        made = []
        for life, cadre in zip(self.lives, self.cadres, strict=True):
            for number, held in enumerate(life.talks):
                if self.until < held.on <= on:
                    talk = Talk(
                        cadre=cadre,
                        unit=cadre.unit,
                        held_on=held.on,
                        makes_up_for=held.makes_up_for,
                        place="会议室",
                        led_by="马建国",
                        voided_on=held.on if held.voided else None,
                        void_reason="登记有误" if held.voided else "",
                    )
                    self.talks[life.number, number] = talk
                    made.append(talk)
        Talk.objects.bulk_create(made)
        self.until = on

    def _stay(self, cadre: Cadre, came: date, went: date | None, on: date) -> None:
        if self.until < came <= on:
            RosterEntry.objects.create(cadre=cadre, entered_on=came)
        if went is not None and self.until < went <= on:
            RosterEntry.objects.filter(cadre=cadre, entered_on=came).update(
                left_on=went, status="4", exit_ground="7"
            )

    def expected(self, on: date) -> dict[tuple[int, str], tuple]:
        """The oracle's rows by person and period."""
        found = {}
        for life, cadre in zip(self.lives, self.cadres, strict=True):
            for first, owed in oracle.duties(life, on).items():
                found[cadre.pk, Quarter.of(first).key] = self._row(life, cadre, owed)
        return found

    def _row(self, life: Life, cadre: Cadre, owed: Owed) -> tuple:
        proof = None if owed.proof is None else self.talks[life.number, owed.proof].pk
        return (*owed[:5], proof, owed.withdrawn, cadre.unit_id)


NAMES = (
    "state", "opened_on", "due_on", "yellow_from", "done_on", "evidence", "withdrawn_on", "unit_id"
)  # fmt: skip


def rows() -> dict[tuple[int, str], tuple]:
    """The rows by person and period."""
    found = Duty.objects.filter(rule=QUARTERLY.name).values_list("subject", "period", *NAMES)
    return {(subject, period): tuple(rest) for subject, period, *rest in found}


@pytest.mark.parametrize("seed", [3, 20240229])
def test_every_day_is_as_the_clause_has_it_then_and_ever_after(world: World, seed: int) -> None:
    place(world)
    recorded = Recorded(world, oracle.lives(PEOPLE, seed))
    for on in DAYS:
        recorded.enter(on)
        refresh(on=on, rules=[QUARTERLY])
        expected = recorded.expected(on)
        assert rows() == expected, on
        assert refresh(on=on, rules=[QUARTERLY])[QUARTERLY.name].changes == 0
        assert refresh(on=on, rules=[QUARTERLY], whole=True)[QUARTERLY.name].changes == 0
    states = {row[0] for row in expected.values()}
    assert states == {"open", "done", "withdrawn"}
    by_key = {cadre.pk: life for life, cadre in zip(recorded.lives, recorded.cadres, strict=True)}
    gaps = 0
    for on in DAYS[:-1]:
        computed = then.compute(on=on, rules=[QUARTERLY])
        fresh = {(duty.subject, duty.period): light_on(duty, on) for duty in computed}
        clause = {
            (cadre.pk, Quarter.of(first).key): oracle.light(owed, on)
            for life, cadre in zip(recorded.lives, recorded.cadres, strict=True)
            for first, owed in oracle.duties(life, on).items()
        }
        assert fresh == clause, on
        read = {
            (subject, period): told
            for subject, period, told in Duty.objects.existing(on)
            .with_light(on)
            .values_list("subject", "period", "light")
        }
        for subject, period in clause.keys() | read.keys():
            first = Quarter.parse(period).first_day
            if oracle.away(by_key[subject], first, on, DAYS[-1]):
                gaps += 1  # one row has no room for a pause within its quarter
                assert read[subject, period] in ("later", "soon", "overdue", "done")
            else:
                assert read.get((subject, period)) == clause.get((subject, period)), (
                    on, by_key[subject], period,
                )  # fmt: skip
    assert 1 <= gaps < 40
    assert rows() == recorded.expected(DAYS[-1])  # looking back has written nothing
