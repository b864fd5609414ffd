"""Files as people upload them, and the jobs that follow."""

from io import BytesIO
from pathlib import Path

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from python_calamine import CalamineWorkbook

from cadres.importing.models import ImportBatch
from core.jobs import services as jobs
from core.jobs.models import Job

SAMPLES = Path(__file__).parent.parent.parent / "samples"
HEAD = ("姓名", "性别", "出生年月", "现任职务", "所在单位", "身份证号", "专业技术职务", "民族")


def sheet(*rows: tuple[object, ...], head: tuple[object, ...] = HEAD) -> bytes:
    """A workbook with one header row."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate((head, *rows)):
            for place, value in enumerate(row):
                page.write(number, place, value)
    return stream.getvalue()


def cells_of(content: bytes) -> list[list[object]]:
    """The first sheet of a workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.get_sheet_by_index(0).to_python()


def file(content: bytes | Path, name: str = "花名册.xlsx") -> SimpleUploadedFile:
    """What a browser sends."""
    if isinstance(content, Path):
        name, content = content.name, content.read_bytes()
    return SimpleUploadedFile(name, content)


def sample() -> SimpleUploadedFile:
    """The sample form, moved to a county that the world has."""
    text = (SAMPLES / "sample.lrmx").read_text("utf-8").replace("石桥县", "青川县")
    return file(text.encode(), "sample.lrmx")


def perform_all() -> None:
    """Run the jobs that wait, and what they do on commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        for pk in Job.objects.filter(state="queued").order_by("pk").values_list("pk", flat=True):
            jobs.perform(pk)


def upload(browser: Client, *files: SimpleUploadedFile, **fields: object) -> ImportBatch:
    """Upload and check; the batch."""
    before = set(ImportBatch.objects.values_list("pk", flat=True))
    response = browser.post(reverse("imports:upload"), {"files": files, **fields})
    assert response.status_code == 302, response.context["form"].errors
    perform_all()
    (batch,) = ImportBatch.objects.exclude(pk__in=before)
    return batch


def write(browser: Client, batch: ImportBatch) -> ImportBatch:
    """Confirm what the last page says, and have it written."""
    address = reverse("imports:confirm", args=[batch.pk])
    people = browser.get(address).context["counts"].to_write
    response = browser.post(address, {"people": people})
    assert response.status_code == 302, response.content.decode()
    perform_all()
    batch.refresh_from_db()
    return batch
