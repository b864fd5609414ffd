"""Findings are opened, kept and closed set-based; what is muted does not count for a while."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cadres.approval.services import write_texts
from cadres.checks import services
from cadres.checks.models import Finding, Mended, Mute, Tally
from cadres.checks.refreshing import refresh_all, refresh_people
from cadres.checks.standing import counting, muted, outdated, red_errors, unlooked
from cadres.checks.tallying import tally
from cadres.people import services as people
from cadres.people.models import Cadre
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed
from core.jobs import services as jobs
from core.jobs.models import Job
from core.units.models import Unit
from tests.checks.drafts import TODAY, by_hand

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def person(world) -> Cadre:
    """Somebody of the bureau in whose file one thing is wrong."""
    return by_hand(world.named["市交通运输局"]).change(native_place="云州").stored()


def of(cadre: Cadre) -> dict[str, Finding]:
    return {one.rule: one for one in Finding.objects.filter(cadre=cadre)}


def test_new_ones_open_gone_ones_close_and_the_same_stay_untouched(person):
    refresh_people([person.pk], on=YESTERDAY)
    (first,) = of(person).values()
    assert first.rule == "origin.short_native_place" and first.severity == "error"
    assert first.sentence == "籍贯“云州”只有 2 个字，应写省和县的简称，如云州清河。"
    assert (first.value, first.suggestion, first.found_on) == ("云州", None, YESTERDAY)
    refresh_people([person.pk], on=TODAY)
    assert of(person)["origin.short_native_place"].found_on == YESTERDAY
    people.edit(actor=None, cadre=person, seen=None, on=TODAY, native_place="云州省青川县")
    assert list(outdated(Finding.objects.filter(cadre=person)))
    refresh_people([person.pk], on=TODAY)
    (second,) = of(person).values()
    assert (second.rule, second.suggestion) == ("origin.suffix_native_place", "云州青川")
    people.edit(actor=None, cadre=person, seen=None, on=TODAY, note="核对过")
    refresh_people([person.pk], on=TODAY)
    same = of(person)["origin.suffix_native_place"]
    assert same.pk == second.pk and same.first_found == TODAY
    assert not outdated(Finding.objects.filter(cadre=person)).exists()
    people.edit(actor=None, cadre=person, seen=None, on=TODAY, native_place="云州青川")
    refresh_people([person.pk], on=TODAY)
    assert of(person) == {}


def test_a_run_twice_changes_nothing_and_touches_nobody_else(world, person):
    refresh_all(on=YESTERDAY)
    before = list(Finding.objects.order_by("pk").values())
    assert {row["cadre_id"] for row in before} >= {person.pk, world.cadres["李明朗"].pk}
    refresh_all(on=YESTERDAY)
    assert list(Finding.objects.order_by("pk").values()) == before
    Cadre.objects.filter(pk=person.pk).update(native_place="云州清河")
    refresh_people([person.pk], on=TODAY)
    left = [row for row in before if row["cadre_id"] != person.pk]
    assert list(Finding.objects.order_by("pk").values()) == left


def test_a_branch_is_refreshed_alone(world, person):
    refresh_all(on=TODAY, chosen=Cadre.objects.kept_by(world.county))
    seen = set(Finding.objects.values_list("cadre__name", flat=True))
    assert seen == {"马晓东", "赵文博", "罗天翊", "艾力·买买提"}


def test_one_person_costs_the_same_as_many(world, person, django_assert_max_num_queries):
    refresh_people([person.pk], on=TODAY)
    with django_assert_max_num_queries(50):
        refresh_people([person.pk], on=TODAY)
    with django_assert_max_num_queries(50):
        refresh_people(list(Cadre.objects.values_list("pk", flat=True)), on=TODAY)


def test_findings_of_a_rule_that_is_no_more_go(person):
    usual = {"severity": "error", "field": "name", "sentence": "。", "version": 1}
    days = {"first_found": TODAY, "found_on": TODAY}
    Finding.objects.create(cadre=person, rule="gone.rule", **usual, **days)
    refresh_all(on=TODAY)
    assert "gone.rule" not in of(person)


def test_muted_until_a_day(world, person):
    refresh_people([person.pk], on=TODAY)
    finding = Finding.objects.get(cadre=person)
    unit = world.named["市交通运输局"]
    until = TODAY + timedelta(days=30)
    before = red_errors(unit, TODAY)
    mute = services.mute(
        actor=world.city, finding=finding, reason="档案正在补证", until=until, on=TODAY
    )
    rows = Finding.objects.filter(pk=finding.pk)
    last = until - timedelta(days=1)
    assert not counting(rows, TODAY).exists() and not counting(rows, last).exists()
    assert muted(rows, last).exists()
    assert counting(rows, until).exists() and not muted(rows, until).exists()
    assert red_errors(unit, TODAY) == before - 1 and red_errors(unit, until) == before
    with pytest.raises(DomainError, match="已经设为"):
        services.mute(actor=world.city, finding=finding, reason="再", until=until, on=TODAY)
    # Run out, it makes room for another.
    again = until + timedelta(days=1)
    services.mute(
        actor=world.city, finding=finding, reason="再补", until=again + timedelta(days=9), on=again
    )
    mute.refresh_from_db()
    assert mute.ended_on == again
    entry = AuditEntry.objects.filter(subject="cadre", subject_id=str(person.pk)).first()
    assert entry.detail["暂不处理"] == "再补"


def test_unmuted_it_counts_at_once(world, person):
    refresh_people([person.pk], on=TODAY)
    finding = Finding.objects.get(cadre=person)
    until = TODAY + timedelta(days=30)
    args = {"finding": finding, "reason": "补证", "until": until, "on": TODAY}
    mute = services.mute(actor=world.city, **args)
    services.unmute(actor=world.city, mute=mute, on=TODAY)
    assert counting(Finding.objects.filter(pk=finding.pk), TODAY).exists()
    with pytest.raises(DomainError, match="已经结束"):
        services.unmute(actor=world.city, mute=mute, on=TODAY)
    services.mute(actor=world.city, **args)


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (366, True), (367, False)])
def test_a_mute_lasts_a_day_to_a_year(world, person, days, fits):
    refresh_people([person.pk], on=TODAY)
    finding = Finding.objects.get(cadre=person)
    args = {"finding": finding, "reason": "补证", "until": TODAY + timedelta(days=days)}
    if fits:
        assert services.mute(actor=world.city, on=TODAY, **args)
    else:
        with pytest.raises(DomainError, match="截止日期"):
            services.mute(actor=world.city, on=TODAY, **args)
    assert Mute.objects.exists() is fits


@pytest.mark.parametrize("who", ["secretary", "clerk", "county", "auditor", "nobody", "cadre"])
def test_whoever_does_not_keep_the_file_cannot_mute(world, person, who):
    refresh_people([person.pk], on=TODAY)
    finding = Finding.objects.get(cadre=person)
    until = TODAY + timedelta(days=9)
    with pytest.raises(NotAllowed):
        services.mute(actor=world.users[who], finding=finding, reason="不", until=until, on=TODAY)


def test_the_database_keeps_one_open_mute(world, person):
    usual = {"cadre": person, "rule": "x.y", "since": TODAY, "muted_by": world.city}
    Mute.objects.create(until=TODAY + timedelta(days=1), **usual)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mute.objects.create(until=TODAY + timedelta(days=1), **usual)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mute.objects.create(until=TODAY, **usual | {"rule": "x.z"})


def test_a_tally_counts_what_counts(world, person):
    refresh_all(on=TODAY)
    finding = Finding.objects.get(cadre=person)
    services.mute(
        actor=world.city, finding=finding, reason="补证", until=date(2027, 1, 1), on=TODAY
    )
    tally(on=TODAY)
    tally(on=TODAY)  # twice is once
    unit = world.named["市交通运输局"]
    row = Tally.objects.get(unit=unit)
    expected = Finding.objects.filter(cadre__unit=unit).exclude(pk=finding.pk)
    assert row.errors == expected.filter(severity="error").count()
    assert row.warnings == expected.filter(severity="warning").count()
    assert row.people == 3
    assert set(Tally.objects.values_list("unit", flat=True)) == set(
        Unit.objects.filter(cadres__isnull=False).values_list("pk", flat=True)
    )


def performed(actor) -> Job:
    job = jobs.enqueue(actor=actor, kind="cadres.checks.run", label="校核")
    assert jobs.perform(job.pk)
    job.refresh_from_db()
    return job


def test_the_job_looks_at_whom_its_asker_keeps(world, person):
    job = performed(world.county)
    assert job.state == "succeeded" and job.done == job.total
    assert set(Finding.objects.values_list("cadre__unit__short_name", flat=True)) == {
        "青川县",
        "柳河镇",
        "马渡镇",
    }
    assert "人有问题" in job.message and job.outcome["errors"] > 0
    assert performed(None).state == "succeeded"
    assert of(person)
    for who in ("secretary", "clerk", "auditor", "sysadmin"):
        job = performed(world.users[who])
        assert job.state == "failed" and "组织部门" in job.message


def test_who_was_never_looked_at_is_known_and_so_is_who_changed(world, person):
    everybody = Cadre.objects.all()
    assert unlooked(everybody).count() == everybody.count()
    refresh_people([person.pk], on=TODAY)
    assert person not in unlooked(everybody)
    people.edit(actor=None, cadre=person, seen=None, on=TODAY, native_place="云州青川")
    assert person in unlooked(everybody)
    refresh_all(on=TODAY)
    assert not unlooked(everybody).exists()
    write_texts(actor=None, cadre=person, seen=None, on=TODAY, values={"assessments": "称职"})
    assert list(unlooked(everybody)) == [person]


def test_what_is_mended_is_remembered_by_its_number(person):
    refresh_people([person.pk], on=TODAY)
    (one,) = of(person).values()
    people.edit(actor=None, cadre=person, seen=None, on=TODAY, native_place="云州青川")
    refresh_people([person.pk], on=TODAY)
    mended = Mended.objects.get()
    assert (mended.finding, mended.cadre, mended.rule) == (one.pk, person, one.rule)
    assert mended.mended_on == TODAY
