"""Pages of appraisals: what each side sees and does, and the form on paper."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from cadres.people.models import Cadre
from policy.duties.models import Duty
from policy.duties.refreshing import refresh_people
from rotation.appraisals.models import Appraisal
from tests.appraisals.making import JUDGED, away, sheet
from tests.clients.issuing import caller, issue
from tests.papers.reading import marks

SINCE = date(2025, 12, 1)


@pytest.fixture(autouse=True)
def _on_a_day(freezer_day):
    """The clock stands at the day that the world is built for."""


@pytest.fixture
def freezer_day(monkeypatch):
    """Views and tags read this day."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: date(2026, 11, 23))


@pytest.fixture
def posting(world):
    """陈思远 of the bureau in a town of the county, soon back."""
    return away(world, "陈思远", "柳河镇", SINCE, date(2026, 12, 1))


@pytest.fixture
def judged(posting):
    """Judged by the host."""
    return sheet(posting, state="sender", **JUDGED)


def page(client_for, user, name: str, *args, **query) -> str:
    answer = client_for(user).get(reverse(f"appraisals:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "judgement"), [("city", True), ("county", True), ("secretary", True), ("cadre", False)]
)
def test_judgements_are_shown_to_offices_and_not_to_himself(
    world, client_for, judged, who, judgement
):
    said = page(client_for, world.users[who], "detail", judged.pk)
    assert ("该同志扎实肯干" in said) == judgement
    assert ("参加 32 人" in said) == judgement
    assert "一年来负责乡村振兴工作" in said


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "nobody"])
def test_nobody_else_sees_a_sheet(world, client_for, judged, who):
    for name in ("detail", "judge", "draft"):
        address = reverse(f"appraisals:{name}", args=[judged.pk])
        assert client_for(world.users[who]).get(address).status_code == 404


def test_a_host_is_not_led_to_a_file_that_he_does_not_see(world, client_for, judged):
    link = reverse("cadres:detail", args=[judged.posting.cadre_id])
    assert link not in page(client_for, world.county, "detail", judged.pk)
    assert link in page(client_for, world.city, "detail", judged.pk)


def test_the_way_by_forms(world, client_for, posting):
    fill = reverse("appraisals:fill", args=[posting.pk, "final"])
    own = client_for(world.cadre)
    assert "保存草稿" in own.get(fill).content.decode()
    own.post(fill, {"summary": "写了一半"})
    made = Appraisal.objects.get()
    assert (made.state, made.summary) == ("draft", "写了一半")
    draft = reverse("appraisals:draft", args=[made.pk])
    own.post(draft, {"summary": "总结", "hand_in": "1", "seen": made.version})
    made.refresh_from_db()
    assert made.state == "host"
    answer = client_for(world.county).post(
        reverse("appraisals:judge", args=[made.pk]), JUDGED | {"seen": made.version}
    )
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.state, made.host_grade) == ("sender", "1")
    refused = client_for(world.county).get(reverse("appraisals:comment", args=[made.pk]))
    assert refused.status_code == 403
    said = page(client_for, world.secretary, "comment", made.pk)
    assert "签署派出单位意见" in said


def test_bad_input_is_refused_in_a_sentence(world, client_for, posting):
    at_host = sheet(posting)
    for given in ({}, {"host_grade": "9"}, {"host_on": "2026-13-40"}, {"seen": "x" * 40}):
        answer = client_for(world.county).post(
            reverse("appraisals:judge", args=[at_host.pk]),
            JUDGED | {"seen": 1} | given | {"host_opinion": ""},
        )
        assert answer.status_code == 400
    fill = reverse("appraisals:fill", args=[posting.pk, "other"])
    assert client_for(world.city).get(fill).status_code == 404


def test_a_duty_leads_to_the_sheet_and_to_the_posting(world, client_for, posting):
    refresh_people([posting.cadre_id], on=date(2026, 11, 23))
    duties = {d.rule: d.pk for d in Duty.objects.filter(rule__startswith="frontline.")}
    address = reverse("appraisals:final_of_duty")
    begun = client_for(world.county).get(address, {"duty": duties["frontline.appraise"]})
    assert begun.url == reverse("appraisals:fill", args=[posting.pk, "final"])
    made = sheet(posting)
    there = client_for(world.county).get(address, {"duty": duties["frontline.appraise"]})
    assert there.url == reverse("appraisals:detail", args=[made.pk])
    back = client_for(world.secretary).get(
        reverse("appraisals:return_of_duty"), {"duty": duties["frontline.return"]}
    )
    assert back.url == reverse("postings:arrange", args=[posting.pk])
    for asked in ("0", "x", "9" * 30, str(duties["frontline.return"])):
        assert client_for(world.county).get(address, {"duty": asked}).status_code == 404


