"""The check finds all that the writing would refuse: what passes it is written."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.accounts.models import Grant
from core.errors import DomainError
from core.jobs.models import Job, State
from core.jobs.progress import Progress
from core.units import imports, services
from core.units.models import Unit
from tests.units.test_imports import checked, row, workbook, written

ON = date(2026, 6, 1)


def faults(actor, *rows: list) -> list[str]:
    job = checked(actor, workbook(*rows))
    assert job.state == State.SUCCEEDED, job.message
    return [f"{problem.place}：{problem.reason}" for problem in job.problems.all()]


def lines_of(unit: Unit, **changed) -> list:
    """The row that an export of the unit would give."""
    values = {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.get_kind_display(),
        "level": unit.get_level_display(),
        "principal_quota": unit.principal_quota,
        "deputy_quota": unit.deputy_quota,
        "established_on": unit.established_on.isoformat(),
    }
    return row(unit.code, unit.parent.code if unit.parent else "", **(values | changed))


def test_what_was_exported_is_accepted_unchanged_by_who_may_see_it(world):
    county = world.named["青川县"]
    town = world.named["柳河镇"]
    job = checked(world.county, workbook(lines_of(county), lines_of(town)))
    assert (job.outcome["same"], job.outcome["errors"]) == (2, 0), list(job.problems.all())


def test_a_name_that_a_sibling_has_is_found(world):
    county, town = world.named["青川县"], world.named["柳河镇"]
    (told,) = faults(world.city, row("900", town.parent.code, name=town.name))
    assert told == "第 2 行 单位全称：同一上级下已有同名单位，请改正名称或上级编码。"
    (told,) = faults(
        world.city, row("900", county.code, name="甲"), row("901", county.code, name="甲")
    )
    assert told == "第 3 行 单位全称：与第 2 行同名、同上级，请改正其中一行。"
    bureau = world.named["市交通运输局"].code
    assert not faults(world.city, row("900", county.code, name="甲"), row("901", bureau, name="甲"))


def test_a_heading_may_not_keep_its_quotas_nor_its_people(world):
    town = world.named["柳河镇"]
    blank = {"kind": "机构分组", "principal_quota": None, "deputy_quota": None}
    Unit.objects.filter(pk=town.pk).update(deputy_quota=3)
    assert any("不设领导职数" in told for told in faults(world.city, lines_of(town, **blank)))
    bureau = lines_of(world.named["市交通运输局"], kind="机构分组")
    assert any("启用的账号" in told for told in faults(world.city, bureau))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "市"}, "第 2 行 单位类别：只有根单位的类别是“市”"),
        ({"deputy_quota": "9" * 5000}, "第 2 行 副职职数：“99999999999999999999”不是 0 到 99"),
        ({"established_on": "9" * 5000}, "第 2 行 设立日期：“99999999999999999999”不是日期"),
        ({"established_on": "2999-01-01"}, "第 2 行 设立日期：设立日期 2999-01-01 晚于今天"),
        ({"established_on": "1900-01-01"}, "第 2 行 设立日期：设立日期 1900-01-01 早于上级"),
    ],
)
def test_what_the_form_refuses_the_import_refuses(world, changed, reason):
    (told,) = faults(world.city, row("900", world.named["青川县"].code, **changed))
    assert told.startswith(reason)


@pytest.mark.parametrize("code", ["编码", "900..1", ".900", "900-1"])
def test_a_code_has_the_shape_that_the_form_asks_for(world, code):
    (told,) = faults(world.city, row(code, world.named["青川县"].code))
    assert told.startswith("第 2 行 单位编码：编码只能由数字、字母和点组成")


def test_today_is_not_the_future(world):
    today = timezone.localdate()
    county = world.named["青川县"].code
    assert not faults(world.city, row("900", county, established_on=today.isoformat()))
    tomorrow = (today + timedelta(1)).isoformat()
    assert len(faults(world.city, row("900", county, established_on=tomorrow))) == 1


def test_a_child_is_not_older_than_its_parent_in_the_same_file(world):
    county = world.named["青川县"].code
    parent = row("900", county, established_on="2024-05-01")
    assert not faults(world.city, parent, row("900.1", "900", established_on="2024-05-01"))
    (told,) = faults(world.city, parent, row("900.1", "900", established_on="2024-04-30"))
    assert "早于上级的设立日期 2024-05-01" in told


def test_an_abolished_parent_and_a_circle_of_standing_units_are_found(world):
    county = world.named["青川县"]
    make = {"actor": world.city, "on": ON, "kind": "institution"}
    gone = services.add(parent=county, code="900", name="甲", short_name="甲", **make)
    services.abolish(actor=world.city, unit=gone, seen=1, on=date(2026, 8, 1))
    (told,) = faults(world.city, row("901", "900", established_on="2026-06-01"))
    assert "上级“甲”已于 2026-08-01 撤销" in told
    one = services.add(parent=county, code="902", name="乙", short_name="乙", **make)
    two = services.add(parent=county, code="903", name="丙", short_name="丙", **make)
    (told, again) = faults(
        world.city, lines_of(one, parent_code="903"), lines_of(two, parent_code="902")
    )
    assert "绕成了圈" in told
    assert "绕成了圈" in again


def test_a_file_deeper_than_the_tree_may_be_is_found(world):
    county = world.named["青川县"]
    deep = [row("9", county.code)] + [
        row(f"9.{n}", "9" if n == 1 else f"9.{n - 1}") for n in range(1, 20 - county.depth)
    ]
    assert not faults(world.city, *deep)
    last = deep[-1][0]
    (told,) = faults(world.city, *deep, row("9.99", last))
    assert "层级超过 20 层" in told


def test_a_unit_may_be_renamed_and_moved_by_one_line(world):
    county = world.named["青川县"]
    unit = services.add(
        actor=world.city,
        parent=county,
        on=ON,
        code="900",
        name="甲",
        short_name="甲",
        kind="street",
    )
    target = world.named["市交通运输局"]
    moved = lines_of(unit, parent_code=target.code, name="乙", short_name="乙")
    done = written(checked(world.city, workbook(moved)))
    assert done.state == State.SUCCEEDED, done.message
    unit.refresh_from_db()
    assert (unit.parent, unit.name, unit.periods.count()) == (target, "乙", 2)
    assert "yi" in unit.search
    (told,) = faults(world.city, lines_of(unit, name="丙"))
    assert "至少保留一天" in told


def test_nothing_of_a_unit_out_of_reach_is_told(world):
    bureau = world.named["市交通运输局"]
    unit = services.add(
        actor=world.city,
        parent=bureau,
        on=ON,
        code="900",
        name="密",
        short_name="密",
        kind="street",
    )
    services.abolish(actor=world.city, unit=unit, seen=1, on=date(2026, 8, 1))
    told = faults(world.county, row("900", world.named["青川县"].code))
    assert told == ["第 2 行 单位编码：这个编码的单位不在您的管理范围内，请删去这一行。"]


def test_a_refusal_while_writing_names_the_row_and_undoes_all(world):
    """The county's own siblings are out of its reach: only the writing can find their names."""
    Grant.objects.filter(user=world.county).update(unit=world.named["柳河镇"])
    town = world.named["柳河镇"]
    sibling = Unit.objects.filter(parent=town.parent).exclude(pk=town.pk).first()
    job = checked(world.county, workbook(row("900", town.code), lines_of(town, name=sibling.name)))
    assert job.outcome["errors"] == 0
    done = written(job)
    assert done.state == State.FAILED
    said = "同一上级下已有同名单位，请改名称，或选择另一个上级。"
    assert done.message == f"第 3 行：{said}没有写入任何内容，请改正后重新上传。"
    assert not Unit.objects.filter(code="900").exists()


def test_a_cancel_that_comes_after_the_writing_is_too_late(world):
    job = checked(world.city, workbook(row("900", world.named["青川县"].code)))
    apply = Job.objects.create(
        kind="core.units.apply_import",
        label="写入",
        requested_by=world.city,
        params={"checked": job.pk},
        state=State.RUNNING,
    )
    progress = Progress(apply)
    progress.expect = lambda total: Job.objects.filter(pk=apply.pk).update(cancel_asked=True)
    progress._written = float("-inf")  # the next count would be written, and hear the cancel
    assert imports.apply(apply, progress) == {"create": 1, "update": 0}
    assert progress.done == 1


def test_a_file_that_has_expired_is_asked_for_again(world, client_for):
    job = checked(world.city, workbook(row("900", world.named["青川县"].code)))
    Job.objects.filter(pk=job.pk).update(result="")
    response = client_for(world.city).post(reverse("units:apply", args=[job.pk]))
    assert response.status_code == 409
    assert "上传的文件已到期清理，请重新上传。" in response.content.decode()
    assert Job.objects.count() == 1
    with pytest.raises(DomainError, match="已到期清理"):
        imports.check(Job.objects.get(pk=job.pk), Progress(job))
