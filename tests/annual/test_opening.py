"""Opening reports: whom for, by when, all at once, and again."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.choices import RosterStatus
from cadres.roster.models import RosterEntry
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed
from core.units.models import Unit
from policy.parameters.models import Parameter, ParameterValue
from reporting.annual import services
from reporting.annual.choices import Part
from reporting.annual.models import AnnualReport, Opinion, Passage
from tests.annual.making import BUREAU, COUNTY, OPENED, TOWN, YEAR, opened, report, said


def open_all(world, actor=None, year=YEAR, on=OPENED, **more):
    return services.open_reports(actor=actor or world.city, year=year, on=on, **more)


def names(reports) -> set[str]:
    return {one.unit.short_name for one in reports}


def test_counties_and_whoever_had_people_in_the_year_report(world):
    """曾可欣 left in May: her bureau reports; the county of 欧阳雪, who never was on it, too."""
    counties = set(Unit.objects.filter(kind="county").values_list("short_name", flat=True))
    made = open_all(world)
    assert names(made) == counties | {BUREAU, "市科技局", TOWN}
    RosterEntry.objects.filter(cadre__unit=world.named["市科技局"]).update(
        entered_on=date(2024, 1, 1),
        left_on=date(2025, 12, 31),
        status=RosterStatus.REMOVED,
        exit_ground="7",
    )
    AnnualReport.objects.all().delete()
    assert "市科技局" not in names(open_all(world))


def test_a_report_is_filled_from_the_records(world):
    one = opened(world)
    people = set(Opinion.objects.filter(report=one).values_list("cadre__name", "stand", "version"))
    assert people == {("周雨晴", "", 1), ("陈思远", "", 1)}
    passages = Passage.objects.filter(report=one)
    assert [passage.part for passage in passages] == list(Part)
    assert all(passage.text == passage.drafted and passage.text for passage in passages)
    assert one.content["people"] and one.as_of == OPENED and one.opened_on == OPENED
    assert (one.version, one.state, one.changed_by) == (1, "draft", world.city)
    row = AuditEntry.objects.filter(subject="annualreport", subject_id=str(one.pk)).get()
    assert row.detail == {"操作": "布置年度报告", "期限": "2026-12-20"}


def test_opening_again_adds_only_what_is_missing(world):
    one = opened(world)
    said(world)
    before = AnnualReport.objects.values().get(pk=one.pk)
    made = open_all(world)
    assert BUREAU not in names(made) and TOWN in names(made)
    assert open_all(world) == []
    assert AnnualReport.objects.values().get(pk=one.pk) == before


def test_a_year_that_is_over_speaks_of_its_last_day(world):
    (one,) = open_all(world, on=date(2027, 1, 15), units=[world.named[BUREAU]])
    one = report(world)
    assert one.as_of == date(2026, 12, 31) and one.content["on"] == "2026-12-31"
    with pytest.raises(DomainError, match="2027 年度还不能布置"):
        open_all(world, year=2027)


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "nobody"])
def test_departments_alone_open_reports(world, who):
    with pytest.raises(NotAllowed, match="由组织部门布置"):
        open_all(world, actor=world.users[who])


def test_a_county_opens_those_of_its_units_alone(world):
    assert names(open_all(world, actor=world.county)) == {TOWN}
    with pytest.raises(NotAllowed, match="青川县的年度报告不由您的部门接收"):
        open_all(world, actor=world.county, units=[world.named[COUNTY]])
    with pytest.raises(NotAllowed, match="市科技局"):
        open_all(world, actor=world.county, units=[world.named["市科技局"]])


def test_units_that_do_not_report_are_named(world):
    city = Unit.objects.get(depth=1)
    with pytest.raises(DomainError, match="清河市不单独上报年度报告"):
        open_all(world, units=[city])


def test_a_county_with_a_longer_lead_has_its_own_days(world):
    parameter = Parameter.objects.get(key="report.county_lead_days")
    ParameterValue.objects.create(
        parameter=parameter, unit=world.named[COUNTY], value=10, since=date(2026, 1, 1)
    )
    opened(world, TOWN, COUNTY)
    assert report(world, TOWN).due_on == date(2026, 12, 10)
    assert report(world, COUNTY).due_on == date(2026, 12, 20)


def test_the_number_of_statements_does_not_grow_with_the_units(world):
    def statements(places):
        units = [world.named[place] for place in places]
        with CaptureQueriesContext(
            connection,
        ) as caught:
            open_all(world, units=units)
        return len(caught)

    open_all(world, units=[world.named["市科技局"]])  # what is read once
    few = statements([BUREAU])
    assert statements([TOWN, COUNTY, "马渡镇", "清溪镇"]) == few


def test_next_years_report_begins_with_the_name_that_was_said_last(world):
    names_of = {2023: "中共清河市交通局党组", 2024: "中共清河市交通运输局党组", 2025: ""}
    bureau = world.named[BUREAU]
    for year, issuer in names_of.items():
        AnnualReport.objects.create(
            year=year, unit=bureau, collector=world.named["清河市"], opened_on=OPENED,
            due_on=OPENED, as_of=OPENED, issuer=issuer,
        )  # fmt: skip
    assert opened(world).issuer == "中共清河市交通运输局党组"
    assert opened(world, COUNTY).issuer == ""
