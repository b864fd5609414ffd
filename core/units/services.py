"""What is done to units: one function per verb; each keeps the history."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import F

from core.audit.models import Action
from core.audit.services import changes, record
from core.choices import UnitKind
from core.errors import DomainError, Stale, refuse_if
from core.units import guards, placing
from core.units.models import Unit, UnitPeriod
from core.units.search import search_words


@transaction.atomic
def add(
    *, actor: models.Model | None, parent: Unit | None, on: date, document: str = "", **values: Any
) -> Unit:
    """A new unit, the last child of `parent`, established `on` that day."""
    placing.lock_tree()
    if parent is not None:
        parent = _present(parent)
        guards.refuse_place(parent, on=on, height=1)
    guards.refuse_kind(values.get("kind", ""), is_root=parent is None)
    unit = Unit(pk=placing.new_ids(1)[0], changed_by=actor, established_on=on, **values)
    unit.search = search_words(unit.name, unit.short_name, unit.code)
    placing.place_last(unit, parent)
    unit.full_clean(exclude=["changed_by"])
    unit.save(force_insert=True)
    _open_period(unit, on=on, document=document)
    record(Action.CREATE, actor=actor, target=unit, detail={"code": unit.code, "name": unit.name})
    return unit


@transaction.atomic
def edit(*, actor: models.Model, unit: Unit, seen: int, **values: Any) -> Unit:
    """Change code, kind, level or quotas: facts that have no history. Raises Stale."""
    before = {key: getattr(unit, key) for key in values}
    if "kind" in values:
        guards.refuse_kind(values["kind"], is_root=unit.parent_id is None)
    if values.get("kind") == UnitKind.GROUP != unit.kind:
        guards.refuse_heading(unit)
    code = values.get("code", unit.code)
    _check(unit, values)
    unit.change(
        actor=actor,
        seen=seen,
        **values,
        search=search_words(unit.name, unit.short_name, code),
    )
    record(Action.CHANGE, actor=actor, target=unit, detail=changes(before, values))
    return unit


@transaction.atomic
def rename(
    *,
    actor: models.Model,
    unit: Unit,
    seen: int,
    name: str,
    short_name: str,
    on: date,
    document: str = "",
) -> Unit:
    """A new name from `on`; the former one stays in the history. Raises Stale."""
    placing.lock_tree()
    _find_place(unit, seen)
    before = {"name": unit.name, "short_name": unit.short_name}
    after = {"name": name, "short_name": short_name}
    refuse_if(before == after, "新名称与现名称相同，没有需要更改的内容。")
    _check(unit, after)
    unit.change(actor=actor, seen=seen, **after, search=search_words(name, short_name, unit.code))
    _turn_page(unit, on=on, document=document)
    detail = changes(before, after) | {"on": str(on)}
    record(Action.CHANGE, actor=actor, target=unit, detail=detail)
    return unit


@transaction.atomic
def move(
    *,
    actor: models.Model,
    unit: Unit,
    seen: int,
    parent: Unit,
    on: date,
    document: str = "",
    **names: str,
) -> Unit:
    """Put the unit, with everything below it, under another parent from `on`. Raises Stale.

    `name` and `short_name` may change with it: one day has one entry in the history.
    """
    placing.lock_tree()
    _find_place(unit, seen)
    parent = _present(parent)
    former = unit.parent
    if former is None:
        raise DomainError("根单位不能移动；请移动它下面的单位。")
    refuse_if(
        parent.path.startswith(unit.path),
        f"“{parent}”就是本单位或在本单位之下，不能移到那里，请另选上级单位。",
    )
    refuse_if(parent == former, f"单位已在“{parent}”之下，无需移动。")
    guards.refuse_place(parent, on=on, height=placing.height(unit))
    before = {key: getattr(unit, key) for key in names}
    _check(unit, {"parent": parent, **names})
    after = {"name": unit.name, "short_name": unit.short_name} | names
    search = search_words(after["name"], after["short_name"], unit.code)
    unit.change(actor=actor, seen=seen, **names, search=search)
    placing.move_branch(unit, parent)
    _turn_page(unit, on=on, document=document)
    detail = {"parent": [str(former), str(parent)], "on": str(on)} | changes(before, names)
    record(Action.CHANGE, actor=actor, target=unit, detail=detail)
    return unit


@transaction.atomic
def shift(*, actor: models.Model, unit: Unit, by: int) -> None:
    """Move the unit up (negative) or down among its standing siblings; past an end is a no-op."""
    placing.lock_tree()
    unit.refresh_from_db()
    refuse_if(
        unit.abolished_on, f"“{unit}”已于 {unit.abolished_on} 撤销，不再排序，请刷新页面查看。"
    )
    parent = unit.parent
    if parent is None:
        raise DomainError("根单位没有同级，不需要排序。")
    siblings = Unit.objects.filter(parent=parent).order_by(
        F("abolished_on").asc(nulls_first=True), "sort_path"
    )
    order = list(siblings.values_list("pk", flat=True))
    standing = siblings.standing().count()
    place = order.index(unit.pk)
    order.insert(max(0, min(place + by, standing - 1)), order.pop(place))
    placing.order_children(parent, order)
    record(Action.CHANGE, actor=actor, target=unit, detail={"order": ["", f"{by:+d}"]})


@transaction.atomic
def abolish(*, actor: models.Model, unit: Unit, seen: int, on: date, document: str = "") -> Unit:
    """Abolish the unit from `on`; refused while anything still stands on it. Raises Stale."""
    placing.lock_tree()
    _find_place(unit, seen)
    refuse_if(unit.parent_id is None, "根单位不能撤销；要改名称的，请用“更名”。")
    refuse_if(unit.abolished_on, f"“{unit}”已于 {unit.abolished_on} 撤销，请刷新页面查看。")
    guards.refuse_while_in_use(unit, on=on)
    unit.abolished_on = on
    _check(unit, {"abolished_on": on})
    unit.change(actor=actor, seen=seen, abolished_on=on)
    _close_period(unit, on=on)
    record(Action.CHANGE, actor=actor, target=unit, detail={"abolished_on": ["", str(on)]})
    return unit


def _present(unit: Unit) -> Unit:
    """The unit as it is now that the tree is locked."""
    return Unit.objects.get(pk=unit.pk)


def _find_place(unit: Unit, seen: int) -> None:
    """Where the unit stands now that the tree is locked; raises Stale before any other guard.

    Whoever has an old page before him is told so, not what is wrong with what he did not see.
    """
    place = ["path", "sort_path", "depth", "parent", "abolished_on"]
    unit.refresh_from_db(fields=[*place, "version"])
    refuse_if(unit.version != seen, unit.stale_sentence(), Stale)


def _check(unit: Unit, values: dict[str, Any]) -> None:
    """The model's own rules over the values to come; raises ValidationError by field."""
    future = Unit.objects.get(pk=unit.pk)
    for name, value in values.items():
        setattr(future, name, value)
    future.full_clean(exclude=["changed_by"])


def _open_period(unit: Unit, *, on: date, document: str) -> None:
    UnitPeriod.objects.create(
        unit=unit,
        during=(on, None),
        name=unit.name,
        short_name=unit.short_name,
        parent=unit.parent,
        document=document,
    )


def _close_period(unit: Unit, *, on: date) -> None:
    period = unit.periods.select_for_update().get(during__endswith__isnull=True)
    begun = period.during.lower
    refuse_if(on <= begun, f"日期 {on} 应晚于现名称、现隶属关系的起始日期 {begun}。")
    period.during = (begun, on)
    period.save(update_fields=["during"])


def _turn_page(unit: Unit, *, on: date, document: str) -> None:
    """Close the open period and begin the next with what the unit is now."""
    _close_period(unit, on=on)
    _open_period(unit, on=on, document=document)
