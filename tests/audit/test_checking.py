"""The auditor has the log checked: a job, whose verdict is a page for auditors alone."""

import pytest
from django.urls import reverse

from core.audit import chain
from core.audit.jobs import VERIFY
from core.audit.models import Action, AuditEntry
from core.audit.services import record
from core.jobs.models import Job, State
from core.jobs.services import enqueue, perform
from tests.audit.test_chain import tamper

CHECK = "/audit/check/"


@pytest.fixture
def entries(world) -> list[AuditEntry]:
    return [record(Action.READ, actor=world.city, target=unit) for unit in world.units.values()]


def checked(browser) -> Job:
    response = browser.post(CHECK)
    assert response.status_code == 302
    return Job.objects.get(kind=VERIFY, pk=response["Location"].strip("/").split("/")[-1])


def test_a_whole_log(world, client_for, entries):
    chain.seal()
    auditor = client_for(world.auditor)
    job = checked(auditor)
    assert job.state == State.QUEUED
    assert perform(job.pk)
    page = auditor.get(reverse("jobs:detail", args=[job.pk]), follow=True)
    assert page.redirect_chain == [(reverse("audit:verdict", args=[job.pk]), 302)]
    text = page.content.decode()
    assert "日志完整，逐条核对无误。" in text
    job.refresh_from_db()
    assert job.outcome["sealed"] >= len(entries)
    assert job.outcome["faults"] == 0
    assert f"{job.outcome['sealed']}:{job.outcome['head']}" in text
    assert job.done == job.total
    logged = AuditEntry.objects.get(action=Action.RUN, subject="audit")
    assert (logged.actor_id, logged.detail["faults"]) == (world.auditor.pk, 0)


def test_each_fault_is_a_problem_of_the_job(world, client_for, entries):
    chain.seal()
    tamper(f"UPDATE core_auditentry SET rows = 7 WHERE id = {entries[0].pk}")
    auditor = client_for(world.auditor)
    job = checked(auditor)
    perform(job.pk)
    job.refresh_from_db()
    assert (job.state, job.outcome["faults"]) == (State.SUCCEEDED, 1)
    problem = job.problems.get()
    assert problem.value == str(entries[0].pk)
    assert problem.place.startswith("封存位置")
    text = auditor.get(reverse("audit:verdict", args=[job.pk])).content.decode()
    assert "日志与写入时不一致" in text
    assert problem.reason in text


def test_a_second_click_shows_the_check_under_way(world, client_for):
    auditor = client_for(world.auditor)
    first = checked(auditor)
    assert checked(auditor) == first
    perform(first.pk)
    assert checked(auditor) != first


def test_the_verdict_is_the_auditors(world, client_for):
    job = checked(client_for(world.auditor))
    address = reverse("audit:verdict", args=[job.pk])
    assert client_for(world.auditor).get(address).status_code == 404  # not before it is there
    perform(job.pk)
    assert client_for(world.auditor).get(address).status_code == 200
    for who in (world.city, world.sysadmin, world.secadmin, world.nobody):
        assert client_for(who).get(address).status_code == 404
        assert client_for(who).post(CHECK).status_code == 404
    other = enqueue(actor=world.auditor, kind="core.export", label="导出")
    wrong = reverse("audit:verdict", args=[other.pk])
    assert client_for(world.auditor).get(wrong).status_code == 404
