"""The volume as a file: what is in it, in which order, on which page, and for whom."""

import io
import re
from pathlib import Path
from threading import Barrier

import pdfplumber
import pytest
from pypdf import PdfReader

from core.audit.models import Action, AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job, State
from reporting.annual.models import AnnualReport, Filing, Paper
from reporting.annual.reading import filed_of
from reporting.volume import keeping
from tests.rounds.test_parallel import at_once
from tests.volume.making import YEAR, again, filed, report_of, root, some_units
from tests.volume.quick import quick as quick
from tests.volume.quick import quick_paper


def made(user, unit, year=YEAR) -> Job:
    job = jobs.enqueue(actor=user, kind="reporting.volume", label="汇编", year=year, unit=unit.pk)
    jobs.perform(job.pk)
    job.refresh_from_db()
    return job


def texts(job: Job) -> list[str]:
    assert job.state == State.SUCCEEDED, job.message
    with job.result.open("rb") as stream, pdfplumber.open(io.BytesIO(stream.read())) as volume:
        return [page.extract_text().replace(" ", "") for page in volume.pages]


def numbers(pages: list[str]) -> dict[int, str]:
    """Pages by the number that is printed on them."""
    return {int(found[1]): text for text in pages if (found := re.search(r"汇编第(\d+)页", text))}


@pytest.fixture
def city_year(world):
    """Two counties, one of which has not filed, and three bureaus."""
    filings = [filed(world.named["青川县"], people=40)]
    filings += [filed(unit, people=10 + n) for n, unit in enumerate(some_units(world, 3))]
    report_of(world.named["清源县"])
    return filings


def test_the_contents_tell_the_page_on_which_each_report_begins(world, city_year):
    pages = texts(made(world.city, root(world)))
    contents = next(text for text in pages if "目录" in text)
    printed = numbers(pages)
    for filing in city_year:
        name = filed_of(filing).organization
        said = re.search(rf"{name}\.+(\d+)\n", contents)
        assert said, name
        number = int(said[1])
        assert number % 2 == 1, "on the front of a sheet"
        assert name in printed[number]
        assert "关于2026年度" in printed[number]


def test_pages_are_numbered_in_their_order(world, city_year):
    pages = texts(made(world.city, root(world)))
    told = list(numbers(pages))
    assert told == sorted(told)
    # A blank back of a sheet is counted, and has no number.
    front = next(n for n, text in enumerate(pages) if "汇编第1页" in text)
    assert [pages[front + number - 1] for number in told] == list(numbers(pages).values())


def test_links_and_bookmarks_lead_to_the_reports(world, city_year):
    job = made(world.city, root(world))
    with job.result.open("rb") as stream:
        reader = PdfReader(io.BytesIO(stream.read()))
        firsts = [
            (one.title, reader.get_destination_page_number(one))
            for part in reader.outline
            if isinstance(part, list)
            for one in part
        ]
        assert len(firsts) == 3 + len(city_year)
        links = [
            annotation.get_object()["/Dest"][0]
            for page in reader.pages[2:4]
            for annotation in page.get("/Annots", [])
        ]
        assert len(links) == len(firsts)
        for (title, at), link in zip(firsts, links, strict=True):
            text = reader.pages[at].extract_text().replace(" ", "").replace("\n", "")
            assert title.replace("党组织", "").replace("委员会", "") in text
            where = link.get_object()
            assert where in (at, reader.pages[at])


def test_counties_come_before_bureaus_and_drafts_are_told_of(world, city_year):
    pages = texts(made(world.city, root(world)))
    whole = "\n".join(pages)
    order = [filing.report.unit.name for filing in city_year]
    contents = next(text for text in pages if "目录" in text)
    places = [contents.index(name) for name in order]
    assert places == sorted(places)
    assert "1个县（区）3个市直单位在库干部73名" in pages[0].replace("　", "")
    lacking = next(text for text in pages if text.startswith("未上报和未收入的单位"))
    assert "清源县" in lacking
    assert "草稿" in lacking
    assert "另有1个单位没有上报" in whole.replace("\n", "")


def test_the_whole_is_the_sum_of_the_seals_whatever_became_of_the_records(world, city_year):
    AnnualReport.objects.filter(pk=city_year[0].report_id).update(content={"changed": True})
    pages = texts(made(world.city, root(world)))
    table = next(text for text in pages if "各单位主要指标对比" in text and "汇编第" in text)
    women = 40 // 2 + 10 // 2 + 11 // 2 + 12 // 2
    assert re.search(rf"全市合计\n?73\n?{women}", table.replace(" ", ""))
    assert "在库73人" in "".join(pages).replace("\n", "")


def test_what_no_report_could_count_has_no_column(world):
    units = some_units(world, 2)
    filed(units[0], figures={"talks.covered": ""})
    filed(units[1], figures={"talks.covered": "", "mentoring.covered": ""})
    pages = "".join(texts(made(world.city, root(world))))
    assert "帮带覆盖" in pages
    assert "谈话覆盖" not in pages.replace("谈话覆盖率", "")


def test_the_last_filing_counts_and_a_returned_report_does_not(world, city_year):
    again(city_year[1].report, people=30)
    one = AnnualReport.objects.get(pk=city_year[2].report_id)
    AnnualReport.objects.filter(pk=one.pk).update(
        state="returned", returned_on=one.filed_on, refile_by=one.due_on
    )
    pages = texts(made(world.city, root(world)))
    assert "在库干部82名" in pages[0]  # 40 + 30 + 12
    lacking = next(text for text in pages if text.startswith("未上报和未收入的单位"))
    assert "已退回" in lacking


