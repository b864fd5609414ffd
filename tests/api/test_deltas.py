"""`updated_since`: what is refused, what is told, and what need not be sent again."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from cadres.feed.models import Departure
from cadres.feed.moments import KEPT, written
from cadres.people.models import Cadre
from core.audit.models import Action, AuditEntry
from core.jobs.services import enqueue, perform
from tests.api.walking import json_lines, streamed
from tests.clients.issuing import caller, issue

ROSTER = "/api/v1/roster/"
CADRES = "/api/v1/cadres/"


def moment(**ago):
    return written(timezone.now() - timedelta(**ago))


def since(text, more=""):
    return f"{CADRES}?updated_since={quote(text)}{more}"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("as_of=2026-06-30", "as_of"),
        ("as_of=", "as_of"),
        ("order=name", "order"),
        ("count=true", "count"),
        ("format=csv", "format"),
        ("format=xlsx", "format"),
        ("age_min=30", "age_min"),
        ("years_in_post_max=3", "years_in_post_max"),
        ("cursor=abc", "cursor"),
        ("gender=9", "gender"),
        ("nonsense=1", "nonsense"),
        ("updated_since=", "updated_since"),
        ("updated_since=%00", "updated_since"),
        ("updated_since=2099-01-01T00:00:00Z", "updated_since"),
    ],
)
@pytest.mark.parametrize("address", [ROSTER, CADRES])
def test_what_does_not_go_together_is_refused_at_its_parameter(
    world, program, address, query, field
):
    response = program.get(f"{address}?updated_since={moment(hours=1)}&{query}")
    assert response.status_code == 400, response.content
    problem = response.json()
    assert [error["field"] for error in problem["errors"]] == [field]
    assert problem["detail"].endswith(("。", "）。"))


def test_a_cursor_of_a_list_is_not_one_of_a_delta(world, program):
    following = program.get(f"{CADRES}?size=1&order=updated_at").json()["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    assert program.get(since(moment(hours=1), f"&cursor={cursor}")).status_code == 400


def test_what_was_forgotten_is_gone_and_the_remedy_is_told(world, program):
    response = program.get(since(moment(days=KEPT.days, minutes=1)))
    assert response.status_code == 410
    problem = response.json()
    assert problem["type"].endswith("#problem-gone")
    assert "重新全量取数" in problem["detail"]
    assert program.get(since(moment(days=KEPT.days, minutes=-1))).status_code == 200


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "xlsx"])
def test_every_form_tells_from_where_to_go_on(world, program, form):
    response = program.get(f"{CADRES}?format={form}")
    if response.streaming:
        assert streamed(response)
    assert response["X-Updated-Until"].endswith("Z")
    assert program.get(since(response["X-Updated-Until"])).status_code == 200


@pytest.mark.parametrize("query", ["as_of=2026-06-30", "age_min=30", "format=csv&as_of=2026-06-30"])
def test_what_cannot_be_continued_does_not_say_so(world, program, query):
    response = program.get(f"{CADRES}?{query}")
    assert "X-Updated-Until" not in response
    if not response.streaming:
        assert "updated_until" not in response.json()


def test_tombstones_are_in_deltas_alone(world, program):
    Cadre.objects.filter(name="欧阳雪").delete()
    assert {"id", "deleted"} in [
        set(row) for row in program.get(since(moment(hours=1))).json()["results"]
    ]
    assert all("deleted" not in row for row in program.get(CADRES).json()["results"])
    assert "updated_since" not in program.get(since(moment(hours=1))).content.decode()


@pytest.mark.parametrize("query", ["", "?format=ndjson", "?format=ndjson&standing=all&tier=1,2"])
def test_a_pull_that_would_bring_the_same_is_not_sent_or_logged(world, program, query):
    first = program.get(ROSTER + query)
    known = {"If-None-Match": first["ETag"]}
    pulls = AuditEntry.objects.filter(action=Action.PULL).count()
    again = program.get(ROSTER + query, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again["X-Updated-Until"] >= first["X-Updated-Until"]
    assert AuditEntry.objects.filter(action=Action.PULL).count() == pulls

    Cadre.objects.filter(name="李明朗").update(phone="19900009999")
    changed = program.get(ROSTER + query, headers=known)
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_a_tag_is_one_callers_and_one_questions(world, program, county_program):
    other = caller(issue(world, fields={"roster": ["name"]})[1])
    asked = [
        (program, ""),
        (program, "&tier=2"),
        (program, "&columns=name"),
        (program, "&order=name"),
        (county_program, ""),
        (other, ""),
    ]
    tags = [client.get(f"{ROSTER}?format=ndjson{query}")["ETag"] for client, query in asked]
    assert len(set(tags)) == len(tags)


def test_people_ask_for_deltas_by_their_session(world, client_for):
    Cadre.objects.filter(name="艾力·买买提").delete()
    Cadre.objects.filter(name="欧阳雪").delete()
    lines = json_lines(client_for(world.county).get(since(moment(hours=1), "&format=ndjson")))
    assert [row for row in lines if "deleted" in row] == [
        {"id": world.cadres["艾力·买买提"].pk, "deleted": True}
    ]
    for who in ("auditor", "sysadmin", "nobody"):
        assert (
            streamed(client_for(getattr(world, who)).get(since(moment(hours=1), "&format=ndjson")))
            == b""
        )


def test_departures_are_kept_longer_than_anybody_may_ask_about(world, program):
    for days in (KEPT.days + 2, KEPT.days, 1):
        at = timezone.now() - timedelta(days=days)
        Departure.objects.create(entity="cadres", row=9_000_000 + days, path="1/2/", at=at)
    job = enqueue(actor=None, kind="cadres.feed.forget_departures", label="清理")
    perform(job.pk)
    kept = Departure.objects.filter(row__gt=9_000_000).values_list("row", flat=True)
    assert set(kept) == {9_000_000 + KEPT.days, 9_000_001}
