"""Additions (表现突出): who is put forward, how he enters, and who may not come back yet."""

from datetime import date
from typing import Any

import pytest

from assessments.cases import services
from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from cadres.people.models import Cadre
from cadres.roster import many
from cadres.roster import services as roster
from cadres.roster.batch_preview import admitting, releasing
from cadres.roster.models import RosterEntry
from core.errors import DomainError, NotAllowed
from tests.cases.making import DECISION, county_figure, events, finding, grade
from tests.importing.telling import look, only
from tests.world import World
from tests.world_people import TODAY

NEW = "单文静"  # never on the roster, born 1992-12
AWAY = "曾可欣"  # released 2026-05-20 for ground 2
BACK = date(2028, 5, 20)
PHRASE = "在 2026-05-20 按情形（2）调出，满 24 个月（2028-05-20 起）才能再次入库"


def excellent(world: World, name: str = NEW, years: tuple[int, ...] = (2024, 2025)) -> None:
    """Years of 优秀."""
    for year in years:
        grade(world, name, year, "1")


def test_years_of_excellence_open_an_addition_and_only_one(world: World):
    excellent(world)
    assert (sweep(on=TODAY), sweep(on=TODAY)) == (1, 0)
    case = RosterCase.objects.get()
    assert (case.kind, case.ground, case.entry, case.event) == (
        "addition", "", None, "excellent:2025",
    )  # fmt: skip
    assert case.verdict == "2024 至 2025 年年度考核均为优秀，符合年龄和学历要求。"


@pytest.mark.parametrize("years", [(2025,), (2023, 2025), (2023, 2024)])
def test_fewer_years_or_old_ones_do_not(world: World, years: tuple[int, ...]):
    excellent(world, years=years)
    assert sweep(on=TODAY) == 0


def test_a_later_year_without_excellence_does_not(world: World):
    excellent(world, years=(2023, 2024))
    grade(world, NEW, 2025, "2")
    assert sweep(on=TODAY) == 0


@pytest.mark.parametrize(
    ("values", "opens"),
    [
        ({"birth": date(1990, 12, 1)}, True),  # 35 full years
        ({"birth": date(1990, 11, 1)}, False),  # turned 36 this month
        ({"fulltime_education": "31", "fulltime_degree": ""}, False),
        ({"status": "21", "left_on": date(2026, 10, 1)}, False),
    ],
)
def test_age_education_and_service_are_those_of_selection(world, values, opens):
    excellent(world)
    Cadre.objects.filter(name=NEW).update(**values)
    assert sweep(on=TODAY) == opens


def test_who_is_or_was_on_the_list_is_not_put_forward(world: World):
    excellent(world, "周雨晴")  # on it
    excellent(world, AWAY)  # may not come back yet
    excellent(world, "马晓东")  # promoted since, and too old
    assert events() == [] and sweep(on=TODAY) == 0


def test_an_addition_enters_the_roster(world: World):
    excellent(world)
    sweep(on=TODAY)
    case = RosterCase.objects.get()
    case = services.opine(
        actor=world.city, case=case, seen=None, opinion="add", words="同意。", day=TODAY, on=TODAY
    )
    case = services.admit(
        actor=world.city, case=case, seen=case.version, day=TODAY, on=TODAY, tier=1, **DECISION
    )
    assert case.state == "admitted"
    stay = world.stay(NEW)
    assert (stay.entered_on, stay.entry_mode, stay.held_by, stay.tier) == (
        TODAY, "supplement", "city", 1,
    )  # fmt: skip


def test_an_addition_can_be_declined_and_another_year_asks_again(world: World):
    case = services.nominate(actor=world.city, cadre=world.cadres[NEW], words="突出。", on=TODAY)
    services.opine(
        actor=world.city, case=case, seen=None, opinion="not_yet", words="缓。", day=TODAY, on=TODAY
    )
    case = services.decline(actor=world.city, case=case, seen=None, day=TODAY, on=TODAY, **DECISION)
    assert case.state == "declined"
    assert not RosterEntry.objects.filter(cadre__name=NEW).exists()
    excellent(world)
    assert sweep(on=TODAY) == 1


def test_a_county_admits_to_its_own_list_alone(world: World):
    Cadre.objects.filter(name=NEW).update(unit=world.named["柳河镇"])
    person = Cadre.objects.get(name=NEW)
    case = services.nominate(actor=world.county, cadre=person, words="突出。", on=TODAY)
    services.opine(
        actor=world.county, case=case, seen=None, opinion="add", words="好。", day=TODAY, on=TODAY
    )
    admit: dict[str, Any] = {"actor": world.county, "case": case, "seen": None, "day": TODAY}
    admit |= {"on": TODAY} | DECISION
    with pytest.raises(NotAllowed):
        services.admit(**admit, held_by="city")
    services.admit(**admit)
    assert world.stay(NEW).held_by == "county"


def test_nobody_on_the_list_or_away_is_nominated(world: World):
    for name, why in (("周雨晴", "已在名册上"), (AWAY, f"{AWAY}{PHRASE}")):
        with pytest.raises(DomainError) as told:
            services.nominate(actor=world.city, cadre=world.cadres[name], words="好。", on=TODAY)
        assert why in str(told.value)


def admit(world: World, day: date, name: str = AWAY) -> None:
    roster.admit(actor=world.city, people=[world.cadres[name]], on=day, today=day)


def test_back_on_the_day_and_not_on_the_day_before(world: World):
    with pytest.raises(DomainError) as told:
        admit(world, date(2028, 5, 19))
    assert str(told.value) == f"{AWAY}{PHRASE}。"
    admit(world, BACK)
    assert world.stay(AWAY).entered_on == BACK


def test_many_at_once_and_the_preview_say_the_same_words(world: World):
    with pytest.raises(DomainError, match="才能再次入库") as told:
        many.admit_each(
            actor=world.city,
            admissions=[many.Admission(world.cadres[AWAY].pk, TODAY, {})],
            today=TODAY,
        )
    assert str(told.value) == f"{AWAY}{PHRASE}。"
    values = {"on": TODAY, "held_by": "city", "tier": None, "direction": ""}
    rows = Cadre.objects.filter(name=AWAY)
    assert [line.why for line in admitting(rows, world.city, values).refused] == [PHRASE]
    assert not admitting(rows, world.city, values | {"on": BACK}).refused


def test_an_import_says_so_before_it_writes(world: World):
    row = only(AWAY, (1991, 4))
    row.stay = {"entered_on": TODAY}
    (seen,) = look([row], actor=world.city)
    assert seen.action == "error"
    assert f"该同志{PHRASE}。" in [remark.reason for remark in seen.told.remarks]


def test_a_stricter_county_keeps_away_longer(world: World):
    county_figure(world, "exit.reentry_months", 36, "青川县", date(2026, 1, 1))
    Cadre.objects.filter(name=AWAY).update(unit=world.named["柳河镇"])
    with pytest.raises(DomainError, match="满 36 个月（2029-05-20 起）"):
        admit(world, BACK)


def test_promoted_people_are_not_kept_away(world: World):
    admit(world, TODAY, "马晓东")  # 已提拔使用, 2026-02


def test_the_preview_of_a_release_names_the_case(world: World):
    finding(world, "周雨晴")
    sweep(on=TODAY)
    rows = RosterEntry.objects.filter(cadre__name__in=("周雨晴", "李明朗"), left_on=None)
    seen = releasing(rows, world.city, {"on": TODAY, "ground": "9"})
    assert [line.name for line in seen.changing] == ["李明朗"]
    assert [line.why for line in seen.refused] == ["有在办的调出个案，请在个案中决定，不能直接调出"]
