"""What the verbs refuse, at its edge: use, depth, kind, order, and what changed meanwhile."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.accounts.models import Grant
from core.choices import UnitKind
from core.clients.models import ApiClient
from core.errors import DomainError, Stale
from core.units import placing, services
from core.units.models import Unit
from core.units.policy import DEEPEST
from core.units.tree import opened_tree
from tests.units.test_services import ON, new

END = date(2026, 8, 1)


def below(world, parent: Unit, code: str, on: date = ON) -> Unit:
    return services.add(
        actor=world.city,
        parent=parent,
        on=on,
        code=code,
        name=f"单位{code}",
        short_name=f"单{code}",
        kind="institution",
    )


def given(world, unit: Unit, since: date, until: date | None) -> Grant:
    user = world.users["nobody"]
    return Grant.objects.create(
        user=user, account_kind=user.kind, role="unit_clerk", unit=unit, during=(since, until)
    )


@pytest.mark.parametrize(
    ("since", "until", "allowed"),
    [
        (date(2026, 1, 1), END, True),
        (date(2026, 1, 1), END + timedelta(1), False),
        (END + timedelta(30), END + timedelta(60), False),  # has not begun yet
        (END + timedelta(30), None, False),
    ],
)
def test_a_unit_stands_while_a_grant_at_it_lasts_or_will_begin(world, since, until, allowed):
    unit = new(world, "青川县", "900")
    given(world, unit, since, until)
    if allowed:
        assert services.abolish(actor=world.city, unit=unit, seen=1, on=END).abolished_on == END
    else:
        with pytest.raises(DomainError, match="有效授权"):
            services.abolish(actor=world.city, unit=unit, seen=1, on=END)


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"expires_on": END + timedelta(1)}, False),
        ({"expires_on": END}, True),
        ({"expires_on": END + timedelta(1), "revoked_at": timezone.now()}, True),
    ],
)
def test_a_unit_stands_while_a_program_draws_its_data(world, values, allowed):
    unit = new(world, "青川县", "900", name="局{甲}")  # braces in a name are only a name
    ApiClient.objects.create(name="年报系统", unit=unit, prefix="p", token_hash="h", **values)
    if allowed:
        assert services.abolish(actor=world.city, unit=unit, seen=1, on=END).abolished_on == END
    else:
        with pytest.raises(DomainError, match=r"1 个接口客户端.*年报系统"):
            services.abolish(actor=world.city, unit=unit, seen=1, on=END)


def test_the_tree_has_a_deepest_level(world):
    unit = new(world, "青川县", "900")
    for number in range(unit.depth + 1, DEEPEST + 1):
        unit = below(world, unit, f"900.{number}")
    assert unit.depth == DEEPEST
    with pytest.raises(DomainError, match=f"最多 {DEEPEST} 层"):
        below(world, unit, "900.99")
    pair = new(world, "青川县", "901")
    below(world, pair, "901.1")
    with pytest.raises(DomainError, match=f"{DEEPEST + 1} 层，最多 {DEEPEST} 层"):
        services.move(actor=world.city, unit=pair, seen=1, parent=unit.parent, on=END)
    services.move(actor=world.city, unit=pair, seen=1, parent=unit.parent.parent, on=END)


def test_a_unit_is_not_moved_under_one_that_did_not_exist_yet(world):
    target = below(world, world.named["青川县"], "900", on=END)
    unit = new(world, "青川县", "901")
    with pytest.raises(DomainError, match="早于上级"):
        services.move(actor=world.city, unit=unit, seen=1, parent=target, on=END - timedelta(1))
    services.move(actor=world.city, unit=unit, seen=1, parent=target, on=END)


def test_a_move_seen_before_the_branch_moved_makes_no_circle(world):
    """The form was read when the target was elsewhere: where units stand now decides."""
    top, other = new(world, "青川县", "900"), new(world, "青川县", "901")
    stale = Unit.objects.get(pk=top.pk)
    child = below(world, top, "902")
    services.move(actor=world.city, unit=top, seen=1, parent=world.named["市交通运输局"], on=END)
    with pytest.raises(DomainError, match="在本单位之下"):
        services.move(actor=world.city, unit=stale, seen=2, parent=child, on=END + timedelta(1))
    with pytest.raises(Stale):
        services.move(actor=world.city, unit=stale, seen=1, parent=other, on=END + timedelta(1))
    now = Unit.objects.get(pk=child.pk)
    assert now.path == f"{Unit.objects.get(pk=top.pk).path}{child.pk}/"
    assert placing.height(Unit.objects.get(pk=top.pk)) == 2


def test_moving_to_a_parent_with_that_name_below_it_is_refused_at_the_name(world):
    new(world, "市交通运输局", "900", name="信息中心")
    unit = new(world, "青川县", "901", name="信息中心")
    with pytest.raises(Exception, match="同名"):
        services.move(
            actor=world.city, unit=unit, seen=1, parent=world.named["市交通运输局"], on=END
        )


def test_shifting_passes_over_abolished_siblings(world):
    first, gone, last = (new(world, "市交通运输局", code) for code in ("900", "901", "902"))
    services.abolish(actor=world.city, unit=gone, seen=1, on=END)
    services.shift(actor=world.city, unit=last, by=-1)
    standing = Unit.objects.filter(parent=first.parent).standing().order_by("sort_path")
    assert list(standing)[-2:] == [last, first]
    services.shift(actor=world.city, unit=last, by=1)
    assert list(standing.all())[-2:] == [first, last]
    with pytest.raises(DomainError, match="已于 2026-08-01 撤销"):
        services.shift(actor=world.city, unit=gone, by=1)


def test_only_the_root_is_the_city(world):
    root, unit = world.named["清河市"], new(world, "青川县", "900")
    with pytest.raises(DomainError, match="只能是“市”"):
        services.edit(actor=world.city, unit=root, seen=root.version, kind="institution")
    with pytest.raises(DomainError, match="只有根单位"):
        services.edit(actor=world.city, unit=unit, seen=1, kind="city")
    with pytest.raises(DomainError, match="只有根单位"):
        new(world, "青川县", "901", kind="city")


def test_a_heading_employs_nobody(world):
    quotas = {"principal_quota": 0, "deputy_quota": 0}
    bureau = world.named["市交通运输局"]
    with pytest.raises(DomainError, match="启用的账号"):
        services.edit(actor=world.city, unit=bureau, seen=bureau.version, kind="group", **quotas)
    unit = new(world, "青川县", "900")
    below(world, unit, "901")
    today = timezone.localdate()
    held = given(world, unit, today - timedelta(9), today + timedelta(1))
    with pytest.raises(DomainError, match="项授权"):
        services.edit(actor=world.city, unit=unit, seen=1, kind="group", **quotas)
    Grant.objects.filter(pk=held.pk).update(during=(today - timedelta(9), today))
    assert services.edit(actor=world.city, unit=unit, seen=1, kind="group", **quotas)


def test_the_tree_shows_a_second_scope_of_another_depth_and_branch(world):
    clerk = world.users["clerk"]
    town = world.named["柳河镇"]
    Grant.objects.create(
        user=clerk,
        account_kind=clerk.kind,
        role="unit_clerk",
        unit=town,
        during=(date(2026, 1, 1), None),
    )
    assert town.depth > world.named["市交通运输局"].depth
    assert [node.name for node in opened_tree(clerk, link="/units/")] == ["市交通运输局", "柳河镇"]


def test_a_unit_of_people_neither_ends_nor_becomes_a_heading(world):
    unit = world.cadres["欧阳雪"].unit  # 清溪镇, nobody else's
    said = f"“{unit}”还有 1 名干部（欧阳雪），请先在干部信息里改到其他单位。"
    with pytest.raises(DomainError) as refusal:
        services.abolish(actor=world.city, unit=unit, seen=unit.version, on=END)
    assert str(refusal.value) == said
    with pytest.raises(DomainError) as refusal:
        services.edit(actor=world.city, unit=unit, seen=unit.version, kind=UnitKind.GROUP)
    assert str(refusal.value) == said
    moved = {"unit_id": world.named["青川县"].pk}
    type(world.cadres["欧阳雪"]).objects.filter(unit=unit).update(**moved)
    assert services.abolish(actor=world.city, unit=unit, seen=unit.version, on=END)
