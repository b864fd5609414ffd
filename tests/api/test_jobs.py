"""Jobs over REST: asked for, watched, stopped, run again, fetched; everybody his own."""

import csv
import io
from urllib.parse import urlsplit

import orjson
import pytest
from django.utils import timezone

from core.jobs.models import Job, State
from core.jobs.services import perform
from core.units.models import Unit
from tests.api.walking import streamed
from tests.clients.issuing import caller, issue

JOBS = "/api/v1/jobs/"
EXPORT = {"kind": "core.export", "entity": "units", "format": "csv"}


def post(client, address=JOBS, **body):
    return client.post(address, orjson.dumps(body), content_type="application/json")


def test_an_export_is_accepted_watched_and_fetched(world, county_program):
    response = post(county_program, **EXPORT, query="kind=township", columns=["code", "name"])
    assert response.status_code == 202
    job = response.json()
    assert job["state"] == {"code": "queued", "name": "排队"}
    assert job["result_url"] is None
    watched = urlsplit(response["Location"]).path
    assert watched == f"{JOBS}{job['id']}/"

    early = county_program.get(f"{watched}result/")
    assert early.status_code == 409
    assert "排队" in early.json()["detail"]

    assert perform(job["id"])
    done = county_program.get(watched).json()
    assert done["state"]["code"] == "succeeded"
    file = county_program.get(urlsplit(done["result_url"]).path)
    lines = list(csv.DictReader(io.StringIO(streamed(file).decode("utf-8-sig"))))
    inside = Unit.objects.filter(path__startswith=world.named["青川县"].path, kind="township")
    assert sorted(line["单位编码"] for line in lines) == sorted(
        inside.values_list("code", flat=True)
    )
    assert set(lines[0]) <= {"单位编码", "单位全称", "单位简称"}


def test_a_person_starts_a_job_too(world, client_for):
    response = post(client_for(world.city), **EXPORT)
    assert response.status_code == 202
    assert Job.objects.get(pk=response.json()["id"]).requested_by == world.city


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"entity": "nonsense"}, "entity"),
        ({"entity": "accounts"}, "entity"),
        ({"entity": None}, "entity"),
        ({"entity": ["units"]}, "entity"),
        ({"format": "docx"}, "format"),
        ({"query": "nonsense=1"}, "nonsense"),
        ({"query": "kind=nonsense"}, "kind"),
        ({"query": "size=5"}, "query"),
        ({"query": "name=%00"}, "name"),
        ({"query": "\x00"}, "query"),
        ({"query": "x" * 2001}, "query"),
        ({"query": {"kind": "county"}}, "query"),
        ({"columns": "name"}, "columns"),
        ({"columns": ["nonsense"]}, "columns"),
        ({"columns": [1]}, "columns"),
        ({"columns": ["standard"]}, "columns"),
        ({"surplus": 1}, "surplus"),
    ],
)
def test_what_an_export_refuses(world, program, change, field):
    response = post(program, **EXPORT | change)
    assert response.status_code == 400, response.content
    assert response.json()["errors"][0]["field"] == field
    assert not Job.objects.exists()


def test_a_job_asks_for_no_more_than_was_granted(world):
    _, token = issue(world, fields={"units": ["name"], "jobs": ["state"]})
    client = caller(token)
    assert post(client, **EXPORT, columns=["code"]).status_code == 400
    assert post(client, **EXPORT, query="kind=county").status_code == 400
    assert post(client, **EXPORT | {"entity": "codes"}).status_code == 403
    assert post(client, **EXPORT).status_code == 202


def test_everybody_sees_his_own_jobs(world, program, county_program, client_for):
    mine = post(program, **EXPORT).json()["id"]
    for other in (county_program, client_for(world.city)):
        assert other.get(JOBS).json()["results"] == []
        for verb in ("", "result/"):
            assert other.get(f"{JOBS}{mine}/{verb}").status_code == 404
        assert post(other, f"{JOBS}{mine}/cancel/").status_code == 404
    assert [job["id"] for job in program.get(JOBS).json()["results"]] == [mine]


def test_a_waiting_job_is_cancelled_and_run_again(world, program):
    address = f"{JOBS}{post(program, **EXPORT).json()['id']}/"
    cancelled = post(program, f"{address}cancel/")
    assert cancelled.status_code == 202
    assert cancelled.json()["state"]["code"] == "cancelled"
    again = post(program, f"{address}cancel/")
    assert again.status_code == 409
    assert again.json()["detail"] == "任务已经结束，不能再取消，请刷新页面查看结果。"
    assert post(program, f"{address}run-again/").json()["state"]["code"] == "queued"
    assert post(program, f"{address}run-again/").status_code == 409


@pytest.mark.parametrize("lost", ["expired", "deleted"])
def test_a_result_that_is_gone_is_told(world, program, lost):
    pk = post(program, **EXPORT).json()["id"]
    perform(pk)
    job = Job.objects.get(pk=pk)
    if lost == "deleted":
        job.result.storage.delete(job.result.name)
    else:
        Job.objects.filter(pk=pk).update(result="")
    response = program.get(f"{JOBS}{pk}/result/")
    assert response.status_code == 409
    assert "重新提交" in response.json()["detail"]


def test_a_failed_job_has_no_result(world, program):
    pk = post(program, **EXPORT).json()["id"]
    Job.objects.filter(pk=pk).update(state=State.FAILED, finished_at=timezone.now())
    response = program.get(f"{JOBS}{pk}/result/")
    assert response.status_code == 409
    assert "失败" in response.json()["detail"]
