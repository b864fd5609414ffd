"""What is done to positions: established, changed, abolished; departments alone."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Max, Q

from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.choices import UnitKind
from core.errors import NotAllowed, Stale, refuse_if
from core.units import placing
from core.units.models import Unit
from rotation.positions.models import Position

NO_RIGHT = "职位由市委组织部和县（区）委组织部维护，您的角色不能更改。"
FACTS = ("title", "level", "seat", "is_leading", "quota", "order", "since", "document", "note")
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2199, 12, 31)


@transaction.atomic
def add(*, actor: Any, unit: Unit, on: date, **values: Any) -> Position:
    """A new position of a unit. Raises ValidationError by field, and NotAllowed.

    The same once more, by the same hand (a second click), is the one that is there.
    """
    placing.lock_tree()  # the unit must not be abolished meanwhile
    unit = Unit.objects.get(pk=unit.pk)
    refuse_if(not _may(actor, unit), NO_RIGHT, NotAllowed)
    made = Position.objects.filter(unit=unit, until=None, changed_by=actor, **values).first()
    if made is not None:
        return made
    if unit.kind == UnitKind.GROUP:
        raise ValidationError({"unit": f"“{unit}”只是机构分组，请选择其下的单位。"})
    if unit.abolished_on:
        raise ValidationError({"unit": f"“{unit}”已于 {unit.abolished_on} 撤销，请另选单位。"})
    position = Position(unit=unit, changed_by=actor, **values)
    _refuse_days(position, on)
    position.full_clean(exclude=["changed_by"])
    position.save(force_insert=True)
    detail = {_label(name): _said(position, name) for name in ("unit", *values)}
    record(Action.CREATE, actor=actor, target=position, label=_called(position), detail=detail)
    return position


@transaction.atomic
def edit(*, actor: Any, position: Position, seen: int, on: date, **values: Any) -> Position:
    """Change facts of a position; its unit stays. Raises ValidationError, NotAllowed, Stale."""
    current = _locked(actor, position, seen)
    before = {name: _said(current, name) for name in values}
    for name, value in values.items():
        setattr(current, name, value)
    detail = {
        _label(name): [before[name], _said(current, name)]
        for name in values
        if before[name] != _said(current, name)
    }
    if not detail:
        return current
    _refuse_days(current, on)
    first = _postings(current).order_by("since").values_list("since", flat=True).first()
    if first is not None and current.since > first:
        raise ValidationError(
            {"since": f"{first} 已有人任这个职位，设立日期不能晚于这一天，请改早。"}
        )
    has = _postings(current).filter(ended_on=None, is_main=True, over_quota_reason="").count()
    if has > current.quota:
        raise ValidationError({"quota": f"现有 {has} 人任职，职数不能少于在任人数，请先调整任职。"})
    current.full_clean(exclude=["changed_by"])
    current.change(actor=actor, seen=seen, **values)
    record(Action.CHANGE, actor=actor, target=current, label=_called(current), detail=detail)
    return current


@transaction.atomic
def abolish(
    *, actor: Any, position: Position, seen: int, until: date, document: str = "", on: date
) -> Position:
    """The unit has it no more from `until` on; refused while anybody holds it. Twice is once."""
    if Position.objects.filter(pk=position.pk, until=until).exists():
        return Position.objects.get(pk=position.pk)
    current = _locked(actor, position, seen)
    if current.until is not None:
        raise ValidationError({"until": f"已于 {current.until} 撤销，请刷新页面核对。"})
    if until > on:
        raise ValidationError({"until": f"撤销日期 {until} 还没有到，请在当天或以后登记。"})
    if until <= current.since:
        raise ValidationError(
            {"until": f"撤销日期 {until} 必须晚于设立日期 {current.since}，请核对日期。"}
        )
    running = _postings(current).filter(ended_on=None).count()
    if running:
        raise ValidationError({"until": f"还有 {running} 人任这个职位，请先结束任职，再撤销。"})
    last = _postings(current).aggregate(last=Max("ended_on"))["last"]
    if last is not None and last > until:
        raise ValidationError(
            {"until": f"到 {last} 还有人任这个职位，撤销日期不能早于这一天，请改晚。"}
        )
    values = {"until": until} | ({"document": document} if document else {})
    current.change(actor=actor, seen=seen, **values)
    detail = {"撤销日期": ["", str(until)]}
    record(Action.CHANGE, actor=actor, target=current, label=_called(current), detail=detail)
    return current


def _locked(actor: Any, position: Position, seen: int) -> Position:
    rows = Position.objects.select_for_update(of=("self",)).select_related("unit", "changed_by")
    current = rows.get(pk=position.pk)
    refuse_if(not _may(actor, current.unit), NO_RIGHT, NotAllowed)
    refuse_if(current.version != seen, current.stale_sentence(), Stale)
    return current


def _may(actor: Any, unit: Unit) -> bool:
    if actor is None:
        return True
    return Unit.objects.visible_to(actor, acting_as=KEEPERS).filter(pk=unit.pk).exists()


def _postings(position: Position) -> Any:
    """Who holds or held it; by name: postings stand on positions."""
    rows = apps.get_model("rotation", "Posting")._default_manager.filter(position=position)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("since")))


def _refuse_days(position: Position, on: date) -> None:
    if not FIRST_DAY <= position.since <= LAST_DAY:
        raise ValidationError({"since": f"设立日期 {position.since} 超出范围，请核对年份。"})
    if position.since > on:
        raise ValidationError(
            {"since": f"设立日期 {position.since} 还没有到，请在当天或以后登记。"}
        )
    established = position.unit.established_on
    if position.since < established:
        raise ValidationError(
            {
                "since": f"设立日期 {position.since} 早于“{position.unit}”的设立日期 "
                f"{established}，请核对日期。"
            }
        )
    if position.until is not None and position.since >= position.until:
        raise ValidationError({"since": f"设立日期必须早于撤销日期 {position.until}，请核对日期。"})


def _label(name: str) -> str:
    return str(cast("models.Field", Position._meta.get_field(name)).verbose_name)


def _said(position: Position, name: str) -> str:
    shown = getattr(position, f"get_{name}_display", None)
    value = shown() if shown else getattr(position, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _called(position: Position) -> str:
    return f"{position.unit} {position}"
