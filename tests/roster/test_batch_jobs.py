"""Many people are acted upon by a job: the same rows, in parts, safe to run again."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.roster import batch_jobs, batch_verbs, services
from cadres.roster.models import RosterAct, RosterEntry
from core.jobs import services as jobs
from core.jobs.models import Job, JobProblem, State
from tests.roster.stepping import confirm, preview


@pytest.fixture
def many(world, client_for, monkeypatch, settings):
    """Four people are many here, two of them a part; the job that was asked for."""
    monkeypatch.setattr(batch_verbs, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(batch_jobs, "PART", 2)
    client = client_for(world.city)
    shown = preview(client, "roster:direction", all="1", query="", direction="law")
    assert len(shown.context["foresight"].changing) == 5
    sent = confirm(client, "roster:direction", shown)
    job = Job.objects.get()
    assert sent.url == reverse("jobs:detail", args=[job.pk])
    assert not RosterAct.objects.exists()
    return job


def test_the_job_does_what_was_shown(world, many):
    services.admit(  # came after the preview: not among those who were shown
        actor=world.city,
        people=[world.cadres["单文静"]],
        on=date(2026, 11, 1),
        today=date(2026, 11, 1),
    )
    jobs.perform(many.pk)
    many.refresh_from_db()
    assert (many.state, many.done, many.total) == (State.SUCCEEDED, 5, 5)
    act = RosterAct.objects.get()
    assert act.rows.count() == RosterEntry.objects.filter(direction="law").count() == 5
    assert world.stay("单文静").direction == ""
    assert many.outcome == {"act": act.pk}
    assert act.done_by == world.city


def test_nobody_is_acted_upon_when_one_has_changed(world, many):
    services.release(
        actor=world.city,
        entries=[world.stay("李明朗")],
        on=date(2026, 9, 1),
        today=date(2026, 9, 1),
        ground="2",
    )
    jobs.perform(many.pk)
    many.refresh_from_db()
    assert many.state == State.FAILED
    assert "李明朗在您核对以后又有变动" in many.message
    assert not RosterEntry.objects.filter(direction="law").exists()


def test_run_again_it_goes_on_where_it_was(world, many, monkeypatch):
    """It is stopped in its second part, somebody is touched, and it is run again."""
    work, parts = batch_jobs.act_upon, []

    def stop(verb, order, act):
        parts.append(order)
        if len(parts) == 2:
            raise RuntimeError("power failure")
        return work(verb, order, act)

    monkeypatch.setattr(batch_jobs, "act_upon", stop)
    jobs.perform(many.pk)
    many.refresh_from_db()
    assert many.state == State.FAILED
    assert RosterEntry.objects.filter(direction="law").count() == 2
    late = RosterEntry.objects.filter(left_on__isnull=True).exclude(direction="law").first()
    services.restate(
        actor=world.city, entries=[late], on=date(2026, 11, 2), today=date(2026, 11, 2), tier=4
    )
    monkeypatch.setattr(batch_jobs, "act_upon", work)
    jobs.run_again(actor=world.city, job=many)
    jobs.perform(many.pk)
    many.refresh_from_db()
    assert many.state == State.SUCCEEDED
    assert RosterAct.objects.get().rows.count() == 4
    assert str(late) in JobProblem.objects.get(job=many).reason
