"""The tab 任免审批表 and its downloads: who sees what, and what is logged."""

import io
import zipfile
from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from cadres.approval.models import ApprovalTexts
from cadres.formats import lrmx
from cadres.people.models import Discipline, FamilyMember, Reward
from core.audit.models import Action, AuditEntry

ON = "2026-06-30"
MEASURE = "党内严重警告"


@pytest.fixture
def chen(world):
    cadre = world.cadres["陈思远"]
    Reward.objects.create(cadre=cadre, name="先进个人", decided_on=date(2024, 3, 5))
    Discipline.objects.create(
        cadre=cadre, kind="party", measure=MEASURE, decided_on=date(2025, 7, 1)
    )
    FamilyMember.objects.create(cadre=cadre, relation="妻子", name="林小禾", birth=date(1993, 9, 1))
    return cadre


def tab(cadre) -> str:
    return reverse("cadres:tab", args=[cadre.pk, "approval"])


def download(browser, cadre, kind: str, **asked: str):
    return browser.get(reverse("exporting:form", args=[cadre.pk, kind]), asked)


@pytest.mark.parametrize(
    ("who", "told"), [("city", True), ("secretary", True), ("clerk", False), ("cadre", False)]
)
def test_the_form_is_drawn_for_whoever_sees_the_person(world, client_for, chen, who, told):
    response = client_for(world.users[who]).get(tab(chen), {"as_of": ON})
    text = response.content.decode()
    assert "1993.11<br>（32岁）" in text
    assert "荣获“先进个人”称号" in text
    assert (MEASURE in text) is told
    assert "林小禾" in text
    entry = AuditEntry.objects.filter(action=Action.READ).first()
    assert entry.detail == {"tab": "任免审批表"}


def test_the_edition_of_2025_has_its_own_cells(world, client_for, chen):
    browser = client_for(world.city)
    assert "到龄时间" not in browser.get(tab(chen), {"edition": "old"}).content.decode()
    new = browser.get(tab(chen)).content.decode()
    assert "到龄时间" in new
    assert "（63岁）" in new  # 1993.11 and three years more than sixty
    assert browser.get(tab(chen), {"edition": "1999"}).status_code == 200


@pytest.mark.parametrize("who", ["county", "auditor", "sysadmin", "secadmin", "nobody"])
@pytest.mark.parametrize("kind", ["lrmx", "lrm", "docx", "pdf"])
def test_out_of_scope_there_is_nothing_to_download(world, client_for, chen, who, kind):
    browser = client_for(world.users[who])
    assert download(browser, chen, kind).status_code == 404
    assert browser.get(tab(chen)).status_code == 404
    assert not AuditEntry.objects.filter(action=Action.EXPORT).exists()


@pytest.mark.parametrize(
    ("kind", "begins"), [("lrmx", b"\xef\xbb\xbf<?xml"), ("docx", b"PK"), ("pdf", b"%PDF-")]
)
def test_a_file_comes_at_once_and_is_logged(world, client_for, chen, kind, begins):
    response = download(client_for(world.clerk), chen, kind, as_of=ON, edition="new")
    assert response.content.startswith(begins)
    name = unquote(response["Content-Disposition"])
    assert name.endswith(f"2026.06.30 干部任免审批表 陈思远.{kind}")
    assert response["Cache-Control"] == "private, no-store"
    entry = AuditEntry.objects.filter(action=Action.EXPORT).first()
    assert (entry.actor_id, entry.subject_id, entry.rows) == (world.clerk.pk, str(chen.pk), 1)
    assert (entry.detail["edition"], entry.detail["as_of"]) == ("new", ON)


def test_the_preview_of_print_is_shown_and_logged_as_printing(world, client_for, chen):
    response = download(client_for(world.city), chen, "pdf", inline="1")
    assert response["Content-Disposition"].startswith("inline")
    assert AuditEntry.objects.filter(action=Action.PRINT, subject_id=str(chen.pk)).count() == 1


def test_the_older_file_goes_with_its_picture(world, client_for, chen):
    response = download(client_for(world.city), chen, "lrm")
    assert response.content.startswith(b'"')  # without a picture the text alone
    chen.photo.save("x.jpg", io.BytesIO(b"\xff\xd8\xff\xe0"))
    with zipfile.ZipFile(io.BytesIO(download(client_for(world.city), chen, "lrm").content)) as both:
        assert {name.rpartition(".")[2] for name in both.namelist()} == {"lrm", "pic"}


def test_what_is_planned_is_not_in_ones_own_file(world, client_for, chen):
    ApprovalTexts.objects.create(cadre=chen, planned_post="某局副局长", grounds="工作需要")
    own = download(client_for(world.cadre), chen, "lrmx").content
    assert "某局副局长" not in own.decode()
    assert "某局副局长" not in client_for(world.cadre).get(tab(chen)).content.decode()
    assert lrmx.read(download(client_for(world.clerk), chen, "lrmx").content)[0].planned_post


@pytest.mark.parametrize(
    ("kind", "asked", "status"),
    [
        ("exe", {}, 404),
        ("xlsx", {}, 404),
        ("pdf", {"edition": "x"}, 404),
        ("pdf", {"as_of": "x"}, 400),
    ],
)
def test_nonsense_is_refused(world, client_for, chen, kind, asked, status):
    assert download(client_for(world.city), chen, kind, **asked).status_code == status
