"""What happens beside the straight way: units that move or go, pages that are out of date."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.choices import RosterStatus
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.errors import DomainError, Stale
from core.units.models import Unit
from core.units.services import move
from policy.notices.models import Nudge
from reporting.annual import api, services
from reporting.annual.choices import ReportState, ReportVerb
from reporting.annual.guards import offered
from reporting.annual.models import Comment
from reporting.annual.nudging import nudge
from reporting.annual.openable import offers
from reporting.annual.page import shown_report
from reporting.annual.reading import whole_for
from reporting.annual.tag import tag_of
from tests.annual.making import (
    BUREAU,
    COUNTY,
    ON,
    OPENED,
    YEAR,
    filed,
    opened,
    report,
    returned,
    said,
    secretary_of,
)
from tests.annual.test_rest import address, program

AGAIN = date(2026, 12, 12)


def answered(world) -> None:
    """Everything that was said of the cells of the bureau's report."""
    for one in Comment.objects.filter(report=report(world)):
        services.answer(actor=world.secretary, comment=one, words="已改", on=AGAIN)


def test_what_was_returned_filed_and_taken_back_is_due_as_it_was_told_then(world):
    told = returned(world).refile_by
    answered(world)
    filed(world, on=AGAIN)
    one = report(world)
    one = services.withdraw(actor=world.secretary, report=one, seen=one.version, on=AGAIN)
    assert one.state == ReportState.DRAFT and told < one.due_on
    assert report(world).owed_by == told
    done = nudge(actor=world.city, reports=[report(world)], on=AGAIN)
    assert done.units == 1
    assert Nudge.objects.get(unit=world.named[BUREAU]).rule == "report.refile"


def test_nothing_is_filed_that_changed_since_it_was_read(world):
    opened(world)
    one = said(world)
    tag = tag_of(one)
    given = {"actor": world.secretary, "report": one, "seen": one.version, "on": ON}
    services.write(actor=world.clerk, report=one, part=1, text="又改了。", seen=1, on=ON)
    with pytest.raises(Stale, match="有人改过报告的内容，没有上报"):
        services.file(tag=tag, **given)
    assert report(world).state == ReportState.DRAFT
    filing = services.file(tag=tag_of(report(world)), **given)
    assert filing.sealed["words"][0] == [1, "又改了。"]


def test_the_last_look_brings_its_tag_along(world, client_for):
    opened(world)
    one = said(world)
    client, url = client_for(world.secretary), reverse("annual:file", args=[one.pk])
    tag = client.get(url).context["form"]["tag"].value()
    services.write(actor=world.clerk, report=one, part=1, text="又改了。", seen=1, on=ON)
    answer = client.post(url, {"seen": one.version, "tag": tag})
    assert answer.status_code == 409 and "有人改过报告的内容" in answer.content.decode()
    again = answer.context["form"]["tag"].value()
    assert report(world).state == ReportState.DRAFT and again == tag


def test_a_program_that_read_while_somebody_wrote_is_told_so(world, monkeypatch):
    one, usual = opened(world), api.whole_for

    def meanwhile(*args):
        whole = usual(*args)
        services.write(actor=world.clerk, report=one, part=1, text="其间改的。", seen=1, on=ON)
        return whole

    monkeypatch.setattr(api, "whole_for", meanwhile)
    answer = program(world).get(address(one))
    assert answer.json()["words"][0]["source"] != "其间改的。"
    assert answer["ETag"] != f'"{tag_of(report(world))}"'


def test_a_moved_unit_files_with_whoever_it_stands_below_then(world):
    place = "市科技局"
    opened(world, place)
    said(world, place)
    unit, county = world.named[place], world.named[COUNTY]
    move(actor=world.city, unit=unit, seen=unit.version, parent=county, on=date(2026, 12, 5))
    secretary, one = secretary_of(world, place), report(world, place)
    given = {"actor": secretary, "report": one, "on": ON}
    with pytest.raises(services.Contradicts, match="已划归青川县，报告的接收单位还是清河市"):
        services.file(seen=one.version, **given)
    done = services.refresh(**given).report
    assert done.collector == county
    filing = services.file(seen=done.version, **given)
    assert filing.sealed["collector_name"] == county.name
    assert ReportVerb.ACCEPT in offered(report(world, place), world.county)
    one = services.accept(actor=world.county, report=one, seen=report(world, place).version, on=ON)
    assert one.state == ReportState.ACCEPTED


def test_nothing_goes_back_to_a_unit_that_is_no_more(world):
    place = "市科技局"
    filed(world, place)
    Unit.objects.filter(pk=world.named[place].pk).update(abolished_on=ON)
    one = report(world, place)
    given = {"actor": world.city, "report": one, "on": ON}
    assert offered(one, world.city) == (ReportVerb.ACCEPT,)
    with pytest.raises(DomainError, match="退回后没有单位修改"):
        services.give_back(seen=one.version, words="请改", **given)
    one = services.accept(seen=one.version, **given)
    assert offered(one, world.city) == ()
    with pytest.raises(DomainError, match="退回后没有单位修改"):
        services.reopen(seen=one.version, words="请改", **given)


@pytest.mark.parametrize(("day", "reports"), [((2025, 12, 31), False), ((2026, 1, 1), True)])
def test_whoever_left_on_new_years_day_makes_his_unit_report(world, day, reports):
    place = "市科技局"
    RosterEntry.objects.filter(cadre__unit=world.named[place]).update(
        entered_on=date(2024, 1, 1),
        left_on=date(*day),
        status=RosterStatus.REMOVED,
        exit_ground="7",
    )
    (offer,) = [one for one in offers(world.city, YEAR, ON) if one.unit.short_name == place]
    made = services.open_reports(actor=world.city, year=YEAR, on=OPENED)
    assert offer.is_new is reports
    assert (place in {one.unit.short_name for one in made}) is reports


def test_what_was_said_of_the_secretary_is_not_told_to_him_by_a_refusal(world):
    person = world.cadres["陈思远"]
    one = returned(world, **{f"opinion_{person.pk}": "此人另有问题"})
    Cadre.objects.filter(pk=person.pk).update(account=world.secretary)
    with pytest.raises(services.Contradicts) as refused:
        services.file(actor=world.secretary, report=one, seen=one.version, on=ON)
    assert "此人另有问题" not in str(refused.value)
    assert "涉及您不能查看的内容" in str(refused.value)


def test_explanations_of_a_filing_are_those_that_it_was_filed_with(world):
    filed(world)
    one = report(world)
    services.give_back(actor=world.city, report=one, seen=one.version, words="再核", on=ON)
    one = report(world)
    services.explain(actor=world.secretary, report=one, check="units", words="另一个说法。", on=ON)
    filing = one.filings.get()
    told = shown_report(one, world.city, ON, filing)["explanations"]
    assert {item["words"] for item in told} == {"已安排补谈。", "文号待编。"}
    assert "另一个说法。" in dict(whole_for(world.city, one).explanations).values()


def test_two_who_mend_a_returned_report_do_not_write_over_each_other(world, client_for):
    one = returned(world)
    url = reverse("annual:edit", args=[one.pk])
    seen = one.passages.get(part=3).version
    data = {"do": "save", "seen-part-3": str(seen), "was-part-3": one.passages.get(part=3).text}
    first = client_for(world.clerk).post(url, data | {"part-3": "经办人改的。"})
    assert first.status_code == 302
    slower = client_for(world.secretary).post(url, data | {"part-3": "书记改的。"})
    assert slower.status_code == 409
    assert "书记改的。" in slower.content.decode()  # what was typed is not lost
    assert one.passages.get(part=3).text == "经办人改的。"
