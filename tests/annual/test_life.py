"""The life of a report: every verb in every state, who may, late or in time, sealed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from core.audit.models import AuditEntry
from core.choices import Role
from core.errors import DomainError, NotAllowed, Stale
from reporting.annual import services
from reporting.annual.choices import ReportState, ReportVerb
from reporting.annual.flow import REPORT_FLOW
from reporting.annual.guards import offered
from reporting.annual.models import AnnualReport, Comment, Filing, ReportStep
from reporting.annual.reading import filed_of, whole_of
from reporting.annual.standing import Timing, timing
from reporting.gathering.content import digest_of
from tests.annual.making import (
    BUREAU,
    COUNTY,
    ON,
    TOWN,
    filed,
    granted,
    opened,
    report,
    returned,
    said,
    secretary_of,
)

# What each verb leads to, by hand; every pair that is not here is refused.
LIFE = {
    ("draft", "edit"): "draft",
    ("draft", "refresh"): "draft",
    ("draft", "file"): "filed",
    ("filed", "withdraw"): "draft",
    ("filed", "return"): "returned",
    ("filed", "accept"): "accepted",
    ("returned", "edit"): "returned",
    ("returned", "refresh"): "returned",
    ("returned", "file"): "filed",
    ("accepted", "reopen"): "returned",
}


def in_state(world, state: str) -> AnnualReport:
    """A report of the bureau, brought there by its verbs; nothing was said of a filed one."""
    match state:
        case "draft":
            opened(world)
            return said(world)
        case "filed":
            filed(world)
        case "returned":
            one = returned(world)
            for comment in Comment.objects.filter(report=one):
                services.answer(actor=world.secretary, comment=comment, words="已补充。", on=ON)
        case "accepted":
            one = filed(world).report
            one.refresh_from_db()
            services.accept(actor=world.city, report=one, seen=one.version, on=ON)
    return report(world)


def do(world, verb: str, one: AnnualReport):
    """A verb by whoever does it."""
    seen = {"report": one, "seen": one.version, "on": ON}
    match verb:
        case "edit":
            return services.none_to_add(actor=world.clerk, report=one, is_none=True, on=ON)
        case "refresh":
            return services.refresh(actor=world.clerk, report=one, on=ON)
        case "file":
            return services.file(actor=world.secretary, **seen)
        case "withdraw":
            return services.withdraw(actor=world.secretary, **seen)
        case "return":
            return services.give_back(actor=world.city, words="请修改。", **seen)
        case "accept":
            return services.accept(actor=world.city, **seen)
        case _:
            return services.reopen(actor=world.city, words="数据有误。", **seen)


@pytest.mark.parametrize("state", ReportState.values)
def test_every_verb_in_every_state(world, state):
    one = in_state(world, state)
    assert one.state == state
    for verb in ReportVerb.values:
        with transaction.atomic():
            if (state, verb) in LIFE:
                do(world, verb, one)
                assert report(world).state == LIFE[state, verb]
            else:
                with pytest.raises(DomainError, match="年度报告现在是"):
                    do(world, verb, one)
                assert report(world).state == state
            transaction.set_rollback(True)


def test_the_table_is_the_one_above():
    table = {
        (str(state), str(verb)): str(step.to) for (state, verb), step in REPORT_FLOW.table.items()
    }
    assert table == LIFE


BUTTONS = {
    "draft": {"secretary": "edit refresh file", "clerk": "edit refresh"},
    "filed": {"secretary": "withdraw", "city": "return accept"},
    "returned": {"secretary": "edit refresh file", "clerk": "edit refresh"},
    "accepted": {"city": "reopen"},
}


@pytest.mark.parametrize("state", ReportState.values)
def test_the_buttons_of_each_role(world, state):
    one = in_state(world, state)
    for who in ("city", "county", "secretary", "clerk", "cadre", "auditor", "nobody"):
        expected = BUTTONS[state].get(who, "").split()
        assert list(offered(one, world.users[who])) == expected, who


def test_a_county_writes_its_own_report_and_the_city_takes_it_in(world):
    opened(world, COUNTY, TOWN)
    own, town = report(world, COUNTY), report(world, TOWN)
    assert own.collector.short_name == "清河市" and town.collector.short_name == COUNTY
    assert offered(own, world.county) == ("edit", "refresh", "file")
    assert offered(town, world.county) == ()
    with pytest.raises(NotAllowed, match="您不能代办"):
        services.write(actor=world.county, report=town, part=1, text="x", seen=1, on=ON)
    filed(world, TOWN)
    town = report(world, TOWN)
    assert set(offered(town, world.county)) == {"return", "accept"}
    accepted = services.accept(actor=world.county, report=town, seen=town.version, on=ON)
    assert accepted.state == "accepted" and accepted.accepted_on == ON
    filed(world, COUNTY)
    own = report(world, COUNTY)
    assert set(offered(own, world.county)) == {"withdraw"}
    with pytest.raises(NotAllowed, match="由清河市组织部门接收"):
        services.accept(actor=world.county, report=own, seen=own.version, on=ON)
    assert services.accept(actor=world.city, report=own, seen=own.version, on=ON)


@pytest.mark.parametrize("who", ["city", "county", "cadre", "auditor", "sysadmin", "nobody"])
def test_others_write_and_file_nothing(world, who):
    one = opened(world)
    given = {"actor": world.users[who], "report": one, "on": ON}
    with pytest.raises(NotAllowed):
        services.write(part=1, text="x", seen=1, **given)
    with pytest.raises(NotAllowed):
        services.keep_rest(**given)
    with pytest.raises(NotAllowed):
        services.refresh(**given)
    with pytest.raises(NotAllowed):
        services.file(seen=one.version, **given)


def test_a_clerk_writes_but_does_not_file(world):
    opened(world)
    one = said(world, actor=world.clerk)
    with pytest.raises(NotAllowed, match="您的角色不能"):
        services.file(actor=world.clerk, report=one, seen=one.version, on=ON)


def test_filing_seals_everything_with_its_digest(world):
    opened(world)
    one = said(world)
    whole = whole_of(one)
    filing = services.file(actor=world.secretary, report=one, seen=one.version, on=ON)
    filing.refresh_from_db()
    assert filing.number == 1 and not filing.is_late and filing.filed_by == world.secretary
    assert filing.sealed == whole.as_json()
    assert filing.digest == digest_of(filing.sealed) and len(filing.digest) == 64
    assert filed_of(filing).opinions == whole.opinions
    one = report(world)
    assert (one.state, one.filed_on, one.first_filed_on) == ("filed", ON, ON)
    last = ReportStep.objects.filter(report=one).last()
    assert (last.verb, last.on, last.done_by) == ("file", ON, world.secretary)
    row = (
        AuditEntry.objects.filter(subject="annualreport", subject_id=str(one.pk))
        .order_by("pk")
        .last()
    )
    assert row.detail["摘要"] == filing.digest


def test_what_was_filed_never_changes(world):
    filing = filed(world)
    before = Filing.objects.values().get(pk=filing.pk)
    world.cadres["周雨晴"].change(actor=None, seen=None, name="周改名", title="别的职务")
    for change in ("UPDATE reporting_filing SET is_late = true", "DELETE FROM reporting_filing"):
        with (
            pytest.raises(IntegrityError, match="not changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    assert Filing.objects.values().get(pk=filing.pk) == before
    assert "周雨晴" in str(filed_of(filing).opinions)


def test_filing_twice_is_refused_by_version_and_by_flow(world):
    opened(world)
    one = said(world)
    services.file(actor=world.secretary, report=one, seen=one.version, on=ON)
    with pytest.raises(DomainError, match="现在是“已上报”"):
        services.file(actor=world.secretary, report=one, seen=one.version, on=ON)
    one = report(world)
    services.withdraw(actor=world.secretary, report=one, seen=one.version, on=ON)
    with pytest.raises(Stale):
        services.file(actor=world.secretary, report=one, seen=one.version, on=ON)
    assert Filing.objects.count() == 1


@pytest.mark.parametrize(("day", "late"), [(20, False), (21, True), (31, True)])
def test_after_its_day_a_report_is_late_and_says_so(world, day, late):
    one = opened(world)
    assert one.due_on == date(2026, 12, 20)
    on = date(2026, 12, day)
    one = services.refresh(actor=world.secretary, report=one, on=on).report
    filing = filed(world, on=on)
    assert filing.is_late is late
    found = AnnualReport.objects.annotate(timing=timing(on)).get(pk=one.pk)
    assert found.timing == (Timing.LATE if late else Timing.IN_TIME)
    words = ReportStep.objects.filter(report=one, verb="file").get().words
    assert words == ("第 1 次上报" + (f"，逾期 {day - 20} 天" if late else ""))


def test_units_of_a_county_are_due_before_it(world):
    opened(world, COUNTY, TOWN)
    assert report(world, TOWN).due_on == report(world, COUNTY).due_on - timedelta(days=5)


def test_a_returned_report_is_due_by_its_own_day(world):
    one = returned(world)
    assert one.state == "returned" and one.returned_on == ON
    assert one.refile_by == ON + timedelta(days=5)
    for on, late in ((one.refile_by, False), (one.refile_by + timedelta(days=1), True)):
        with transaction.atomic():
            services.refresh(actor=world.secretary, report=one, on=on)
            services.answer(
                actor=world.secretary, comment=Comment.objects.get(), words="已改。", on=on
            )
            again = report(world)
            filing = services.file(actor=world.secretary, report=again, seen=again.version, on=on)
            assert (filing.number, filing.is_late) == (2, late)
            assert report(world).first_filed_on == ON
            transaction.set_rollback(True)


def test_nothing_is_taken_back_once_something_was_said(world):
    one = filed(world).report
    services.comment(actor=world.city, report=one, cell="part:2", words="太短。", on=ON)
    one = report(world)
    with pytest.raises(DomainError, match="已对这份报告提出审核意见"):
        services.withdraw(actor=world.secretary, report=one, seen=one.version, on=ON)
    services.uncomment(actor=world.city, comment=Comment.objects.get(), on=ON)
    services.withdraw(actor=world.secretary, report=one, seen=one.version, on=ON)
    one = report(world)
    assert (one.state, one.filed_on, one.first_filed_on) == ("draft", None, None)


def test_comments_are_about_cells_that_there_are_and_answered_by_the_unit(world):
    one = filed(world).report
    key = world.cadres["周雨晴"].pk
    for cell in ("part:8", "figure:nothing", "table:x", "opinion:999999", "opinion:x", "", "x"):
        with pytest.raises(ValidationError, match="没有这个位置"):
            services.comment(actor=world.city, report=one, cell=cell, words="x", on=ON)
    with pytest.raises(ValidationError, match="请写明审核意见"):
        services.comment(actor=world.city, report=one, cell="head", words=" ", on=ON)
    with pytest.raises(NotAllowed):
        services.comment(actor=world.county, report=one, cell="head", words="x", on=ON)
    with pytest.raises(NotAllowed):
        services.comment(actor=world.secretary, report=one, cell="head", words="x", on=ON)
    made = services.comment(
        actor=world.city, report=one, cell=f"opinion:{key}", words="理由不足。", on=ON
    )
    with pytest.raises(DomainError, match="现在是“已上报”"):
        services.answer(actor=world.secretary, comment=made, words="改了。", on=ON)
    one = report(world)
    services.give_back(actor=world.city, report=one, seen=one.version, words="", on=ON)
    with pytest.raises(ValidationError, match="请写明怎样修改"):
        services.answer(actor=world.secretary, comment=made, words="", on=ON)
    made = services.answer(actor=world.clerk, comment=made, words="已补充理由。", on=ON)
    assert (made.answer, made.answered_by) == ("已补充理由。", world.clerk)
    assert made.answered_at is not None


def test_returning_says_why(world):
    one = filed(world).report
    one = report(world)
    with pytest.raises(ValidationError, match="请写明退回的原因"):
        services.give_back(actor=world.city, report=one, seen=one.version, words=" ", on=ON)
    with pytest.raises(Stale):
        services.give_back(actor=world.city, report=one, seen=one.version - 1, words="x", on=ON)


def test_many_are_accepted_and_one_that_cannot_be_stops_nobody(world):
    opened(world, BUREAU, "市科技局")
    filed(world)
    both = [report(world), report(world, "市科技局")]
    seen = {one.pk: one.version for one in both}
    found = services.accept_many(actor=world.city, reports=both, seen=seen, on=ON)
    assert [one.unit.short_name for one in found.done] == [BUREAU]
    ((refused, why),) = found.refused
    assert refused.unit.short_name == "市科技局" and "现在是“草稿”" in why
    assert report(world).state == "accepted" and report(world, "市科技局").state == "draft"


def test_an_accepted_report_is_taken_up_again_for_a_reason(world):
    one = in_state(world, "accepted")
    with pytest.raises(ValidationError, match="请写明重新办理的原因"):
        services.reopen(actor=world.city, report=one, seen=one.version, words="", on=ON)
    one = services.reopen(actor=world.city, report=one, seen=one.version, words="数据有误", on=ON)
    assert (one.state, one.accepted_on, one.returned_on) == ("returned", None, ON)


def test_a_secretary_above_writes_for_a_unit_below(world):
    """Scope is a subtree: the secretary of a bureau answers for what lies below it."""
    opened(world, TOWN)
    one = report(world, TOWN)
    above = granted(world, "above", Role.UNIT_SECRETARY, COUNTY)
    assert "edit" in offered(one, above)
    assert "edit" in offered(one, secretary_of(world, TOWN))
