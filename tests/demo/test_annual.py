"""Annual reports of the demonstration: last year's accepted, this year's on their way."""

from collections import Counter
from datetime import date

import pytest

from cadres.demo.scene import BUREAU
from policy.duties.models import Duty
from reporting.annual.differing import difference
from reporting.annual.models import AnnualReport, Comment, Filing, Opinion, Passage, ReportStep
from reporting.annual.reading import filed_of
from reporting.gathering.content import digest_of
from tests.demo.seeding import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
SEEDED = {"people": 400, "roster": 160, "units": 100, "reports": True}


def test_last_year_is_accepted_some_late_one_filed_twice():
    reports = AnnualReport.objects.filter(year=2025)
    assert reports.count() > 20
    assert set(reports.values_list("state", flat=True)) == {"accepted"}
    filings = Filing.objects.filter(report__year=2025)
    again = filings.get(number=2)
    first = filings.get(report=again.report_id, number=1)
    told = {one.cell for one in difference(filed_of(first), filed_of(again))}
    assert told and told <= {"part:5", "part:6"}
    assert 0 < filings.filter(is_late=True).count() < reports.count() / 5
    for filing in filings:
        assert filing.is_late == (filing.filed_on > _due(filing))
    assert not Opinion.objects.filter(report__year=2025, stand="").exists()


def _due(filing: Filing) -> date:
    report = filing.report
    return report.due_on if filing.number == 1 else report.refile_by


def test_this_year_is_on_its_way():
    states = Counter(AnnualReport.objects.filter(year=2026).values_list("state", flat=True))
    assert states["draft"] > states["filed"] > 0
    assert states["returned"] == 2
    assert states["accepted"] > 0
    bureau = AnnualReport.objects.get(year=2026, unit__short_name=BUREAU)
    assert bureau.state == "draft"
    assert Opinion.objects.filter(report=bureau, stand="").count() == 1
    assert any(one.is_own for one in Passage.objects.filter(report=bureau))
    returned = Comment.objects.filter(report__year=2026, report__state="returned")
    assert returned.count() == 6
    assert not returned.exclude(answer="").exists()


def test_nothing_is_of_a_day_that_has_not_come():
    assert not ReportStep.objects.filter(on__gt=ON).exists()
    assert not Filing.objects.filter(filed_on__gt=ON).exists()
    for report in AnnualReport.objects.exclude(filed_on=None):
        assert report.opened_on <= report.first_filed_on <= report.filed_on
        assert report.as_of <= report.filed_on


def test_what_was_filed_is_sealed_as_it_reads():
    for filing in Filing.objects.select_related("report"):
        assert digest_of(filing.sealed) == filing.digest
        whole = filed_of(filing)
        assert whole.year == filing.report.year
        assert {one.cadre for one in whole.opinions} == set(whole.content.people)
        assert all(one.reason for one in whole.opinions if one.stand != "keep")


def test_what_is_owed_follows():
    rows = Duty.objects.filter(rule__startswith="report.").existing(ON).unfinished(ON)
    owed = Counter(rows.values_list("rule", flat=True))
    drafts = AnnualReport.objects.filter(year=2026, state="draft").count()
    assert owed["report.file"] + owed["report.file_county"] == drafts
    assert owed["report.refile"] == 2
    filed = AnnualReport.objects.filter(year=2026, state="filed").count()
    assert owed["report.review"] + owed["report.review_county"] == filed
