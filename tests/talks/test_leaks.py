"""A cadre sees that a talk took place; what was said and found is the offices' on every surface.

The words of a record, of its revision, its attachment and its concern are looked for in everything
that anybody without business there can fetch.
"""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.concerns import services as concerns
from assessments.talks import filing, services
from assessments.talks.models import Talk, TalkAttachment
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.jobs import services as jobs
from core.jobs.models import Job
from policy.duties.refreshing import refresh
from tests.clients.issuing import caller, issue
from tests.world import World

SECRET = ("情绪低落", "原先写的话", "作风飘浮", "签字页", "家事")
META = ("held_on", "quarter", "kind", "led_by", "place", "entered_at")
NOTES = ("topic", "on_thought", "on_work", "on_style", "on_life", "advice", "void_reason")


@pytest.fixture
def talk(world: World) -> Talk:
    """A record with everything that can leak, about 陈思远, whose account is `cadre`."""
    today = timezone.localdate()
    refresh(on=today)
    made = concerns.record_talk(
        actor=world.secretary,
        cadre=world.cadres["陈思远"],
        on=today,
        concern={"text": "作风飘浮", "demand": "作风飘浮要改", "was_reminded": True},
        held_on=today,
        place="局会议室",
        led_by="马建国",
        topic="家事",
        on_thought="原先写的话",
    )
    made = services.amend(
        actor=world.secretary,
        talk=made,
        seen=None,
        on=today,
        reason="补充",
        on_thought="情绪低落",
    )
    filing.attach(
        actor=world.secretary,
        talk=made,
        on=today,
        files=[SimpleUploadedFile("签字页.pdf", b"%PDF-1.7 \xe7\xad\xbe")],
    )
    return made


def addresses(talk: Talk) -> list[str]:
    """Every page on which something of the record could stand."""
    cadre = talk.cadre_id
    attachment = TalkAttachment.objects.get()
    wide = "&".join(f"columns={name}" for name in (*META, *NOTES, "concern"))
    return [
        reverse("home"),
        reverse("talks:list"),
        f"{reverse('talks:list')}?{wide}",
        f"{reverse('talks:list')}?which=all&order=on_thought&on_thought=情绪&concern=reminded",
        reverse("talks:detail", args=[talk.pk]),
        reverse("talks:paper", args=[talk.pk]),
        reverse("talks:amend", args=[talk.pk]),
        reverse("talks:attachment", args=[attachment.pk]),
        reverse("concerns:list"),
        f"{reverse('concerns:list')}?standing=all",
        reverse("concerns:detail", args=[talk.concern.pk]),
        reverse("cadres:detail", args=[cadre]),
        *(reverse("cadres:tab", args=[cadre, tab]) for tab in ("talks", "history", "roster")),
        f"{reverse('search')}?q=情绪低落",
        f"{reverse('search')}?q=陈思远",
        f"/api/v1/talks/?columns={','.join(META)}",
        "/api/v1/talks/",
        f"/api/v1/talks/{talk.pk}/",
        f"/api/v1/talks/?columns={','.join(NOTES)}",
        "/api/v1/concerns/",
    ]


def said(browser: Client, url: str) -> str:
    """The text of an answer, whatever its status."""
    answer = browser.get(url)
    assert answer.status_code < 500
    if answer.streaming:
        return b"".join(answer.streaming_content).decode(errors="replace")
    return answer.content.decode(errors="replace")


def leaked(browser: Client, talk: Talk) -> list[tuple[str, str]]:
    """Where a secret stood; a question repeated back (an address, a search) is none."""
    found = []
    for url in addresses(talk):
        text = said(browser, url).replace("q=情绪低落", "").replace('value="情绪低落"', "")
        if not url.endswith("q=情绪低落"):
            found += [(url, word) for word in SECRET if word in text]
    return found


@pytest.mark.parametrize("who", ["cadre", "auditor", "sysadmin", "secadmin", "nobody", "county"])
def test_nothing_that_was_said_reaches(world: World, talk: Talk, client_for, who: str) -> None:
    assert leaked(client_for(world.users[who]), talk) == []


@pytest.mark.parametrize("who", ["city", "secretary", "clerk"])
def test_the_offices_read_it(world: World, talk: Talk, client_for, who: str) -> None:
    browser = client_for(world.users[who])
    page = said(browser, reverse("talks:detail", args=[talk.pk]))
    assert all(word in page for word in SECRET)
    found = browser.get(f"/api/v1/talks/{talk.pk}/").json()
    assert found["notes"]["on_thought"] == "情绪低落"


