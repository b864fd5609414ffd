"""The page 汇编: whose it is, what it tells before and after, and that nothing is made twice."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from core.jobs import services as jobs
from core.jobs.models import Job, State
from core.units.models import Unit
from reporting.annual.models import AnnualReport
from reporting.volume.choosing import select
from reporting.volume.summary import _lacking, summary_of
from reporting.volume.told import told_by
from tests.volume.making import YEAR, filed, report_of, root, some_units
from tests.volume.quick import quick as quick
from tests.world_people import TODAY

URL = "/annual/volume/"


def asked(browser, unit, year=YEAR):
    return browser.post(reverse("volume:start"), {"year": year, "unit": unit.pk}, follow=True)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[("city", 200), ("county", 200), ("secretary", 403), ("clerk", 403), ("cadre", 403)],
        *[("auditor", 403), ("sysadmin", 403), ("nobody", 403)],
    ],
)
def test_departments_alone_have_volumes(world, client_for, who, status):
    browser = client_for(world.users[who])
    assert browser.get(URL).status_code == status
    assert asked(browser, root(world)).status_code == (400 if status == 200 else 403)
    assert not Job.objects.exists()


def test_it_tells_what_goes_in_and_what_is_lacking(world, client_for):
    filed(some_units(world, 1)[0])
    report_of(world.named["清源县"])
    page = client_for(world.city).get(URL).content.decode()
    assert "已上报 1 份，未上报 1 份" in page
    assert "清源县" in page
    assert "生成汇编" in page


def test_what_was_returned_is_told_apart(world, client_for):
    _, other = (filed(unit) for unit in some_units(world, 2))
    AnnualReport.objects.filter(pk=other.report_id).update(
        state="returned", returned_on=TODAY, refile_by=TODAY
    )
    report_of(world.named["清源县"])
    browser = client_for(world.city)
    page = browser.get(URL).content.decode()
    assert "已上报 1 份，未上报 2 份，其中 1 份已退回、还没有重新上报（" in page


def test_a_unit_that_is_no_more_is_not_lacking(world, client_for):
    filed(some_units(world, 1)[0])
    gone = report_of(world.named["清源县"]).unit
    Unit.objects.filter(pk=gone.pk).update(abolished_on=TODAY)
    page = client_for(world.city).get(URL).content.decode()
    assert "已上报 1 份，未上报 0 份（直接报到这里的单位），单位已撤销、不再上报 1 份" in page
    chosen = select(world.city, root(world), YEAR)
    assert [one.unit for one in chosen.gone] == [gone] and not chosen.lacking
    (block,) = _lacking(summary_of(chosen, list(told_by(world.city, chosen.entries))), {})
    assert block.rows == ((gone.short_name, "已撤销", "", f"{TODAY:%Y.%m.%d} 撤销，不再上报"),)


def test_a_county_chooses_its_own_and_sees_no_other(world, client_for):
    filed(world.named["柳河镇"])
    filed(world.named["清溪镇"])
    report_of(world.named["马渡镇"])
    browser = client_for(world.county)
    page = browser.get(URL).content.decode()
    assert "青川县" in page
    assert "清源县" not in page
    assert "已上报 1 份，未上报 1 份" in page
    assert browser.get(URL, {"unit": root(world).pk, "year": YEAR}).status_code == 400
    assert asked(browser, world.named["清源县"]).status_code == 400
    assert asked(browser, root(world)).status_code == 400
    assert not Job.objects.exists()


def test_it_is_made_and_downloaded(world, client_for, quick):
    filed(some_units(world, 1)[0])
    browser = client_for(world.city)
    page = asked(browser, root(world)).content.decode()
    assert "排队" in page
    job = Job.objects.get()
    jobs.perform(job.pk)
    page = browser.get(URL).content.decode()
    job.refresh_from_db()
    with job.result.open("rb") as stream:
        pages = len(PdfReader(io.BytesIO(stream.read())).pages)
    assert f"1 份报告，{pages} 页" in page
    assert reverse("jobs:result", args=[job.pk]) in page
    got = browser.get(reverse("jobs:result", args=[job.pk]))
    assert b"".join(got.streaming_content).startswith(b"%PDF-")
    other = client_for(world.county)
    assert reverse("jobs:result", args=[job.pk]) not in other.get(URL).content.decode()
    assert other.get(reverse("jobs:result", args=[job.pk])).status_code == 404


def test_a_second_click_makes_no_second_job(world, client_for):
    filed(some_units(world, 1)[0])
    browser = client_for(world.city)
    asked(browser, root(world))
    page = asked(browser, root(world)).content.decode()
    assert "不必重复提交" in page
    assert Job.objects.count() == 1


def test_a_failure_is_told_beside_the_volume(world, client_for, quick, monkeypatch):
    from reporting.volume import keeping

    bad, usual = filed(some_units(world, 2)[0]), keeping.paper_of
    filed(some_units(world, 2)[1])

    def paper_of(whole, kind, on):
        if whole.report == bad.report_id:
            raise OSError(28, "No space left on device")
        return usual(whole, kind, on)

    monkeypatch.setattr(keeping, "paper_of", paper_of)
    browser = client_for(world.city)
    asked(browser, root(world))
    jobs.perform(Job.objects.get().pk)
    page = browser.get(URL).content.decode()
    assert "1 份报告没有收入汇编" in page
    assert "磁盘已满" in page
    assert bad.report.unit.short_name in page


def test_it_is_cancelled_and_goes_on_where_it_was(world, client_for, quick, monkeypatch):
    from core.jobs.progress import Progress
    from reporting.annual.models import Paper

    monkeypatch.setattr("core.jobs.progress.EVERY", 0)
    for unit in some_units(world, 3):
        filed(unit)
    asked(client_for(world.city), root(world))
    job, usual = Job.objects.get(), Progress.advance

    def advance(self, *args, **kwargs):
        if Paper.objects.count() == 2 and self.job.attempts == 1:
            Job.objects.filter(pk=job.pk).update(cancel_asked=True)
        usual(self, *args, **kwargs)

    monkeypatch.setattr(Progress, "advance", advance)
    jobs.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, Paper.objects.count()) == (State.CANCELLED, 2)
    kept = set(Paper.objects.values_list("pk", flat=True))
    jobs.run_again(actor=world.city, job=job)
    jobs.perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == (State.SUCCEEDED, 3)
    assert kept < set(Paper.objects.values_list("pk", flat=True))


def test_the_page_is_the_same_number_of_statements_for_more(world, client_for):
    browser = client_for(world.city)

    def statements(count: int) -> int:
        for unit in some_units(world, count):
            filed(unit) if not unit.annual_reports.exists() else None
            jobs.enqueue(actor=world.city, kind="reporting.volume", label="x", unit=unit.pk)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(URL)
        return len(seen)

    browser.get(URL)
    assert statements(1) == statements(4)
