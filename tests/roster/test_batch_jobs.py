"""Many people are acted upon by a job: the same rows, in parts, safe to run again."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.people.models import Cadre
from cadres.roster import batch_acts, batch_jobs, batch_verbs, services
from cadres.roster.models import RosterAct, RosterEntry
from core.jobs import services as jobs
from core.jobs.models import Job, JobProblem, State
from tests.roster.stepping import confirm, preview

ENTRY = {"entry_mode": "committee", "held_by": "city"}


def enter(world, *names: str) -> None:
    """Somebody else puts them onto the roster."""
    day = date(2026, 9, 1)
    people = [world.cadres[name] for name in names]
    services.admit(actor=world.city, people=people, on=day, today=day)


def performed(job: Job) -> Job:
    jobs.perform(job.pk)
    job.refresh_from_db()
    return job


@pytest.fixture
def newcomers(world, client_for, monkeypatch, settings):
    """The admission of four who are too many for a request, two of them a part."""
    monkeypatch.setattr(batch_verbs, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(batch_jobs, "PART", 2)
    client = client_for(world.city)
    chosen = [world.cadres[name].pk for name in ("单文静", "欧阳雪", "艾力·买买提", "马晓东")]
    confirm(client, "roster:admit", preview(client, "roster:admit", selected=chosen, **ENTRY))
    return Job.objects.get()


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


def test_nobody_is_admitted_when_some_came_meanwhile(world, newcomers):
    enter(world, "单文静", "欧阳雪")
    job = performed(newcomers)
    assert job.state == State.FAILED
    assert "单文静、欧阳雪已在名册上（2026-09-01 入库），不能重复入库。" in job.message
    assert not RosterAct.objects.exists()
    assert not RosterEntry.objects.filter(cadre__name="艾力·买买提").exists()


def test_who_comes_while_it_works_is_named(world, newcomers, monkeypatch):
    begin = batch_acts.begin

    def overtaken(**values):
        enter(world, "欧阳雪")
        return begin(**values)

    monkeypatch.setattr(batch_acts, "begin", overtaken)
    job = performed(newcomers)
    assert (job.state, job.done) == (State.SUCCEEDED, 4)
    assert "已办理 3 人。欧阳雪没有办理，原因见下。" in job.message
    problem = JobProblem.objects.get(job=job)
    assert problem.place == "欧阳雪"
    assert "已在名册上（2026-09-01 入库）" in problem.reason


def test_what_only_the_database_sees_is_a_sentence(world, newcomers, monkeypatch):
    """The guard looked before the other admission was there to be seen."""
    begin = batch_acts.begin

    def overtaken(**values):
        enter(world, "欧阳雪")
        return begin(**values)

    monkeypatch.setattr(batch_acts, "begin", overtaken)
    monkeypatch.setattr(services, "refuse_double", lambda people, on, actor: None)
    job = performed(newcomers)
    assert job.state == State.SUCCEEDED
    assert RosterAct.objects.get().rows.count() == 3
    problem = JobProblem.objects.get(job=job)
    assert problem.place == "欧阳雪"
    assert "不能重复入库" in problem.reason


def test_who_is_out_of_sight_by_then_has_no_name(world, client_for, monkeypatch):
    monkeypatch.setattr(batch_verbs, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(batch_jobs, "PART", 1)
    client, stay = client_for(world.county), world.stay("罗天翊")
    confirm(client, "roster:tier", preview(client, "roster:tier", selected=[stay.pk], tier="4"))
    begin = batch_acts.begin

    def moved(**values):
        Cadre.objects.filter(name="罗天翊").update(unit=world.named["市科技局"])
        return begin(**values)

    monkeypatch.setattr(batch_acts, "begin", moved)
    job = performed(Job.objects.get())
    assert f"编号 {stay.pk}没有办理" in job.message
    assert "罗天翊" not in job.message + JobProblem.objects.get(job=job).reason
