"""The verbs on units at their edges."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.accounts.models import Grant
from core.errors import DomainError, Stale
from core.units import services
from core.units.models import Unit, UnitPeriod
from core.units.tree import branch, opened_tree

ON = date(2026, 6, 1)


def new(world, parent: str, code: str, **values) -> Unit:
    defaults = {
        "name": f"单位{code}",
        "short_name": f"单{code}",
        "kind": "institution",
        "level": "110",
        "principal_quota": 1,
        "deputy_quota": 1,
    }
    return services.add(
        actor=world.city, parent=world.named[parent], on=ON, code=code, **(defaults | values)
    )


def test_a_new_unit_stands_last_below_its_parent_with_a_first_period(world):
    unit = new(world, "青川县", "900")
    siblings = Unit.objects.filter(parent=world.named["青川县"]).order_by("sort_path")
    assert siblings.last() == unit
    assert unit.path == f"{world.named['青川县'].path}{unit.pk}/"
    period = unit.periods.get()
    assert (period.during.lower, period.during.upper, period.name) == (ON, None, "单位900")


def test_a_unit_is_not_older_than_its_parent(world):
    parent = new(world, "青川县", "900")
    with pytest.raises(DomainError, match="早于上级"):
        services.add(
            actor=world.city,
            parent=parent,
            on=date(2026, 5, 31),
            code="901",
            name="甲",
            short_name="甲",
            kind="institution",
        )


def test_a_code_is_used_once(world):
    with pytest.raises(ValidationError) as refused:
        new(world, "青川县", world.named["市交通运输局"].code)
    assert "这个编码已有单位使用，请换一个编码。" in str(refused.value)


def test_siblings_have_different_names_but_an_abolished_one_frees_its_name(world):
    first = new(world, "青川县", "900", name="甲局")
    with pytest.raises(ValidationError, match="同名"):
        new(world, "青川县", "901", name="甲局")
    services.abolish(actor=world.city, unit=first, seen=1, on=date(2026, 7, 1))
    assert new(world, "青川县", "901", name="甲局").pk


def test_renaming_keeps_the_former_name_up_to_the_day_before(world):
    unit = new(world, "青川县", "900", name="旧局", short_name="旧")
    services.rename(
        actor=world.city, unit=unit, seen=1, name="新局", short_name="新", on=date(2026, 9, 1)
    )
    periods = list(unit.periods.order_by("during").values_list("name", "during"))
    assert [name for name, _ in periods] == ["旧局", "新局"]
    assert periods[0][1].upper == periods[1][1].lower == date(2026, 9, 1)
    assert UnitPeriod.objects.get(unit=unit, during__contains=date(2026, 8, 31)).name == "旧局"
    assert UnitPeriod.objects.get(unit=unit, during__contains=date(2026, 9, 1)).name == "新局"


@pytest.mark.parametrize(("day", "allowed"), [(date(2026, 6, 1), False), (date(2026, 6, 2), True)])
def test_a_name_lasts_at_least_a_day(world, day, allowed):
    unit = new(world, "青川县", "900")
    verb = lambda: services.rename(  # noqa: E731
        actor=world.city, unit=unit, seen=1, name="新", short_name="新", on=day
    )
    if allowed:
        assert verb().name == "新"
    else:
        with pytest.raises(DomainError, match="应晚于"):
            verb()


def test_a_stale_edit_is_refused_with_who_was_faster(world):
    unit = new(world, "青川县", "900")
    services.edit(actor=world.city, unit=unit, seen=1, deputy_quota=3)
    again = Unit.objects.get(pk=unit.pk)
    with pytest.raises(Stale, match="已由林静文在"):
        services.edit(actor=world.county, unit=again, seen=1, deputy_quota=5)
    assert Unit.objects.get(pk=unit.pk).deputy_quota == 3


def test_moving_takes_the_whole_branch_and_nothing_else(world):
    top = new(world, "青川县", "900")
    middle = services.add(
        actor=world.city, parent=top, on=ON, code="901", name="中", short_name="中", kind="township"
    )
    leaf = services.add(
        actor=world.city,
        parent=middle,
        on=ON,
        code="902",
        name="叶",
        short_name="叶",
        kind="street",
    )
    before = dict(
        Unit.objects.exclude(pk__in=(top.pk, middle.pk, leaf.pk)).values_list("pk", "path")
    )
    target = world.named["市交通运输局"]
    services.move(actor=world.city, unit=top, seen=1, parent=target, on=date(2026, 7, 1))
    top, middle, leaf = (Unit.objects.get(pk=u.pk) for u in (top, middle, leaf))
    assert top.path == f"{target.path}{top.pk}/"
    assert leaf.path == f"{target.path}{top.pk}/{middle.pk}/{leaf.pk}/"
    assert leaf.sort_path.startswith(middle.sort_path)
    assert middle.sort_path.startswith(top.sort_path)
    assert [u.depth - target.depth for u in (top, middle, leaf)] == [1, 2, 3]
    assert before == dict(
        Unit.objects.exclude(pk__in=(top.pk, middle.pk, leaf.pk)).values_list("pk", "path")
    )


def test_a_unit_cannot_be_moved_below_itself(world):
    county = world.named["青川县"]
    inside = Unit.objects.filter(parent=county).first()
    with pytest.raises(DomainError, match="在本单位之下"):
        services.move(actor=world.city, unit=county, seen=1, parent=inside, on=ON)
    with pytest.raises(DomainError, match="在本单位之下"):
        services.move(actor=world.city, unit=county, seen=1, parent=county, on=ON)


def test_shifting_changes_the_order_and_no_path(world):
    county = world.named["青川县"]
    paths = dict(Unit.objects.values_list("pk", "path"))
    order = list(
        Unit.objects.filter(parent=county).order_by("sort_path").values_list("pk", flat=True)
    )
    services.shift(actor=world.city, unit=Unit.objects.get(pk=order[1]), by=-1)
    expected = [order[1], order[0], *order[2:]]
    now = list(
        Unit.objects.filter(parent=county).order_by("sort_path").values_list("pk", flat=True)
    )
    assert now == expected
    assert dict(Unit.objects.values_list("pk", "path")) == paths
    for child in Unit.objects.exclude(parent=None):
        assert child.sort_path.startswith(child.parent.sort_path)


def test_shifting_past_the_end_changes_nothing(world):
    county = world.named["青川县"]
    rows = Unit.objects.filter(parent=county).order_by("sort_path")
    before = list(rows.values_list("pk", "sort_path"))
    services.shift(actor=world.city, unit=rows.first(), by=-1)
    services.shift(actor=world.city, unit=rows.last(), by=1)
    assert list(rows.values_list("pk", "sort_path")) == before


def test_abolishing_names_what_still_stands_on_the_unit(world):
    with pytest.raises(DomainError, match="下还有"):
        services.abolish(actor=world.city, unit=world.named["青川县"], seen=1, on=ON)
    with pytest.raises(DomainError, match="项有效授权"):
        services.abolish(actor=world.city, unit=world.named["市交通运输局"], seen=1, on=ON)
    Grant.objects.filter(unit=world.named["市交通运输局"]).delete()
    with pytest.raises(DomainError, match=r"个启用的账号.*陈思远"):
        services.abolish(actor=world.city, unit=world.named["市交通运输局"], seen=1, on=ON)


def test_an_abolished_unit_leaves_the_tree_and_keeps_its_history(world):
    unit = new(world, "青川县", "900")
    services.abolish(actor=world.city, unit=unit, seen=1, on=date(2026, 8, 1))
    county = world.named["青川县"]
    assert unit.pk not in {node.pk for node in branch(world.city, county, link="/units/")}
    assert Unit.objects.existing(date(2026, 7, 31)).filter(pk=unit.pk).exists()
    assert not Unit.objects.existing(date(2026, 8, 1)).filter(pk=unit.pk).exists()
    assert unit.periods.get().during.upper == date(2026, 8, 1)


def test_the_tree_panel_is_two_statements_and_opens_down_to_the_current_unit(
    world, django_assert_num_queries
):
    town = world.named["柳河镇"]
    _ = world.city.scopes
    with django_assert_num_queries(2):
        roots = opened_tree(world.city, link="/units/", current=town)
    assert [node.name for node in roots] == ["清河市"]

    def flat(nodes):
        for node in nodes:
            yield node
            yield from flat(node.children)

    assert [node.name for node in flat(roots) if node.is_current] == ["柳河镇"]


def test_the_database_refuses_overlapping_periods_and_a_second_root(world):
    period = UnitPeriod.objects.filter(unit=world.named["青川县"]).get()
    with pytest.raises(IntegrityError, match="unit_has_one_name_at_a_time"), transaction.atomic():
        UnitPeriod.objects.create(unit=period.unit, during=(ON, None), name="甲", short_name="甲")
    with pytest.raises(IntegrityError, match="tree_has_one_root"), transaction.atomic():
        Unit.objects.create(
            path="x/", sort_path="x/", depth=1, code="x", name="x", kind="city", established_on=ON
        )


def test_the_tree_does_not_say_that_something_unseen_stands_below(world):
    new(world, "市交通运输局", "900")
    (own,) = opened_tree(world.cadre, link="/units/")
    assert (own.name, own.has_children) == ("市交通运输局", False)
    (seen,) = opened_tree(world.secretary, link="/units/")
    assert seen.has_children
