"""Which events open a case, to the vote and to the day; and that each opens one."""

from datetime import date, timedelta

import pytest

from assessments.cases.models import CaseStep, RosterCase
from assessments.cases.opening import follow, sweep
from assessments.cases.rules.concerned import concerned
from assessments.cases.rules.every import RULES
from assessments.polls.models import PollResult
from cadres.people.following import facts_changed
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from policy.duties.models import Duty
from tests.cases.making import (
    COUNTED,
    city_figure,
    county_figure,
    events,
    finding,
    grade,
    poll,
    rated,
    result,
    sanction,
)
from tests.world import World
from tests.world_people import TODAY


def test_a_quiet_world_opens_nothing(world: World):
    assert sweep(on=TODAY) == 0


@pytest.mark.parametrize(
    ("low", "valid", "opens"),
    [(30, 100, False), (31, 100, True), (3, 10, False), (4, 10, True), (0, 10, False),
     (299, 1000, False), (301, 1000, True), (0, 0, False)],
)  # fmt: skip
def test_a_low_rating_opens_a_case_only_above_the_threshold(world, low, valid, opens):
    rated(world, "周雨晴", low, valid)
    assert sweep(on=TODAY) == opens


def test_recount_and_re_run_open_no_second(world: World):
    found = rated(world, "周雨晴", 31)
    assert (sweep(on=TODAY), sweep(on=TODAY)) == (1, 0)
    found.basic += 10  # counted again, worse
    found.valid = found.counted = found.returned = found.issued = 110
    found.save()
    facts_changed([found.cadre_id], on=TODAY)
    assert sweep(on=TODAY + timedelta(days=30)) == 0
    assert events() == [f"poll:{found.poll_id}"]
    assert CaseStep.objects.filter(verb="open").count() == 1
    RosterCase.objects.update(state="kept", decided_on=TODAY, reason="保留", meeting="部务会")
    assert sweep(on=TODAY + timedelta(days=60)) == 0  # decided is decided


def test_facts_changed_opens_at_once_and_the_unit_owes_an_opinion(world: World):
    found = rated(world, "周雨晴", 31)
    facts_changed([found.cadre_id], on=TODAY)
    case = RosterCase.objects.get()
    assert (case.ground, case.opened_on, case.unit) == ("6", TODAY, world.named["市交通运输局"])
    assert case.entry == world.stay("周雨晴")
    owed = dict(Duty.objects.filter(period=f"case-{case.pk}").values_list("rule", "due_on"))
    assert owed == {
        "case.opinion": TODAY + timedelta(days=15),
        "case.decide": TODAY + timedelta(days=60),
    }


def test_only_rules_that_can_concern_somebody_are_asked(world: World):
    """On the roster: no addition; without a sanction or a grade: none of their rules."""
    found, quiet = rated(world, "周雨晴", 31), world.stay("李明朗").cadre_id
    rules = {rule.name: rule for rule in RULES}
    assert concerned(RULES, [found.cadre_id, quiet], TODAY) == {
        name: {found.cadre_id} if rule.reads is PollResult else set()
        for name, rule in rules.items()
    }


def test_a_result_of_too_few_is_not_judged(world: World):
    rated(world, "周雨晴", 4, 4).__class__.objects.update(
        is_shown=False, basic=0, incompetent=0, competent=0
    )
    assert sweep(on=TODAY) == 0


def test_only_a_sealed_poll_counts(world: World):
    of = rated(world, "周雨晴", 31).poll
    of.__class__.objects.filter(pk=of.pk).update(state="closed", result=None, digest="",
        public_key=b"k", box_size=1)  # fmt: skip
    assert sweep(on=TODAY) == 0


def test_abstentions_that_do_not_count_are_not_in_the_denominator(world: World):
    cadre = world.cadres["周雨晴"]
    of = poll(cadre.unit, abstain_counts=False)
    result(of, cadre, basic=3, competent=6, abstained=10, counted=9)  # 33 %, 16 % of all
    assert sweep(on=TODAY) == 1


def test_a_stricter_county_opens_where_the_city_does_not(world: World):
    county_figure(world, "exit.low_rating_percent", 25, "青川县", date(2026, 1, 1))
    rated(world, "赵文博", 26)  # 柳河镇 of 青川县
    rated(world, "周雨晴", 26)
    assert sweep(on=TODAY) == 1
    case = RosterCase.objects.get()
    assert case.cadre == world.cadres["赵文博"]
    assert "25%" in case.verdict


def test_a_county_is_never_laxer(world: World):
    county_figure(world, "exit.low_rating_percent", 50, "青川县", date(2026, 1, 1))
    rated(world, "赵文博", 31)
    assert sweep(on=TODAY) == 1


def test_a_figure_that_is_changed_opens_nothing_about_what_was_before(world: World):
    rated(world, "周雨晴", 28)
    rated(world, "李明朗", 28, on=TODAY)
    city_figure("exit.low_rating_percent", 25, TODAY)
    assert sweep(on=TODAY) == 1
    assert events("李明朗")


def test_what_was_before_any_figure_is_judged_by_the_first(world: World):
    rated(world, "周雨晴", 31, on=date(2025, 12, 1))  # the plan's figures are of 2026
    assert sweep(on=TODAY) == 1


@pytest.mark.parametrize(("low", "marks", "opens"), [(30, 100, False), (31, 100, True),
    (2, 4, False), (2, 5, True)])  # fmt: skip
def test_style_opens_above_its_threshold_with_marks_enough(world, low, marks, opens):
    cadre = world.cadres["李明朗"]
    of = poll(cadre.unit, kind="special")
    result(of, cadre, competent=100, style_low=low, style_valid=marks)
    assert sweep(on=TODAY) == opens
    assert events() == [f"style:{of.pk}"] * opens