def test_the_list_has_a_tab_of_what_waits(world, client_for, judged):
    address = reverse("appraisals:list")
    said = client_for(world.secretary).get(address, {"standing": "mine"}).content.decode()
    assert "柳河镇" in said
    none = client_for(world.county).get(address, {"standing": "mine"}).content.decode()
    assert "没有办理中的鉴定表" in none
    own = client_for(world.cadre).get(address, {"standing": "all"}).content.decode()
    assert "等次" not in own


def test_the_posting_shows_its_sheets_and_who_assesses_the_year(world, client_for, judged):
    said = client_for(world.city).get(reverse("postings:detail", args=[judged.posting_id]))
    text = said.content.decode()
    assert "2026 年度由柳河镇考核" in text
    assert reverse("appraisals:detail", args=[judged.pk]) in text
    own = client_for(world.cadre).get(reverse("postings:detail", args=[judged.posting_id]))
    assert "年度由" not in own.content.decode()


@pytest.mark.parametrize("length", [0, 10, 600, 3000])
def test_any_summary_fits_both_sides(world, client_for, posting, length):
    made = sheet(posting, state="concluded", summary="做好工作。" * (length // 5), **JUDGED)
    answer = client_for(world.city).get(reverse("appraisals:paper", args=[made.pk, "pdf"]))
    found = marks(answer.content)
    assert {m.page for m in found} == {1, 2}
    assert all(m.left > 26.5 and m.right < 183.5 and 15 < m.baseline < 285 for m in found)
    text = "".join(m.text for m in found)
    for part in (
        "挂职锻炼考核鉴定表",
        "陈思远",
        "■优秀",
        "□不称职",
        "负责人：赵文博",
        "协管乡村振兴",
    ):
        assert part in text


def test_paper_does_not_tell_him_how_he_was_judged(world, client_for, judged):
    address = reverse("appraisals:paper", args=[judged.pk, "docx"])
    said = words(client_for(world.cadre).get(address).content)
    assert "一年来负责乡村振兴工作" in said
    assert "■" not in said
    assert "扎实肯干" not in said
    assert "赵文博" not in said


def test_word_has_every_text_and_rows_of_one_page_each(world, client_for, judged):
    content = (
        client_for(world.city).get(reverse("appraisals:paper", args=[judged.pk, "docx"])).content
    )
    said = words(content)
    for part in ("挂职锻炼考核鉴定表", "扎实肯干", "■优秀", "负责人：赵文博", "2026年11月20日"):
        assert part in said
    tables = Document(BytesIO(content)).tables
    assert len(tables) == 2
    high = [sum(row.height.mm for row in table.rows) for table in tables]
    assert high[0] == pytest.approx(297 - 20 - 20 - 22, abs=1)
    assert high[1] < 250


def words(content: bytes) -> str:
    """Everything that a Word file says."""
    body = Document(BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def test_a_duty_does_not_lead_the_host_to_the_file(world, client_for, posting):
    refresh_people([posting.cadre_id], on=date(2026, 11, 23))
    duty = Duty.objects.get(rule="frontline.appraise")
    address = reverse("duties:detail", args=[duty.pk])
    link = reverse("cadres:detail", args=[posting.cadre_id])
    said = client_for(world.county).get(address).content.decode()
    assert "陈思远" in said and link not in said
    assert link in client_for(world.city).get(address).content.decode()


def test_a_program_of_the_host_hears_of_nobody_elses_people(world, posting):
    refresh_people([posting.cadre_id], on=date(2026, 11, 23))
    for place in ("青川县", "清河市"):
        program = caller(issue(world, at=place)[1])
        rows = program.get("/api/v1/duties/?tab=all&size=200").json()["results"]
        told = {row["rule"]["code"] for row in rows if row["name"] == "陈思远"}
        assert "frontline.appraise" not in told
        assert ("frontline.return" in told) == (place == "清河市")


def test_who_is_appraised_hears_no_day_of_it_in_his_own_office(world, client_for, judged):
    Cadre.objects.filter(pk=judged.posting.cadre_id).update(account=world.secretary)
    own = client_for(world.secretary)
    address, asked = reverse("appraisals:list"), {"standing": "all", "columns": "grade,host_on"}
    assert "2026-11-20" not in own.get(address, asked).content.decode()
    found = own.get(address, {"standing": "all", "host_on_after": "2026-11-01"})
    assert found.context["count"] == 0
    theirs = client_for(world.clerk).get(address, asked).content.decode()
    assert "2026-11-20" in theirs and "优秀" in theirs