def test_a_cadre_sees_that_it_took_place(world: World, talk: Talk, client_for) -> None:
    browser = client_for(world.cadre)
    assert "局会议室" in said(browser, reverse("talks:detail", args=[talk.pk]))
    assert "局会议室" in said(browser, reverse("cadres:tab", args=[talk.cadre_id, "talks"]))
    assert "应谈" not in said(browser, reverse("cadres:detail", args=[talk.cadre_id]))
    (row,) = browser.get("/api/v1/talks/").json()["results"]
    assert set(META) <= set(row)
    assert "notes" not in row
    assert "concern" not in row
    for url in ("talks:paper", "talks:amend", "talks:void", "talks:concern"):
        assert browser.get(reverse(url, args=[talk.pk])).status_code == 404
    assert browser.post(reverse("talks:attach", args=[talk.pk])).status_code == 404
    attachment = TalkAttachment.objects.get().pk
    assert browser.get(reverse("talks:attachment", args=[attachment])).status_code == 404
    assert browser.post(reverse("talks:remove", args=[attachment])).status_code == 404
    assert browser.get(reverse("concerns:detail", args=[talk.concern.pk])).status_code == 404


def test_a_cadre_who_works_in_an_office_does_not_read_about_himself(
    world: World, talk: Talk, client_for
) -> None:
    """陈思远 is the clerk of his bureau: others' records are his to read, his own is not."""
    Cadre.objects.filter(pk=talk.cadre_id).update(account=world.clerk)
    services.record(
        actor=world.secretary,
        cadre=world.cadres["周雨晴"],
        on=talk.held_on,
        held_on=talk.held_on,
        place="局会议室",
        led_by="马建国",
        on_work="进展顺利",
    )
    browser = client_for(world.clerk)
    assert leaked(browser, talk) == []
    rows = browser.get("/api/v1/talks/").json()["results"]
    notes = {row["name"]: row["notes"] for row in rows}
    assert notes["周雨晴"]["on_work"] == "进展顺利"
    assert set(notes["陈思远"].values()) == {""}
    assert "进展顺利" in said(browser, f"{reverse('talks:list')}?columns=on_work")


def test_an_export_holds_what_the_role_has(world: World, talk: Talk, client_for) -> None:
    wide = "columns=on_thought&columns=held_on&columns=concern"
    for who, query, is_told in (("cadre", "", False), ("secretary", wide, True)):
        answer = client_for(world.users[who]).post(
            reverse("listing:export", args=["talks"]), {"format": "csv", "query": query, "all": "1"}
        )
        assert answer.status_code == 302, answer.content.decode()
        job = Job.objects.latest("pk")
        assert jobs.perform(job.pk)
        job.refresh_from_db()
        assert job.state == "succeeded", job.message
        with job.result.open("rb") as stream:
            rows = list(csv.reader(io.StringIO(stream.read().decode("utf-8-sig"))))
        assert ("情绪低落" in str(rows)) is is_told
        assert str(talk.held_on) in str(rows)


def bearer(world: World, fields: list[str]) -> Client:
    """A program with a token for these columns of talks, over the whole city."""
    return caller(issue(world, fields={"talks": fields})[1])


def test_a_program_has_the_notes_only_where_they_were_granted(world: World, talk: Talk) -> None:
    program = bearer(world, ["name", *META])
    (row,) = program.get("/api/v1/talks/").json()["results"]
    assert set(row) == {"id", "name", *META}
    assert leaked(program, talk) == []
    for query in ("columns=on_thought", "order=on_thought", "on_thought=x", "concern=reminded"):
        assert program.get(f"/api/v1/talks/?{query}").status_code == 400


def test_a_pull_with_notes_says_so_in_the_log(world: World, talk: Talk) -> None:
    program = bearer(world, ["name", "held_on", "on_thought"])
    (row,) = program.get("/api/v1/talks/").json()["results"]
    assert row["notes"] == {"on_thought": "情绪低落"}
    assert "concern" not in row
    entry = AuditEntry.objects.filter(action="pull").latest("pk")
    assert entry.subject_label == "谈心谈话，含思想情况"
    assert entry.rows == 1