@pytest.mark.parametrize("ground", ["1", "3", "4"])
def test_a_finding_opens_a_case_of_its_ground(world: World, ground: str):
    found = finding(world, "周雨晴", ground)
    assert sweep(on=TODAY) == 1
    case = RosterCase.objects.get()
    assert (case.ground, case.event) == (ground, f"finding:{found.pk}")
    assert case.verdict == "廉洁自律方面存在问题。"


def test_a_withdrawn_finding_opens_none(world: World):
    finding(world, "周雨晴", withdrawn_on=TODAY, withdrawn="查无实据")
    assert sweep(on=TODAY) == 0


def test_two_findings_are_two_events(world: World):
    finding(world, "周雨晴")
    finding(world, "周雨晴", "4")
    assert sweep(on=TODAY) == 2


@pytest.mark.parametrize(
    ("kind", "opens"), [("party", True), ("government", True), ("handling", False)]
)
def test_sanctions_open_a_case_and_handling_does_not(world: World, kind: str, opens: bool):
    sanction(world, "周雨晴", kind=kind, measure="谈话提醒" if kind == "handling" else "警告")
    assert sweep(on=TODAY) == opens


@pytest.mark.parametrize(("day", "opens"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_what_was_before_he_entered_does_not_count(world: World, day: date, opens: bool):
    sanction(world, "陈思远", decided_on=day)  # on the list again since 2026-04-01
    assert sweep(on=TODAY) == opens


def test_who_is_not_on_the_roster_has_no_exit_case(world: World):
    sanction(world, "曾可欣")  # released in 2026-05
    sanction(world, "单文静")  # never on it
    assert sweep(on=TODAY) == 0


def test_what_is_to_come_is_not_judged(world: World):
    sanction(world, "周雨晴", decided_on=TODAY + timedelta(days=1))
    assert (sweep(on=TODAY), sweep(on=TODAY + timedelta(days=1))) == (0, 1)


@pytest.mark.parametrize(("outcome", "opens"), [("1", False), ("2", False), ("3", True),
    ("4", True), ("5", False), ("6", False)])  # fmt: skip
def test_the_last_grade_opens_from_the_figure_down(world: World, outcome: str, opens: bool):
    grade(world, "周雨晴", 2025, outcome)
    assert sweep(on=TODAY) == opens


def test_only_the_last_graded_year_counts(world: World):
    grade(world, "周雨晴", 2024, "3")
    grade(world, "周雨晴", 2025, "2")
    grade(world, "李明朗", 2024, "3")
    grade(world, "李明朗", 2025, "5")  # no grade: the one before is his last
    assert sweep(on=TODAY) == 1
    assert events("李明朗") == ["grade:2024"]


def test_a_stricter_figure_leaves_out_the_higher_grade(world: World):
    city_figure("exit.results_grade", "4", date(2026, 1, 2))
    grade(world, "周雨晴", 2025, "3")
    grade(world, "李明朗", 2025, "4")
    assert sweep(on=TODAY) == 1
    assert events("李明朗")


def ranked(world: World, name: str, *, others: int, equal: int = 0, year: int = 2025) -> None:
    """A poll of a year in which he has one 优秀 of ten, as `equal` others; the rest have five."""
    template = world.cadres[name]
    of = poll(template.unit, on=date(year, 12, 20))
    result(of, template, excellent=1, competent=9)
    for number in range(others):
        twin = Cadre.objects.create(
            name="同事",
            gender="1",
            birth=template.birth,
            unit=template.unit,
            title="科员",
            **prepared("同事"),
        )
        best = 1 if number < equal else 5
        result(of, twin, excellent=best, competent=10 - best)


@pytest.mark.parametrize(
    ("others", "equal", "opens"),
    [(9, 0, True), (8, 0, False), (9, 1, False), (19, 1, True), (19, 2, False)],
)
def test_the_bottom_is_ten_percent_of_enough_people(world, others, equal, opens):
    grade(world, "周雨晴", 2024, "2", on=date(2025, 1, 20))
    grade(world, "周雨晴", 2025, "2")
    ranked(world, "周雨晴", others=others, equal=equal)
    assert sweep(on=TODAY) == opens
    assert events() == ["bottom:2025"] * opens


@pytest.mark.parametrize("years", [("1", "2"), ("2", "1"), ("5", "2"), ("", "2"), ("2", "")])
def test_the_years_are_graded_in_a_row_and_none_is_excellent(world: World, years):
    for year, outcome in zip((2024, 2025), years, strict=True):
        if outcome:
            grade(world, "周雨晴", year, outcome)
    ranked(world, "周雨晴", others=9)
    assert sweep(on=TODAY) == 0


def test_no_bottom_at_nought_percent(world: World):
    city_figure("exit.bottom_percent", 0, date(2026, 1, 2))
    for year in (2024, 2025):
        grade(world, "周雨晴", year, "2")
    ranked(world, "周雨晴", others=99)
    assert sweep(on=TODAY) == 0


def test_the_bottom_follows_for_one_person_as_for_all(world: World):
    for year in (2024, 2025):
        grade(world, "周雨晴", year, "2")
    ranked(world, "周雨晴", others=9)
    follow([world.cadres["周雨晴"].pk], on=TODAY)
    assert events() == ["bottom:2025"]


def test_nothing_removes_a_person_by_itself(world: World):
    rated(world, "周雨晴", 100, on=COUNTED)
    sanction(world, "周雨晴")
    sweep(on=TODAY)
    assert world.stay("周雨晴").left_on is None
    assert set(RosterCase.objects.values_list("state", flat=True)) == {"opened"}
