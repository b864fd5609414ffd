"""Rubbish sent to every address of findings: refused in Chinese, and nothing changes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.findings.models import ConductFinding, FindingFile
from tests.findings.making import found, values

RUBBISH = ("\x00", "9" * 30, "9999-12-31", "²", "\x01\x0b\ufffe😀", "x" * 9000, "\ud800")
FIELDS = (*values(), "seen", "reason", "files", "cadre", "q", "which")
CHINESE = re.compile("[一-鿿]")


@pytest.mark.parametrize("text", RUBBISH, ids=range(len(RUBBISH)))
def test_rubbish_is_refused_in_a_sentence_and_changes_nothing(world, client_for, text) -> None:
    finding = found(world)
    browser = client_for(world.city)
    browser.raise_request_exception = False
    before = ConductFinding.objects.values().get()
    person = reverse("findings:create", query={"cadre": finding.cadre_id})
    verbs = [reverse(f"findings:{n}", args=[finding.pk]) for n in ("amend", "withdraw", "attach")]
    safe = text.encode(errors="ignore").decode()  # an address holds no lone surrogate
    for url in (reverse("findings:list"), reverse("findings:create"), person):
        for field in ("q", "which", "cadre", "cursor", "found_on_after", "ground"):
            assert browser.get(url, {field: safe}).status_code < 500
    given = dict.fromkeys(FIELDS, safe)
    for url in (person, *verbs):
        for sent in (given, values() | {"ground": safe}, {}):
            answer = browser.post(url, sent)
            assert answer.status_code in (400, 404, 409), url
            form = answer.context and answer.context.get("form")
            told = [str(one) for errors in form.errors.values() for one in errors] if form else []
            assert all(CHINESE.search(one) for one in told)
    assert ConductFinding.objects.values().get() == before
    assert FindingFile.objects.count() == 1


def test_files_with_wicked_names(world, client_for) -> None:
    finding = found(world)
    browser = client_for(world.city)
    url = reverse("findings:attach", args=[finding.pk])
    for name in ("../../etc/passwd", "a\x00.pdf", "页面.html", "x" * 400 + ".pdf"):
        file = SimpleUploadedFile("x.pdf", b"<script>")
        file._name = name
        assert browser.post(url, {"files": [file]}).status_code == 400
    assert FindingFile.objects.count() == 1
