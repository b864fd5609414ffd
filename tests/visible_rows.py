"""Rows of the older nouns for the visibility matrix: of the bureau, the county and neither."""

from assessments.concerns.models import Concern
from assessments.talks.models import Talk
from cadres.changes.models import ChangeRequest
from cadres.checks.models import Finding, Looked, Mute
from cadres.choices import EducationLevel, Pool
from cadres.intake.models import Applicant, IntakeBatch
from cadres.people.models import Cadre
from cadres.pools.models import PoolMembership
from core.accounts.models import User
from policy.duties.models import Duty
from policy.parameters.models import Parameter, ParameterValue
from tests.world import World
from training.mentoring.models import Mentorship


def figures_of_counties(world: World) -> None:
    """Two counties are stricter than the city, and one of them will be stricter still."""
    talks = Parameter.objects.get(key="talk.per_quarter")
    for name, value, since, until in (
        ("青川县", 2, "2026-01-01", "2099-01-01"),
        ("青川县", 3, "2099-01-01", None),
        ("清源县", 2, "2026-01-01", None),
    ):
        ParameterValue.objects.create(
            parameter=talks, unit=world.named[name], value=value, since=since, until=until
        )


def rows_about_people(world: World) -> None:
    """Pools, requests, batches and applicants: of the bureau, of the county, of neither."""
    some = [world.cadres[name] for name in ("周雨晴", "陈思远", "赵文博", "李明朗")]
    for cadre in some:
        PoolMembership.objects.create(cadre=cadre, pool=Pool.DEPUTY, since="2025-01-01")
        ChangeRequest.objects.create(cadre=cadre, asked_by=world.clerk)
    duties_about(some)
    findings_about(some, world.city)
    talks_with(some)
    rounds_of(some, world.cadres["单文静"])
    limits = {
        "age_on": "2026-06-30",
        "max_age": 35,
        "min_level": EducationLevel.BACHELOR,
        "quota": 9,
        "test_weight": "0.5",
    }
    for name, place, announced in (
        ("市级批次", "清河市", "2026-07-01"),
        ("县级批次", "青川县", "2026-07-01"),
        ("市级草案", "清河市", None),
    ):
        batch = IntakeBatch.objects.create(
            name=name,
            unit=world.named[place],
            announced_on=announced,
            state="open" if announced else "draft",
            **limits,
        )
        if announced:
            Applicant.objects.bulk_create(Applicant(batch=batch, cadre=c) for c in some)


def rounds_of(some: list[Cadre], mentor: Cadre) -> None:
    """Of each a round that ended and one that goes on."""
    points = {"rhythm": "每月", "goals": "目标", "content": "内容"}
    for cadre in some:
        Mentorship.objects.create(
            cadre=cadre,
            mentor=mentor,
            since="2024-03-01",
            until="2026-03-01",
            ended_on="2026-03-01",
            end_reason="completed",
            **points,
        )
        Mentorship.objects.create(
            cadre=cadre, mentor=mentor, since="2026-04-01", until="2028-04-01", **points
        )


def findings_about(some: list[Cadre], keeper: User) -> None:
    """Of each one that counts, one of discipline, and one that is muted."""
    usual = {"severity": "error", "sentence": "请核对。", "first_found": "2026-11-01"}
    Looked.objects.bulk_create(
        Looked(cadre=cadre, version=cadre.version) for cadre in Cadre.objects.all()
    )
    for cadre in some:
        for rule, value, is_guarded in (
            ("identity.no_number", "counts", False),
            ("conduct.no_effect", "counts", True),
            ("origin.no_native_place", "muted", False),
        ):
            Finding.objects.create(
                cadre=cadre,
                rule=rule,
                value=value,
                is_guarded=is_guarded,
                version=cadre.version,
                found_on="2026-11-01",
                **usual,
            )
        Mute.objects.create(
            cadre=cadre,
            rule="origin.no_native_place",
            reason="正在补证",
            since="2026-01-01",
            until="2126-01-01",
            muted_by=keeper,
        )


def talks_with(some: list[Cadre]) -> None:
    """With each one that stands and one that was voided, and a concern in hand and a closed one."""
    told = {"place": "会议室", "led_by": "马建国", "on_work": "进展顺利。"}
    for cadre in some:
        kept = {"cadre": cadre, "unit": cadre.unit, **told}
        talk = Talk.objects.create(held_on="2026-10-09", **kept)
        Talk.objects.create(
            held_on="2026-10-10", voided_on="2026-10-11", void_reason="记错了人", **kept
        )
        Concern.objects.create(talk=talk, cadre=cadre, text="作风拖拉", raised_on="2026-10-09")
        before = Talk.objects.create(held_on="2026-07-09", **kept)
        Concern.objects.create(
            talk=before,
            cadre=cadre,
            text="纪律松懈",
            raised_on="2026-07-09",
            state="closed",
            reminded_on="2026-07-09",
            correct_by="2026-08-01",
            corrected_on="2026-07-20",
            closed_on="2026-07-25",
        )


def duties_about(some: list[Cadre]) -> None:
    """Of each one that is owed, and one that is done."""
    for cadre in some:
        usual = {"rule": "talk.quarterly", "subject": cadre.pk, "cadre": cadre, "unit": cadre.unit}
        Duty.objects.create(
            period="2026Q1",
            opened_on="2026-01-01",
            due_on="2026-03-31",
            yellow_from="2026-02-14",
            **usual,
        )
        Duty.objects.create(
            period="2026Q2",
            opened_on="2026-04-01",
            due_on="2026-06-30",
            yellow_from="2026-05-16",
            state="done",
            done_on="2026-05-06",
            **usual,
        )
