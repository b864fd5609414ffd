"""Attachments: what is taken, what is refused, who gets them, and how they are served."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessments.filing import MOST_BYTES, OLE, name_of
from assessments.talks import filing
from assessments.talks.models import Talk, TalkAttachment
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed
from tests.world_people import TODAY

PDF = b"%PDF-1.7 sheet"


def office(part: str) -> bytes:
    """A small archive that holds one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "<w/>")
    return out.getvalue()


def attach(talk: Talk, actor, *files: tuple[str, bytes], on: date = TODAY) -> list[TalkAttachment]:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return filing.attach(actor=actor, talk=talk, on=on, files=uploads)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("签字页.pdf", PDF),
        ("现场.JPG", b"\xff\xd8\xff\xe0 photo"),
        ("现场.png", b"\x89PNG\r\n\x1a\n photo"),
        ("记录.docx", office("word/document.xml")),
        ("名单.xlsx", office("xl/workbook.xml")),
        ("记录.wps", OLE + b"rest"),
    ],
)
def test_kinds_that_are_kept(record, owing, name: str, content: bytes) -> None:
    (kept,) = attach(record(), owing.clerk, (name, content))
    assert (kept.name, kept.size) == (name, len(content))
    with kept.file.open("rb") as stream:
        assert stream.read() == content
    assert name not in kept.file.name  # kept by its content


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("病毒.exe", b"MZ", "类型不能上传"),
        ("无扩展名", PDF, "类型不能上传"),
        ("页面.html", b"<script>", "类型不能上传"),
        ("假.pdf", b"MZ\x90", "内容不是 PDF 文件"),
        ("假.docx", office("xl/workbook.xml"), "内容不是 DOCX 文件"),
        ("坏.xlsx", b"PK\x03\x04 broken", "内容不是 XLSX 文件"),
        ("空.pdf", b"", "空文件"),
        ("大.pdf", PDF + b"x" * MOST_BYTES, "超过 5 MB"),
    ],
)
def test_what_is_refused_changes_nothing(record, owing, name, content, words) -> None:
    talk = record()
    with pytest.raises(ValidationError, match=words):
        attach(talk, owing.secretary, ("签字页.pdf", PDF), (name, content))
    assert not TalkAttachment.objects.exists()


def test_one_copy_of_a_file_and_ten_at_most(record, owing) -> None:
    talk = record()
    attach(talk, owing.secretary, ("一.pdf", PDF))
    with pytest.raises(ValidationError, match="已经上传过"):
        attach(talk, owing.secretary, ("二.pdf", PDF))
    with pytest.raises(ValidationError, match="最多 10 个附件，已有 1 个，这次选了 10 个"):
        attach(talk, owing.secretary, *((f"{n}.pdf", PDF + bytes([n])) for n in range(10)))
    assert len(attach(talk, owing.secretary, *((f"{n}.pdf", PDF + bytes([n])) for n in range(9))))


def test_a_name_has_no_folders_and_keeps_its_ending(record, owing) -> None:
    (kept,) = attach(record(), owing.secretary, ("长" * 200 + ".pdf", PDF))
    assert (len(kept.name), kept.name[-4:]) == (120, ".pdf")
    file = SimpleUploadedFile("x.pdf", PDF)
    file._name = "..\\..\\系统\r\n\x00.pdf"
    assert name_of(file) == "系统.pdf"


def test_a_sealed_record_takes_none_and_gives_none_up(record, owing) -> None:
    talk = record(held_on=date(2026, 10, 9))
    (kept,) = attach(talk, owing.secretary, ("一.pdf", PDF))
    late = date(2027, 1, 31)
    with pytest.raises(DomainError, match="已封存"):
        attach(talk, owing.secretary, ("二.pdf", PDF + b"2"), on=late)
    with pytest.raises(DomainError, match="已封存"):
        filing.remove(actor=owing.secretary, attachment=kept, on=late)
    with pytest.raises(NotAllowed):
        attach(talk, owing.county, ("二.pdf", PDF + b"2"))


def test_upload_download_and_removal_on_the_page(
    record, owing, client_for, django_capture_on_commit_callbacks
) -> None:
    today = timezone.localdate()
    talk = record(held_on=today - timedelta(days=1), on=today)
    browser = client_for(owing.secretary)
    url = reverse("talks:attach", args=[talk.pk])
    refused = browser.post(url, {"files": [SimpleUploadedFile("假.pdf", b"MZ")]})
    assert refused.status_code == 400
    assert "内容不是 PDF 文件" in refused.content.decode()
    assert browser.post(url).status_code == 400
    files = [SimpleUploadedFile("签字页.pdf", PDF), SimpleUploadedFile("续.pdf", PDF + b"2")]
    assert browser.post(url, {"files": files}).status_code == 302
    kept = TalkAttachment.objects.get(name="签字页.pdf")
    answer = browser.get(reverse("talks:attachment", args=[kept.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    row = AuditEntry.objects.latest("pk")
    assert (row.action, row.subject_id) == ("read", str(talk.cadre_id))
    assert row.detail["文件"] == "签字页.pdf"
    stored = kept.file.path
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(reverse("talks:remove", args=[kept.pk])).status_code == 302
    assert not TalkAttachment.objects.filter(pk=kept.pk).exists()
    assert not Path(stored).exists()


def test_files_with_the_record_itself(owing, client_for) -> None:
    today = timezone.localdate()
    sent = {
        "held_on": today,
        "place": "会议室",
        "led_by": "马建国",
        "kind": "quarterly",
        "on_work": "正常",
        "entry_key": "0b8f4a52-6ad5-4b5c-9a43-2f5a3c8d7e11",
    }
    url = reverse("talks:create", query={"cadre": owing.cadres["陈思远"].pk})
    browser = client_for(owing.secretary)
    bad = browser.post(url, sent | {"files": [SimpleUploadedFile("假.pdf", b"MZ")]})
    assert bad.status_code == 400
    assert not Talk.objects.exists()  # both or neither
    assert (
        browser.post(url, sent | {"files": [SimpleUploadedFile("签字页.pdf", PDF)]}).status_code
        == 302
    )
    assert Talk.objects.get().attachments.count() == 1
