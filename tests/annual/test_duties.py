"""What is owed about reports: filing, mending, reviewing; by whom, until when, and when no more."""

from datetime import date, timedelta

import pytest

from core.errors import DomainError
from core.units.models import Unit
from policy.duties.models import Duty
from policy.duties.refreshing import refresh
from policy.duties.rule import all_rules
from reporting.annual import services
from reporting.annual.duties import RULES, report_of
from reporting.annual.guards import offered
from reporting.annual.models import Comment
from tests.annual.making import (
    BUREAU,
    COUNTY,
    ON,
    TOWN,
    filed,
    opened,
    report,
    returned,
    secretary_of,
)


def owed(world, place=BUREAU) -> dict:
    """Rule to the duties about a unit, the first due first."""
    found: dict = {}
    rows = Duty.objects.filter(rule__startswith="report.", subject=world.named[place].pk)
    for duty in rows.select_related("unit").order_by("due_on", "pk"):
        found.setdefault(duty.rule, []).append(duty)
    return found


def one(duties: dict, rule: str) -> Duty:
    (duty,) = duties[rule]
    return duty


def test_opening_makes_a_unit_owe_its_report(world):
    opened(world, BUREAU, COUNTY, TOWN)
    duty = one(owed(world), "report.file")
    assert (duty.period, duty.state, duty.unit) == ("2026", "open", world.named[BUREAU])
    assert (duty.opened_on, duty.due_on) == (date(2026, 12, 1), date(2026, 12, 20))
    assert Duty.objects.owed_by(world.secretary).filter(pk=duty.pk).exists()
    assert Duty.objects.owed_by(world.clerk).filter(pk=duty.pk).exists()
    assert not Duty.objects.owed_by(world.city).filter(pk=duty.pk).exists()
    county = one(owed(world, COUNTY), "report.file_county")
    assert Duty.objects.owed_by(world.county).filter(pk=county.pk).exists()
    assert one(owed(world, TOWN), "report.file").due_on == date(2026, 12, 15)


def test_filing_is_done_and_has_to_be_reviewed(world):
    filing = filed(world)
    duties = owed(world)
    done = one(duties, "report.file")
    assert (done.state, done.done_on, done.evidence) == ("done", ON, filing.report_id)
    look = one(duties, "report.review")
    city = Unit.objects.get(depth=1)
    assert (look.unit, look.state, look.opened_on) == (city, "open", ON)
    assert look.due_on == ON + timedelta(days=15)
    assert report_of(look.period) == filing.report_id and look.period.endswith("-1")
    assert Duty.objects.owed_by(world.city).filter(pk=look.pk).exists()
    accepted = report(world)
    services.accept(actor=world.city, report=accepted, seen=accepted.version, on=ON)
    look = one(owed(world), "report.review")
    assert (look.state, look.done_on, look.evidence) == ("done", ON, filing.report_id)


def test_a_county_reviews_its_units_and_owes_its_own(world):
    opened(world, COUNTY, TOWN)
    filed(world, TOWN)
    look = one(owed(world, TOWN), "report.review_county")
    assert look.unit == world.named[COUNTY]
    assert Duty.objects.owed_by(world.county).filter(pk=look.pk).exists()
    assert "report.review" not in owed(world, TOWN)
    filed(world, COUNTY)
    assert one(owed(world, COUNTY), "report.review").unit.depth == 1


def test_what_was_taken_back_is_owed_again_and_reviewed_no_more(world):
    filing = filed(world)
    held = report(world)
    services.withdraw(actor=world.secretary, report=held, seen=held.version, on=ON)
    duties = owed(world)
    assert one(duties, "report.file").state == "open"
    assert one(duties, "report.review").state == "withdrawn"
    again = filed(world, on=ON + timedelta(days=1))
    assert (filing.number, again.number) == (1, 2)
    duties = owed(world)
    assert one(duties, "report.file").done_on == ON + timedelta(days=1)
    assert [duty.state for duty in duties["report.review"]] == ["withdrawn", "open"]
    assert "report.refile" not in duties


