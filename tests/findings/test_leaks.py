"""Nobody but the departments learns that there are findings, least of all whom they are about."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from assessments.findings.models import ConductFinding, FindingFile
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from tests.clients.issuing import caller, issue
from tests.findings.making import SECRET, TOLD, found, upload
from tests.world import World

STRANGERS = ("secretary", "clerk", "cadre", "county", "sysadmin", "secadmin", "nobody")


@pytest.fixture
def finding(world: World, client_for) -> ConductFinding:
    """One with evidence about 陈思远, which the city has read and exported."""
    made = found(world)
    browser = client_for(world.city)
    browser.get(reverse("findings:detail", args=[made.pk]))
    said(browser, reverse("findings:file", args=[made.files.get().pk]))
    export(browser)
    return made


def export(browser: Client) -> str:
    """The list as CSV."""
    sent = {"format": "csv", "query": "which=all", "all": "1"}
    answer = browser.post(reverse("listing:export", args=["conduct_findings"]), sent)
    if answer.status_code != 302:
        return ""
    job = Job.objects.latest("pk")
    assert jobs.perform(job.pk)
    job.refresh_from_db()
    with job.result.open("rb") as stream:
        return stream.read().decode("utf-8-sig")


def addresses(finding: ConductFinding) -> list[str]:
    """Every page on which something of it could stand."""
    cadre = finding.cadre_id
    file = FindingFile.objects.get().pk
    tabs = ("basics", "conduct", "talks", "roster", "history", "checks", "postings", "assessments")
    return [
        reverse("home"),
        *(reverse(f"findings:{name}") for name in ("list", "create")),
        *(reverse(f"findings:{n}", args=[finding.pk]) for n in ("detail", "amend", "withdraw")),
        reverse("findings:file", args=[file]),
        reverse("findings:create", query={"cadre": cadre}),
        reverse("cadres:detail", args=[cadre]),
        *(reverse("cadres:tab", args=[cadre, tab]) for tab in tabs),
        reverse("cadres:compare", query={"id": cadre}),
        reverse("search", query={"q": "礼品"}),
        reverse("search", query={"q": "陈思远"}),
        reverse("jobs:list"),
        reverse("plan:page"),
        reverse("duties:list"),
        reverse("notices:inbox"),
        reverse("roster:list"),
        reverse("changes:list"),
        "/api/v1/conduct_findings/",
        "/api/v1/findings/",
        f"/api/v1/cadres/{cadre}/",
    ]


def said(browser: Client, url: str) -> str:
    """The text of an answer, whatever its status."""
    answer = browser.get(url)
    assert answer.status_code < 500
    if answer.streaming:
        return b"".join(answer.streaming_content).decode(errors="replace")
    return answer.content.decode(errors="replace")


def leaked(browser: Client, finding: ConductFinding, words: tuple[str, ...]) -> list:
    """Where a secret stood."""
    pages = [(url, said(browser, url)) for url in addresses(finding)]
    return [(url, word) for (url, page), word in product(pages, words) if word in page]


@pytest.mark.parametrize("who", STRANGERS)
def test_nothing_of_it_reaches(world, finding, client_for, who) -> None:
    browser = client_for(world.users[who])
    # Its case tells his unit and himself the one sentence that was written to be told.
    words = SECRET if who == "county" else (*set(SECRET) - {TOLD}, "组织认定", "认定证据")
    assert leaked(browser, finding, words) == []
    assert "陈思远" not in export(browser)


@pytest.mark.parametrize("who", (*STRANGERS, "auditor"))
def test_every_address_of_it_is_not_there(world, finding, client_for, who) -> None:
    browser = client_for(world.users[who])
    file = finding.files.get().pk
    for name in ("detail", "amend", "withdraw"):
        assert browser.get(reverse(f"findings:{name}", args=[finding.pk])).status_code == 404
    for name in ("amend", "withdraw", "attach"):
        url = reverse(f"findings:{name}", args=[finding.pk])
        sent = {"seen": 1, "reason": "x", "files": [upload("二.pdf")]}
        assert browser.post(url, sent).status_code == 404
    assert browser.get(reverse("findings:file", args=[file])).status_code == 404
    assert browser.post(reverse("findings:remove", args=[file])).status_code == 404
    if who != "county":
        assert browser.get(reverse("findings:list")).status_code == 404
        assert browser.get(reverse("findings:create")).status_code == 404
    assert FindingFile.objects.filter(pk=file).exists()


def test_the_auditor_sees_that_somebody_read_one_but_not_whose(world, finding, client_for) -> None:
    browser = client_for(world.auditor)
    assert leaked(browser, finding, SECRET) == []
    listed = AuditEntry.objects.filter(subject="conduct_findings")
    assert listed.exists()
    assert not any(row.rows or row.detail.get("query") for row in listed)
    rows = AuditEntry.objects.filter(subject="conductfinding")
    assert {row.detail["操作"] for row in rows} == {
        *("登记认定", "上传证据", "查看认定", "下载证据"),
    }
    for row in rows:
        page = said(browser, reverse("audit:detail", args=[row.pk]))
        assert "陈思远" not in page
        assert not any(word in page for word in SECRET)


def test_who_works_in_the_department_does_not_read_about_himself(
    world, finding, client_for
) -> None:
    """陈思远 is on the staff of the city's department: others' findings are his to read."""
    found(world, "李明朗", facts="别人的事", told="别人的话", document="别号", files=())
    Cadre.objects.filter(pk=finding.cadre_id).update(account=world.city)
    browser = client_for(world.city)
    assert leaked(browser, finding, SECRET) == []
    page = said(browser, reverse("findings:list"))
    assert "别人的话" in page
    assert "陈思远" not in page.split('id="list"')[1]
    assert "陈思远" not in export(browser)
    assert "李明朗" in export(browser)


def test_the_counts_of_his_file_are_those_of_others(world, finding, client_for) -> None:
    """A number beside a tab tells as much as a row."""

    def numbers(who: str) -> list:
        page = client_for(world.users[who]).get(reverse("cadres:detail", args=[finding.cadre_id]))
        return [(tab["label"], tab["count"]) for tab in page.context["tabs"]]

    before = {who: numbers(who) for who in ("secretary", "clerk", "cadre")}
    found(world, facts="又一件", files=())
    labels = ("操作记录", "考核")  # reading the page is logged, and its case is told
    for who, was in before.items():
        now = [one for one in numbers(who) if one[0] not in labels]
        assert now == [one for one in was if one[0] not in labels]


def test_no_program_is_given_any(world, finding) -> None:
    program = caller(issue(world, fields={"cadres": ["name"]})[1])
    assert program.get("/api/v1/conduct_findings/").status_code == 404
    assert not ConductFinding.objects.visible_to(issue(world)[0]).exists()
