"""The registration form: every text on it, one page, and what is too long on another."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from assessments.rounds.models import Assessment
from assessments.rounds.sheet.content import form_of
from assessments.rounds.sheet.docx import sheet_docx
from assessments.rounds.sheet.overflow import parted
from assessments.rounds.sheet.pdf import sheets_pdf
from core.jobs import services as jobs
from core.jobs.models import Job
from tests.papers.reading import marks
from tests.rounds.making import SETTLED, begin, settled, sheet

BUREAU = "市交通运输局"


@pytest.fixture
def decided(world) -> Assessment:
    settled(world, BUREAU, 陈思远="1")
    return sheet(world, "陈思远")


def words(content: bytes) -> str:
    """Everything that a Word file says."""
    body = Document(BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def printed(content: bytes) -> str:
    return "".join(mark.text for mark in marks(content))


def test_every_cell_of_the_form_is_printed_on_one_page(decided):
    form = form_of(decided, told=True)
    content = sheets_pdf([form])
    found = marks(content)
    assert {mark.page for mark in found} == {1}
    assert all(m.left > 27.5 and m.right < 184.6 and 18 < m.baseline < 287 for m in found)
    for text in (printed(content), words(sheet_docx(form, on=SETTLED))):
        for part in (
            *("公务员年度考核登记表", "2026年度", "陈", "1993.11", "一年来履职情况。"),
            *("工作扎实。", "建议评为优秀等次。", "局党组会议审定", "2026年12月20日"),
            "本表一式两份",
        ):
            assert part.replace(" ", "") in text.replace(" ", "").replace("　", ""), part


def test_without_told_nothing_that_others_wrote_is_in_it(decided):
    form = form_of(decided, told=False)
    for text in (printed(sheets_pdf([form])), words(sheet_docx(form, on=SETTLED))):
        assert "一年来履职情况。" in text
        for secret in ("工作扎实", "优秀等次", "党组会议", "12月20日"):
            assert secret not in text


@pytest.mark.parametrize("length", [0, 1, 900, 1500, 3000])
@pytest.mark.parametrize("unit", ["做好工作。", "做", "w ", "第一\n"])
def test_no_text_is_cut_however_long(decided, length, unit):
    text = (unit * (length // len(unit) + 1))[:length].strip()
    decided.summary = text
    form = form_of(decided, told=True)
    expected = text.replace("\n", "").replace(" ", "")
    for found in (printed(sheets_pdf([form])), words(sheet_docx(form, on=SETTLED))):
        told = found.replace(" ", "").replace("　", "")
        assert sum(told.count(one) for one in "w") >= expected.count("w")
        for one in "做第":
            assert told.count(one) >= expected.count(one)


def test_what_goes_on_is_still_large_enough_to_read(decided):
    decided.summary = "做好工作，" * 600
    sizes = set()
    import pdfplumber

    with pdfplumber.open(BytesIO(sheets_pdf([form_of(decided, told=True)]))) as document:
        assert len(document.pages) > 1
        sizes = {round(char["size"], 1) for page in document.pages for char in page.chars}
    assert min(sizes) >= 8.9


@pytest.mark.parametrize("lines", [1, 2, 3, 50])
def test_a_text_parted_is_the_text(lines):
    text = "　　甲乙丙丁戊己庚辛 abc def\n\n　　壬癸（子丑）寅卯。\n末"
    here, rest = parted(text, room=6, lines=lines)
    assert "".join((here + rest).split()) == "".join(text.split())


def test_all_forms_of_a_round_as_one_file(world, client_for, decided):
    browser = client_for(world.secretary)
    names = [one.cadre.name for one in Assessment.objects.select_related("cadre")]
    answer = browser.post(reverse("rounds:papers", args=[decided.round_id, "zip"]))
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        listed = archive.namelist()
        assert len(listed) == len(names)
        assert all(any(name in one for one in listed) for name in names)
    answer = browser.post(reverse("rounds:papers", args=[decided.round_id, "pdf"]))
    assert {mark.page for mark in marks(answer.content)} == set(range(1, len(names) + 1))
    assert browser.post(f"/assessments/{decided.round_id}/papers/x/").status_code == 404


def test_many_are_made_by_a_job(world, client_for, decided, monkeypatch):
    monkeypatch.setattr("assessments.rounds.views.papers.AT_ONCE", 1)
    answer = client_for(world.secretary).post(
        reverse("rounds:papers", args=[decided.round_id, "pdf"])
    )
    job = Job.objects.get(kind="assessments.rounds.papers")
    assert answer.url == reverse("jobs:detail", args=[job.pk])
    assert jobs.perform(job.pk)
    job.refresh_from_db()
    assert job.state == "succeeded", job.message
    with job.result.open("rb") as stream:
        assert stream.read(4) == b"%PDF"


def test_a_round_without_sheets_says_so(world, client_for):
    begun = begin(world, BUREAU)[BUREAU]
    Assessment.objects.all().delete()
    answer = client_for(world.city).post(reverse("rounds:papers", args=[begun.pk, "pdf"]))
    assert answer.status_code == 409
    assert date(2026, 12, 1) == begun.opened_on
