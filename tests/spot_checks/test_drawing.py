"""The draw: who may, what is frozen, and that it can be made again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.spot_checks.models import SpotCheck, SpotFrame, SpotItem, SpotSign
from assessments.spot_checks.services import drawing
from assessments.spot_checks.signs.kinds import SignKind
from assessments.spot_checks.snapshots import compared, digest, loaded, snapshot
from assessments.talks.models import Talk, TalkAttachment, TalkRevision
from core.audit.models import AuditEntry
from core.errors import DomainError, NotAllowed
from core.jobs import services as jobs
from core.jobs.models import Job
from policy.parameters.models import ParameterValue
from policy.periods import Quarter
from tests.spot_checks.making import ON, Q3, draw, people, talk, talks
from tests.world import World


def keys(check: SpotCheck) -> list[int]:
    return list(check.items.values_list("talk_id", flat=True))


def said(**options) -> str:
    out = StringIO()
    call_command("spot_check", quarter="2026Q3", stdout=out, **options)
    return out.getvalue()


def test_a_draw_takes_from_every_unit_and_freezes_the_records(world: World) -> None:
    made = talks(world, 市交通运输局=30, 市科技局=8, 柳河镇=1)
    check = draw(world)
    assert (check.population, check.drawn, check.percent) == (39, 4, 10)
    shares = {row["name"]: (row["records"], row["drawn"]) for row in check.strata}
    assert shares["市科技局"][0] == 8 and shares["柳河镇"] == (1, 1)
    assert sum(drawn for _all, drawn in shares.values()) == 4 == check.items.count()
    item = check.items.first()
    frozen = snapshot(loaded(Talk.objects.filter(pk=item.talk_id)).get())
    assert item.snapshot == frozen and item.digest == digest(frozen)
    item.refresh_from_db()  # as the database gives it back
    assert digest(item.snapshot) == item.digest
    assert item.unit == item.talk.unit and len(made["市交通运输局"]) == 30
    assert AuditEntry.objects.filter(subject="spotcheck", action="create").count() == 1


def test_an_amendment_afterwards_stands_beside_what_was(world: World) -> None:
    (record,) = talks(world, 市科技局=1)["市科技局"]
    TalkAttachment.objects.create(talk=record, name="签字.pdf", size=9, digest="a" * 64)
    check = draw(world)
    item = check.items.get()
    assert item.snapshot["attachments"] == [{"name": "签字.pdf", "size": 9, "digest": "a" * 64}]
    record.change(actor=world.clerk, seen=1, on_work="补写了一段。")
    TalkRevision.objects.create(talk=record, version=2, changes={}, reason="补充")
    record.attachments.all().delete()
    now = snapshot(loaded(Talk.objects.filter(pk=record.pk)).get())
    changed = {line.name: (line.old, line.new) for line in compared(item.snapshot, now)
               if line.is_changed}  # fmt: skip
    assert changed["on_work"][1] == "补写了一段。"
    assert changed["version"] == ("1", "2") and changed["revisions"] == ("0", "1")
    assert changed["attachments"] == ("签字.pdf（aaaaaaaaaaaa）", "")
    assert changed.keys() == {"on_work", "version", "revisions", "attachments"}
    assert digest(item.snapshot) == item.digest


def test_only_standing_records_that_count_for_the_quarter(world: World) -> None:
    first, second, third, fourth = people(world, "市科技局", 4)
    counted = [
        talk(first, date(2026, 9, 30)),
        talk(second, date(2026, 10, 8), makes_up_for=date(2026, 7, 1)),
    ]
    talk(third, date(2026, 8, 3), voided_on=date(2026, 8, 4), void_reason="重复")
    talk(fourth, date(2026, 10, 1))
    assert sorted(keys(draw(world, percent=100))) == [record.pk for record in counted]


@pytest.mark.parametrize(("number", "percent", "drawn"), [(5, None, 1), (1, None, 1), (7, 100, 7),
                                                         (11, None, 2)])  # fmt: skip
def test_sizes(world: World, number: int, percent: int | None, drawn: int) -> None:
    talks(world, 市科技局=number)
    assert draw(world, percent=percent).items.count() == drawn


def test_nothing_to_draw_from(world: World) -> None:
    with pytest.raises(DomainError, match="2026年三季度没有谈话记录"):
        draw(world)
    with pytest.raises(DomainError, match="还没有开始"):
        draw(world, quarter=Quarter(2027, 1))
    assert not SpotCheck.objects.exists()


@pytest.mark.parametrize("percent", [0, 9, 101, -5])
def test_the_figure_may_be_raised_not_lowered(world: World, percent: int) -> None:
    talks(world, 市科技局=3)
    with pytest.raises(ValidationError, match="10%"):
        draw(world, percent=percent)


def test_a_stricter_county_draws_more(world: World) -> None:
    ParameterValue.objects.create(
        parameter=ParameterValue.objects.get(parameter__key="talk.spot_check_percent").parameter,
        unit=world.named["青川县"],
        value=30,
        since=date(2026, 1, 1),
    )
    talks(world, 柳河镇=10)
    assert draw(world, who="county", unit="青川县").items.count() == 3
    assert draw(world).items.count() == 1


@pytest.mark.parametrize("seed", ["x" * 41, "a\x00b", "a\nb"])
def test_a_seed_that_cannot_be_kept_is_refused(world: World, seed: str) -> None:
    talks(world, 市科技局=3)
    with pytest.raises(ValidationError, match="随机种子"):
        draw(world, seed=seed)


@pytest.mark.parametrize("seed", ["😀清河", "' OR 1=1; --", "%s %d {}", "　两头空　"])
def test_odd_seeds_are_kept_and_drawn_with_again(world: World, seed: str) -> None:
    talks(world, 市科技局=30)
    check = draw(world, seed=seed)
    assert check.seed == seed.strip()
    assert drawing.redrawn(check).drawn == tuple(keys(check))
    assert "完全一致" in said(seed=seed)


def test_a_seed_is_made_and_shown_when_none_is_given(world: World) -> None:
    talks(world, 市科技局=30)
    seeds = {draw(world, seed="").seed for _ in range(3)}
    assert len(seeds) == 3 and all(len(seed) == 16 for seed in seeds)
    assert SpotCheck.objects.count() == 3  # all of them stay listed


def test_the_same_draw_twice_is_one(world: World) -> None:
    talks(world, 市科技局=30)
    first = draw(world)
    assert draw(world) == first
    assert draw(world, percent=10) == first
    with pytest.raises(DomainError, match="换一个种子"):
        draw(world, percent=50)
    assert SpotCheck.objects.count() == SpotFrame.objects.count() == 1


def test_a_double_click_draws_once(committed_world: World) -> None:
    talks(committed_world, 市科技局=30)

    def click(_number: int) -> int:
        try:
            return draw(committed_world).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(click, range(4)))) == 1
    assert SpotItem.objects.count() == 3


@pytest.mark.parametrize("who", ["secretary", "clerk", "cadre", "auditor", "sysadmin", "nobody"])
def test_who_may_not(world: World, who: str) -> None:
    talks(world, 市交通运输局=3)
    with pytest.raises(NotAllowed):
        draw(world, who=who, unit="市交通运输局")


def test_a_county_draws_in_its_own_subtree(world: World) -> None:
    talks(world, 市科技局=3, 柳河镇=4, 马渡镇=2)
    check = draw(world, who="county", unit="青川县", percent=100)
    assert check.population == 6
    assert [row["name"] for row in check.strata] == ["柳河镇", "马渡镇"]
    for unit in ("清河市", "清源县", "市科技局"):
        with pytest.raises(NotAllowed):
            draw(world, who="county", unit=unit)


def test_who_moved_before_is_drawn_by_his_new_region_after_stays_with_the_check(
    world: World,
) -> None:
    moved, stays = people(world, "柳河镇", 2)
    talk(moved), talk(stays)
    check = draw(world, who="county", unit="青川县", percent=100)
    item = check.items.get(talk__cadre=moved)
    moved.unit = world.named["清溪镇"]
    moved.save()
    assert item in SpotItem.objects.visible_to(world.county)
    assert item.unit == world.named["柳河镇"]
    again = draw(world, who="county", unit="青川县", percent=100, seed="后来")
    assert [one.talk.cadre for one in again.items.all()] == [stays]
    assert draw(world, percent=100).population == 2


def test_drawing_again_by_command(world: World) -> None:
    made = talks(world, 市交通运输局=20, 市科技局=10)
    assert "没有用这个种子留存的抽查" in said(seed="清河2026")
    check = draw(world)
    shown = said(seed="清河2026")
    assert "完全一致" in shown and "比例 10%" in shown
    assert [int(line.split("\t")[1]) for line in shown.splitlines() if "\t" in line] == keys(check)
    assert SpotCheck.objects.count() == 1
    for record in made["市科技局"][:5]:  # voided afterwards: the draw is still proved
        record.change(actor=None, seen=None, voided_on=ON, void_reason="重复")
    assert "核对无误" in said(seed="清河2026") or "完全一致" in said(seed="清河2026")
    spare = Talk.objects.exclude(pk__in=keys(check)).first()
    SpotItem.objects.filter(check_of=check, position=1).update(talk=spare)
    with pytest.raises(CommandError, match="被改动过"):
        said(seed="清河2026")


@pytest.mark.parametrize("options", [
    {"quarter": "2026Q5", "seed": "a"}, {"quarter": "2026Q3", "seed": "a\nb"},
    {"quarter": "2026Q3", "seed": "a", "unit": "999.999"},
    {"quarter": "2026Q3", "seed": "a", "percent": 200},
])  # fmt: skip
def test_the_command_refuses_in_words(world: World, options: dict) -> None:
    with pytest.raises(CommandError, match=r"请|应为"):
        call_command("spot_check", **options)


def test_signs_are_found_in_the_whole_quarter_of_a_unit(world: World) -> None:
    made = talks(world, 市科技局=30)["市科技局"]
    source, copy = made[4], made[9]
    points = ("on_thought", "on_work", "on_style", "on_life")
    copy.change(actor=None, seen=None, **{name: getattr(source, name) for name in points})
    check = draw(world)
    assert check.looked_at is None and SpotCheck.objects.get().looked_at is not None
    found = SpotSign.objects.filter(kind=SignKind.COPIED)
    assert {sign.talk_id for sign in found} == {source.pk, copy.pk}
    assert found.get(talk=copy).others == [source.pk]


def test_a_former_record_of_the_same_person_is_compared(world: World) -> None:
    (cadre,) = people(world, "市科技局", 1)
    former = talk(cadre, date(2026, 2, 10))
    points = ("on_thought", "on_work", "on_style", "on_life")
    now = talk(cadre, **{name: getattr(former, name) for name in points})
    draw(world)
    sign = SpotSign.objects.get(kind=SignKind.REPEATED)
    assert (sign.talk, sign.others) == (now, [former.pk])
    assert "2026-02-10" in sign.sentence


def test_many_records_are_a_job_that_can_be_run_twice(world: World, monkeypatch) -> None:
    monkeypatch.setattr(drawing, "AT_ONCE", 5)
    made = talks(world, 市交通运输局=4, 市科技局=3)
    made["市科技局"][0].change(
        actor=None, seen=None, on_thought="好", on_work="好", on_style="", on_life=""
    )
    check = draw(world)
    assert not SpotSign.objects.exists()
    job = Job.objects.get(kind=drawing.LOOK)
    for _ in range(2):
        Job.objects.filter(pk=job.pk).update(state="queued", finished_at=None)
        assert jobs.perform(job.pk)
        job.refresh_from_db()
        assert job.state == "succeeded", job.message
        assert job.total == 2 and "7 份记录" in job.message
        assert SpotSign.objects.filter(check_of=check, kind=SignKind.SHORT).count() == 1


def test_a_leap_quarter(world: World) -> None:
    (cadre,) = people(world, "市科技局", 1)
    record = talk(cadre, date(2028, 2, 29))
    check = draw(world, quarter=Quarter(2028, 1), on=date(2028, 5, 2))
    assert keys(check) == [record.pk] and check.period.label == "2028年一季度"
    assert check.items.get().snapshot["held_on"] == "2028-02-29"
    assert Q3.previous.first_day < record.counts_for
