"""A report to read: who reads what, what is hidden from whom, what is sealed stays."""

from datetime import date
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from cadres.choices import DisciplineKind
from cadres.people.models import Cadre, Discipline
from core.accounts.models import Grant
from core.audit.models import AuditEntry
from core.choices import Role
from reporting.annual import services
from reporting.annual.models import AnnualReport, Opinion
from reporting.annual.whole import HIDDEN, OWN
from tests.annual_pages.making import (
    BUREAU,
    REASON,
    filed,
    fresh,
    opened,
    returned,
    written,
)
from tests.world_people import TODAY

PUNISHED = "党内警告"
PAGES = ("detail", "differences", "changes", "return", "accept", "reopen", "withdraw", "comment")


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Views read the day that the world is built for."""
    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: TODAY)


@pytest.fixture
def report(world) -> AnnualReport:
    return opened(world)[BUREAU]


def page(client_for, user, name: str, *args, **query) -> str:
    answer = client_for(user).get(reverse(f"annual:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def as_secretary(world, name: str = "陈思远"):
    """Somebody on the roster who works in the office."""
    user = world.cadres[name].account
    Grant.objects.filter(user=user).update(role=Role.UNIT_SECRETARY)
    return user


def opinion_on(report, cadre) -> Opinion:
    return Opinion.objects.get(report=report, cadre=cadre)


@pytest.mark.parametrize("who", ["county", "cadre", "auditor", "sysadmin", "secadmin", "nobody"])
def test_nobody_else_finds_a_report(world, client_for, report, who):
    report = filed(world, report)
    browser = client_for(world.users[who])
    for name in PAGES:
        assert browser.get(reverse(f"annual:{name}", args=[report.pk])).status_code == 404, name
    for name, args in (("filing", [1]), ("paper", ["pdf"])):
        address = reverse(f"annual:{name}", args=[report.pk, *args])
        assert browser.get(address).status_code == 404
    assert browser.post(reverse("annual:uncomment", args=[report.pk, 1])).status_code == 404


@pytest.mark.parametrize("who", ["city", "secretary", "clerk"])
def test_its_offices_read_it_whole(world, client_for, report, who):
    report = filed(world, report)
    shown = page(client_for, world.users[who], "detail", report.pk)
    for part in ("一、总体情况", "六、下一年度工作计划", "保留资格初步意见表", REASON, "全部数据"):
        assert part in shown
    filing = report.filings.get()
    assert filing.digest in shown
    assert "〔在库人数〕" not in shown
    assert 'class="q-fig" href="/roster/' in shown
    assert AuditEntry.objects.filter(
        action="read", actor_id=world.users[who].pk, subject_id=str(report.pk)
    ).exists()


def test_a_department_above_reads_what_its_county_collects(world, client_for):
    reports = opened(world)
    town = next(one for one in reports.values() if one.collector == world.named["青川县"])
    for who in ("city", "county"):
        assert town.unit.short_name in page(client_for, world.users[who], "detail", town.pk)
    assert (
        client_for(world.secretary).get(reverse("annual:detail", args=[town.pk])).status_code == 404
    )


def test_a_clerk_reads_nothing_of_discipline(world, client_for):
    Discipline.objects.create(
        cadre=world.cadres["周雨晴"],
        kind=DisciplineKind.PARTY,
        measure=PUNISHED,
        decided_on=date(2026, 6, 1),
        effect_until=date(2027, 6, 1),
    )
    report = filed(world, opened(world)[BUREAU])
    services.comment(
        actor=world.city,
        report=report,
        cell="figure:conduct.disciplines",
        words="处分件数与纪委通报不符。",
        on=TODAY,
    )
    report = fresh(report)
    services.give_back(actor=world.city, report=report, seen=report.version, words="", on=TODAY)
    told = page(client_for, world.secretary, "detail", report.pk)
    assert PUNISHED in told
    assert "与纪委通报不符" in told
    hidden = page(client_for, world.clerk, "detail", report.pk)
    assert PUNISHED not in hidden
    assert "与纪委通报不符" not in hidden
    assert HIDDEN in hidden


def test_nobody_reads_what_is_thought_of_himself(world, client_for, report):
    user, cadre = as_secretary(world), world.cadres["陈思远"]
    written(world, report)
    Opinion.objects.filter(report=report).update(stand="keep", reason="")
    Opinion.objects.filter(report=report, cadre=cadre).update(stand="exit", reason="不宜再留")
    report = fresh(report)
    services.file(actor=None, report=report, seen=report.version, on=TODAY)
    cell = f"opinion:{cadre.pk}"
    said = {"cell": cell, "words": "调出理由还要充实。"}
    services.comment(actor=world.city, report=fresh(report), on=TODAY, **said)
    report = fresh(report)
    services.give_back(
        actor=world.city, report=report, seen=report.version, words="请修改", on=TODAY
    )
    Opinion.objects.filter(report=report, cadre=cadre).update(stand="defer", reason="再看一年")
    for name, args in (("detail", ()), ("filing", (1,)), ("differences", ())):
        own = page(client_for, user, name, report.pk, *args)
        other = page(client_for, world.secretary, name, report.pk, *args)
        for secret in ("不宜再留", "再看一年", "调出理由还要充实"):
            assert secret not in own, (name, secret)
        assert "不宜再留" in other or "再看一年" in other
    assert OWN in page(client_for, user, "detail", report.pk)
    listed = page(client_for, user, "opinions")
    assert "再看一年" not in listed
    assert "陈思远" not in listed.split("<tbody>")[1].split("</tbody>")[0]
    address = reverse("annual:comment", args=[report.pk])
    assert client_for(user).get(address, {"cell": cell}).status_code == 404
    comment = report.comments.get()
    gone = reverse("annual:uncomment", args=[report.pk, comment.pk])
    assert client_for(user).post(gone).status_code == 404


def test_what_was_filed_stays_when_the_records_change(world, client_for, report):
    report = filed(world, report)
    Cadre.objects.filter(name="周雨晴").update(name="周改名", title="新职务")
    shown = page(client_for, world.city, "detail", report.pk)
    assert "周雨晴" in shown
    assert "周改名" not in shown
    digest = report.filings.get().digest
    hint = page(client_for, world.city, "changes", report.pk)
    assert "已上报的报告不会改变" in hint
    assert report.filings.get().digest == digest
    part = client_for(world.city).get(
        reverse("annual:changes", args=[report.pk]), headers={"HX-Request": "true"}
    )
    assert "<html" not in part.content.decode()


def test_a_part_tells_whether_its_comments_are_answered(world, client_for, report):
    """Of the part that `returned` says something of; a line of the list of parts."""

    def line() -> str:
        tree = html.fromstring(page(client_for, world.city, "detail", report.pk))
        (found,) = tree.xpath("//nav[@class='q-parts']/a[contains(., '存在问题')]")
        return found.text_content().strip()

    report = returned(world, report)
    assert line().endswith("1")
    report.comments.update(answer="已逐条写明。")
    assert line().endswith("已答复")


def test_where_two_filings_differ(world, client_for, report):
    report = returned(world, report)
    report.passages.filter(part=5).update(text="改过的问题：谈话不够深入。")
    shown = page(client_for, world.city, "differences", report.pk)
    assert "正在修改的稿" in shown
    assert "改过的问题" in shown
    report.comments.update(answer="已逐条写明。")
    report = filed(world, report)
    report.passages.filter(part=5).update(text="又改")
    browser, address = client_for(world.city), reverse("annual:differences", args=[report.pk])
    assert "又改" not in browser.get(address).content.decode()
    for wrong in ("9", "x", "0", "-1", "1" * 30):
        assert browser.get(address, {"before": wrong}).status_code == 404, wrong
    assert (
        client_for(world.city).get(reverse("annual:filing", args=[report.pk, 7])).status_code == 404
    )
    first = page(client_for, world.city, "filing", report.pk, 1)
    assert "这是以前上报的内容" in first


def test_a_report_filed_once_has_nothing_to_compare(world, client_for, report):
    shown = page(client_for, world.city, "differences", filed(world, report).pk)
    assert "没有可以对照的内容" in shown


@pytest.mark.parametrize("who", ["city", "secretary"])
def test_statements_do_not_grow_with_people(world, client_for, report, who):
    browser, address = client_for(world.users[who]), reverse("annual:detail", args=[report.pk])
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for name in ("单文静", "李明朗", "赵文博"):
        Opinion.objects.create(report=report, cadre=world.cadres[name], stand="keep")
    with CaptureQueriesContext(connection) as more:
        browser.get(address)
    assert "赵文博" in browser.get(address).content.decode()
    assert len(more) == len(few)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx"])
def test_papers(world, client_for, report, kind):
    browser, address = client_for(world.secretary), reverse("annual:paper", args=[report.pk, kind])
    draft = browser.get(address)
    assert draft.status_code == 200
    assert "%E8%8D%89%E7%A8%BF" in draft["Content-Disposition"]  # 草稿
    year = quote(f"-{report.year}年度报告")
    assert year in draft["Content-Disposition"]
    filed(world, report)
    done = browser.get(address)
    assert "%E8%8D%89%E7%A8%BF" not in done["Content-Disposition"]
    assert f"{year}.{kind}" in done["Content-Disposition"]
    assert len(done.content) > 1_000
    logged = AuditEntry.objects.filter(action="export", subject_id=str(report.pk))
    assert list(logged.order_by("pk").values_list("detail__filing", flat=True)) == ["0", "1"]
    assert browser.get(address, {"filing": "1"}).status_code == 200
    for wrong in ("2", "x", "9" * 9):
        assert browser.get(address, {"filing": wrong}).status_code == 404
    other = reverse("annual:paper", args=[report.pk, "exe"])
    assert browser.get(other).status_code == 404