def test_each_return_is_owed_by_its_own_day_and_proved_by_the_next_filing(world):
    returned(world)
    duties = owed(world)
    assert one(duties, "report.review").state == "done"
    mend = one(duties, "report.refile")
    assert (mend.state, mend.opened_on, mend.due_on) == ("open", ON, ON + timedelta(days=5))
    assert mend.unit == world.named[BUREAU]
    late = ON + timedelta(days=6)
    held = report(world)
    services.refresh(actor=world.secretary, report=held, on=late)
    services.answer(actor=world.secretary, comment=Comment.objects.get(), words="已改", on=late)
    again = filed(world, on=late)
    assert again.is_late and again.number == 2
    duties = owed(world)
    mend = one(duties, "report.refile")
    assert (mend.state, mend.done_on, mend.evidence) == ("done", late, again.report_id)
    assert [duty.state for duty in duties["report.review"]] == ["done", "open"]
    held = report(world)
    services.withdraw(actor=world.secretary, report=held, seen=held.version, on=late)
    assert one(owed(world), "report.refile").state == "open"
    assert one(owed(world), "report.file").state == "done"  # it was filed once, and returned
    filed(world, on=late)
    held = report(world)
    services.give_back(actor=world.city, report=held, seen=held.version, words="再改", on=late)
    first, second = owed(world)["report.refile"]
    assert (first.state, second.state) == ("done", "open")
    assert (first.due_on, second.due_on) == (ON + timedelta(days=5), late + timedelta(days=5))


def test_a_report_that_is_taken_up_again_is_owed_again(world):
    filed(world)
    held = report(world)
    services.accept(actor=world.city, report=held, seen=held.version, on=ON)
    held = report(world)
    services.reopen(actor=world.city, report=held, seen=held.version, words="有误", on=ON)
    duties = owed(world)
    assert one(duties, "report.refile").state == "open"
    assert one(duties, "report.review").state == "done"


def test_the_nightly_run_finds_nothing_to_change(world):
    returned(world)
    opened(world, COUNTY, TOWN)
    before = list(Duty.objects.filter(rule__startswith="report.").order_by("pk").values())
    tallies = refresh(on=ON, rules=RULES, whole=True)
    assert {tally.fault for tally in tallies.values()} == {""}
    after = list(Duty.objects.filter(rule__startswith="report.").order_by("pk").values())
    assert after == before and len(before) == 5


def test_the_rules_are_said_in_words_of_the_clause(world, client_for):
    assert [rule.name for rule in all_rules().values() if rule.clause == "3.3.5"] == [
        rule.name for rule in RULES
    ]
    page = client_for(world.city).get("/plan/").content.decode()
    assert "每年 12月20日以前" in page


def abolish(world, place, on) -> None:
    """As when all its people were moved away."""
    world.cadres["李明朗"].change(actor=None, seen=None, unit=world.named[BUREAU])
    world.cadres["单文静"].change(actor=None, seen=None, unit=world.named[BUREAU])
    Unit.objects.filter(pk=world.named[place].pk).update(abolished_on=on)


def test_a_unit_abolished_before_the_opening_is_told_by_whoever_took_over(world):
    abolish(world, "市科技局", date(2026, 6, 1))
    with pytest.raises(DomainError, match="市科技局不单独上报年度报告"):
        opened(world, "市科技局")
    held = opened(world)
    assert held.opinions.filter(cadre=world.cadres["李明朗"]).exists()


def test_a_unit_abolished_after_the_opening_files_no_more_and_the_page_says_so(world):
    held = opened(world, "市科技局", BUREAU)
    abolish(world, "市科技局", date(2026, 12, 5))
    held = report(world, "市科技局")
    secretary = secretary_of(world, "市科技局")
    for verb in ("file", "write", "refresh"):
        given = {"actor": secretary, "report": held, "on": ON}
        if verb == "file":
            given["seen"] = held.version
        if verb == "write":
            given |= {"part": 1, "text": "x", "seen": 1}
        with pytest.raises(DomainError, match="已于 2026-12-05 撤销，不再上报"):
            getattr(services, verb)(**given)
    assert offered(held, secretary) == () and offered(held, world.city) == ()
    refresh(on=ON, rules=RULES, whole=True)
    gone = one(owed(world, "市科技局"), "report.file")
    assert (gone.state, gone.withdrawn_on) == ("withdrawn", date(2026, 12, 5))
    done = services.refresh(actor=world.secretary, report=report(world), on=ON)
    assert done.came == ("李明朗",)


def test_a_filed_report_of_a_unit_that_was_abolished_is_still_taken_in(world):
    filed(world, "市科技局")
    abolish(world, "市科技局", ON)
    held = report(world, "市科技局")
    held = services.accept(
        actor=world.city, report=held, seen=held.version, on=ON + timedelta(days=1)
    )
    assert held.state == "accepted"
