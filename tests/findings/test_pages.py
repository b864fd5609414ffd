"""The pages of findings: recorded, read with a trace, evidence up and down, taken back."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.findings.models import ConductFinding, FindingFile
from core.audit.models import AuditEntry
from tests.findings.making import FACTS, PDF, SECRET, found, upload, values
from tests.world import World


@pytest.fixture
def city(world: World, client_for) -> Client:
    """The department's browser."""
    return client_for(world.city)


def text(answer) -> str:
    return answer.content.decode()


def create_url(world: World, name: str = "陈思远") -> str:
    return reverse("findings:create", query={"cadre": world.cadres[name].pk})


def test_somebody_is_looked_for_and_judged(world, city) -> None:
    page = text(city.get(reverse("findings:create"), {"q": "csy"}))
    assert create_url(world) in page.replace("&amp;", "&")
    assert "没有这个人" in text(city.get(reverse("findings:create"), {"q": "没有"}))
    sent = values() | {"files": [upload()]}
    answer = city.post(create_url(world), sent, follow=True)
    assert all(word in text(answer) for word in SECRET)
    made = ConductFinding.objects.get()
    assert made.cadre == world.cadres["陈思远"]
    assert made.files.get().name == "核查报告.pdf"


def test_a_refusal_keeps_what_was_typed(world, city) -> None:
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    answer = city.post(create_url(world), values(found_on=tomorrow))
    assert answer.status_code == 400
    assert "还没有到" in text(answer)
    assert FACTS in text(answer)
    assert not ConductFinding.objects.exists()


def test_reading_it_and_its_evidence_is_logged(world, city) -> None:
    finding = found(world)
    rows = AuditEntry.objects.filter(
        subject="conductfinding", subject_id=str(finding.pk), action="read"
    )
    page = city.get(reverse("findings:detail", args=[finding.pk]))
    assert all(word in text(page) for word in SECRET)
    assert rows.count() == 1
    answer = city.get(reverse("findings:file", args=[finding.files.get().pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Cache-Control"] == "private, no-store"
    assert rows.count() == 2
    assert rows.latest("pk").detail["操作"] == "下载证据"
    assert "下载证据" in text(city.get(reverse("findings:detail", args=[finding.pk])))


def test_evidence_is_added_and_taken_away(world, city, django_capture_on_commit_callbacks) -> None:
    finding = found(world)
    url = reverse("findings:attach", args=[finding.pk])
    assert "内容不是 PDF" in text(city.post(url, {"files": [upload("假.pdf", b"MZ")]}))
    assert city.post(url).status_code == 400
    assert city.post(url, {"files": [upload("二.pdf", PDF + b"2")]}).status_code == 302
    kept = FindingFile.objects.get(name="二.pdf")
    stored = Path(kept.file.path)
    assert stored.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert city.post(reverse("findings:remove", args=[kept.pk])).status_code == 302
    assert not FindingFile.objects.filter(pk=kept.pk).exists()
    assert not stored.exists()
    stored_first = Path(finding.files.get().file.path)
    stored_first.unlink()
    assert city.get(reverse("findings:file", args=[finding.files.get().pk])).status_code == 404


def test_it_is_amended_and_withdrawn(world, city) -> None:
    finding = found(world)
    amend, withdraw = (
        reverse(f"findings:{name}", args=[finding.pk]) for name in ("amend", "withdraw")
    )
    assert FACTS in text(city.get(amend))
    sent = values(told="违反纪律") | {"seen": 1, "reason": "笔误"}
    page = text(city.post(amend, sent, follow=True))
    assert "笔误" in page
    assert "违反廉洁纪律" in page  # what it said before
    assert city.post(amend, sent | {"told": "又一稿"}).status_code == 409  # an old page
    assert city.post(withdraw, {"seen": 2}).status_code == 400
    page = text(city.post(withdraw, {"seen": 2, "reason": "查无实据"}, follow=True))
    assert "查无实据" in page
    assert 'type="file"' not in page
    listed = reverse("findings:list")
    assert "陈思远" not in text(city.get(listed))
    assert "陈思远" in text(city.get(listed, {"which": "withdrawn"}))


@pytest.mark.parametrize("asked", ["0", "9" * 30, "x", "-1", "²"])
def test_a_person_that_is_none(city, asked) -> None:
    url = reverse("findings:create", query={"cadre": asked})
    assert city.get(url).status_code == 404
    assert city.post(url, values()).status_code == 404