def test_a_county_has_its_own_volume_whose_whole_is_the_countys_report(world):
    county, towns = world.named["青川县"], [world.named["柳河镇"], world.named["马渡镇"]]
    for number, town in enumerate(towns):
        filed(town, people=5 + number)
    pages = texts(made(world.county, county))
    assert "2个单位在库干部11名" in pages[0].replace("　", "")
    assert "各单位合计" in "".join(pages)
    filed(county, people=20)  # also of those who belong to the county itself
    pages = texts(made(world.county, county))
    assert "2个单位在库干部20名" in pages[0].replace("　", "")
    contents = next(text for text in pages if "目录" in text)
    assert contents.index("县报告") < contents.index("各单位报告")


def test_out_of_scope_there_is_no_volume(world, city_year):
    job = made(world.county, root(world))
    assert job.state == State.FAILED
    assert "不在您的范围内" in job.message
    assert made(world.secretary, world.named["市交通运输局"]).state == State.FAILED


def test_without_a_filed_report_it_is_refused(world):
    report_of(world.named["清源县"])
    job = made(world.city, root(world))
    assert (job.state, job.result.name) == (State.FAILED, "")
    assert "还没有已上报的报告" in job.message


def test_one_failure_stops_nothing_and_is_told(world, city_year, monkeypatch):
    broken, usual = city_year[2], keeping.paper_of

    def paper_of(whole, kind, on):
        if whole.report == broken.report_id:
            raise RuntimeError("a secret of the program")
        return usual(whole, kind, on)

    monkeypatch.setattr(keeping, "paper_of", paper_of)
    job = made(world.city, root(world))
    pages = texts(job)
    name = broken.report.unit.short_name
    assert [problem.place for problem in job.problems.all()] == [name]
    assert "secret" not in job.problems.get().reason
    assert job.outcome["rows"] == len(city_year) - 1
    lacking = next(text for text in pages if text.startswith("未上报和未收入的单位"))
    assert name in lacking
    assert "未收入" in lacking
    assert Paper.objects.count() == len(city_year) - 1


def test_when_nothing_can_be_made_the_job_fails_with_the_reason(world, city_year, monkeypatch):
    from core.errors import DomainError

    def paper_of(*_):
        raise DomainError("服务器缺少打印所需的字体。")

    monkeypatch.setattr(keeping, "paper_of", paper_of)
    job = made(world.city, root(world))
    assert job.state == State.FAILED
    assert "缺少打印所需的字体" in job.message


def test_kept_files_are_not_made_again_and_broken_ones_are(world, city_year, monkeypatch):
    made(world.city, root(world))
    calls, usual = [], keeping.paper_of

    def paper_of(whole, kind, on):
        calls.append(whole.report)
        return usual(whole, kind, on)

    monkeypatch.setattr(keeping, "paper_of", paper_of)
    assert made(world.city, root(world)).state == State.SUCCEEDED
    assert calls == []
    gone, half = Paper.objects.order_by("pk")[:2]
    gone.file.storage.delete(gone.file.name)
    path = half.file.path
    with open(path, "r+b") as stream:  # noqa: PTH123 - the machine went down in mid-write
        stream.truncate(1000)
    job = made(world.city, root(world))
    assert calls == [gone.filing.report_id, half.filing.report_id]
    assert "在库干部73名" in texts(job)[0]
    assert Paper.objects.count() == Filing.objects.count()


def test_a_kept_file_that_is_broken_inside_is_made_again_by_the_next_run(world, city_year, quick):
    job = made(world.city, root(world))
    paper = Paper.objects.get(filing=city_year[1])
    path = Path(paper.file.path)
    path.write_bytes(b"%PDF-1.7\nnothing of a report\n" + path.read_bytes()[-200:])
    job = made(world.city, root(world))
    assert job.state == State.FAILED and "会重新生成" in job.message
    assert made(world.city, root(world)).state == State.SUCCEEDED


@pytest.mark.django_db(transaction=True)
def test_two_who_make_the_same_file_keep_one(committed_world, monkeypatch):
    """Whoever hangs too long is overtaken; when he comes back, nothing fails."""
    filing = filed(some_units(committed_world, 1)[0])
    both = Barrier(2)

    def paper_of(*args):
        both.wait(20)
        return quick_paper(*args)

    monkeypatch.setattr(keeping, "paper_of", paper_of)
    told: list[str] = []
    verbs = [lambda: told.append(keeping.attempt(filing.pk, "pdf"))] * 2
    assert at_once(*verbs) == ["", ""]
    assert told == ["", ""]
    assert keeping.content_of(Paper.objects.get()).startswith(b"%PDF")


def test_what_is_thought_of_oneself_is_not_in_ones_volume(world, client_for):
    from cadres.people.models import Cadre

    official = world.cadres["周雨晴"]
    Cadre.objects.filter(pk=official.pk).update(account=world.city)
    reason = "本人意见不示本人"
    from reporting.annual.choices import Stand
    from reporting.annual.whole import Said

    said = (Said(official.pk, official.name, official.title, Stand.EXIT, reason),)
    filed(world.named["市交通运输局"], opinions=said)
    own = "".join(texts(made(world.city, root(world)))).replace("\n", "")
    assert reason not in own
    assert Paper.objects.count() == 1  # the file of the others is kept as well
    Cadre.objects.filter(pk=official.pk).update(account=None)
    assert reason in "".join(texts(made(world.city, root(world)))).replace("\n", "")


def test_a_volume_is_on_record(world, city_year):
    made(world.city, root(world))
    entry = AuditEntry.objects.filter(action=Action.EXPORT).latest("pk")
    assert (entry.actor_id, entry.rows) == (world.city.pk, len(city_year))
    assert entry.detail == {"year": YEAR, "unit": root(world).code}
