"""Annual reports of the demonstration: last year's accepted, this year's on their way."""

from collections import Counter
from contextlib import nullcontext
from datetime import date

import pytest
from django.db.models import F, OuterRef

from cadres.demo.scene import BUREAU
from cadres.feed.models import Departure
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.months import dotted
from policy.duties.models import Duty
from reporting.annual.differing import difference
from reporting.annual.models import AnnualReport, Comment, Filing, Opinion, Passage, ReportStep
from reporting.annual.reading import filed_of
from reporting.annual.stale import changes
from reporting.demo.past import files_of
from reporting.gathering.content import digest_of
from reporting.gathering.gathering import gather
from rotation.postings.models import Posting
from tests.demo.seeding import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
SEEDED = {"people": 400, "roster": 160, "units": 100, "reports": True}
# Columns of the roster: when somebody joined the Party, took up his post, came onto the roster.
MONTHS, TITLE = (5, 10, 11), 8


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


def test_what_was_sealed_is_what_the_records_say():
    """As of its day; of last year's as files were then."""
    differing = []
    for year in (2025, 2026):
        reports = list(AnnualReport.objects.filter(year=year).select_related("unit"))
        day = reports[0].as_of
        with files_of(day) if year < ON.year else nullcontext():
            now = gather([one.unit for one in reports], year, day)
        for filing in Filing.objects.filter(report__in=reports).select_related("report__unit"):
            unit = filing.report.unit
            found = changes(filed_of(filing).content, now[unit.pk])
            differing += [(year, unit.short_name, one.label, one.old, one.new) for one in found]
    assert not differing


def test_nobody_is_told_of_what_came_after():
    late = []
    for filing in Filing.objects.all():
        whole = filed_of(filing)
        last = dotted(filing.filed_on)
        rows = whole.content.tables["roster"].rows
        late += [row.cells for row in rows if max(row.cells[place] for place in MONTHS) > last]
        titles = {row.cadre: row.cells[TITLE] for row in rows}
        assert {one.cadre: one.title for one in whole.opinions} == titles
    assert not late


def test_files_are_again_as_they_were():
    main = Posting.objects.held().filter(is_main=True, ended_on=None, cadre=OuterRef("pk"))
    rows = Cadre.objects.annotate(line=main.values("line")[:1], at=main.values("unit")[:1])
    assert not rows.exclude(title=F("line"), unit=F("at")).exists()
    assert not Departure.objects.exists()
    apart = RosterEntry.objects.exclude(
        unit=F("cadre__unit"), unit_path=F("cadre__unit_path"), post_since=F("cadre__post_since")
    )
    assert not apart.exists()


def test_talks_are_told_of_both_years():
    for year in (2025, 2026):
        for filing in Filing.objects.filter(report__year=year):
            content = filed_of(filing).content
            if year == 2026:
                assert bool(content.value("talks.covered")) == (content.value("talks.held") != "0")
    held = [
        filed_of(one).content.value("talks.held")
        for one in Filing.objects.filter(report__year=2025)
    ]
    assert held.count("0") < len(held) / 10
    told = Passage.objects.filter(report__state="accepted", text__contains="谈心谈话")
    assert told.exists() and not told.filter(text__contains="上年0人次").exists()


def test_what_is_owed_follows():
    rows = Duty.objects.filter(rule__startswith="report.").existing(ON).unfinished(ON)
    owed = Counter(rows.values_list("rule", flat=True))
    drafts = AnnualReport.objects.filter(year=2026, state="draft").count()
    assert owed["report.file"] + owed["report.file_county"] == drafts
    assert owed["report.refile"] == 2
    filed = AnnualReport.objects.filter(year=2026, state="filed").count()
    assert owed["report.review"] + owed["report.review_county"] == filed
