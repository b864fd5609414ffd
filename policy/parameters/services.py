"""Setting a figure from a day on, and withdrawing what was set; never for days that are past.

A value lasts until the next one begins. What a new value replaces before it ever held is gone from
the table; the log keeps it, with who replaced it and why.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed, Stale, refuse_if
from core.units.models import Unit
from policy.parameters.authority import CITY, county_range, is_stricter, may_set
from policy.parameters.catalogue import BY_KEY, Definition, Stricter
from policy.parameters.models import Parameter, ParameterValue

YEARS_AHEAD = 2  # what is further off is decided when it comes nearer


class OutOfRange(DomainError):
    """A value or a day that cannot be used; the sentence names what can."""

    status = 400
    title = "填写有误"


@transaction.atomic
def set_value(
    *,
    actor: Any,
    key: str,
    unit: Unit | None = None,
    text: str,
    since: date,
    reason: str,
    document: str = "",
    on: date,
    seen: str | None = None,
) -> ParameterValue:
    """The figure is `text` from `since` on, for the city or for a county.

    It ends the value in force on `since` and takes the place of every later one. `seen` is the
    `fingerprint` that the form showed; the same form sent twice changes nothing the second time.
    """
    definition = definition_of(key)
    _refuse_strangers(actor, definition, unit)
    value = parsed(definition, text)
    refuse_day(since, on)
    parameter = Parameter.objects.select_for_update().get(key=key)
    rows = list(_rows(parameter, unit))
    told = {"value": value, "since": since, "reason": reason.strip(), "document": document.strip()}
    if rows and _is_same(rows[-1], told, actor):
        return rows[-1]
    _refuse_stale(parameter, unit, seen)
    holding = [row for row in rows if row.since <= since and _holds(row, since)]
    before = holding[-1] if holding else None
    later = [row for row in rows if row.since >= since]
    refuse_if(
        before is not None
        and before.value == value
        and before.set_by_id is not None
        and not [row for row in later if row is not before],
        f"“{definition.label}”到 {since} 已经是 {definition.kind.show(value)}，不用再设。",
        OutOfRange,
    )
    if unit is not None:
        _refuse_laxer(definition, value, since)
    for row in later:
        row.delete()
    if before is not None and before.since < since:
        ParameterValue.objects.filter(pk=before.pk).update(until=since)
    made = ParameterValue.objects.create(parameter=parameter, unit=unit, set_by=actor, **told)
    show = definition.kind.show
    record(
        Action.CHANGE,
        actor=actor,
        target=parameter,
        detail={
            "value": [show(before.value) if before is not None else "", show(value)],
            "since": str(since),
            "unit": str(unit or CITY),
            "reason": told["reason"],
            "document": told["document"],
            "replaced": [f"{row.since} 起 {show(row.value)}" for row in later],
        },
    )
    return made


@transaction.atomic
def withdraw(
    *, actor: Any, value: ParameterValue, reason: str, on: date, seen: str | None = None
) -> None:
    """Take back a value that is still to come, or end a county's own today.

    The value before one that never came goes on; a county without a value follows the city.
    """
    parameter = Parameter.objects.select_for_update().get(pk=value.parameter_id)
    definition, unit = definition_of(parameter.key), value.unit
    _refuse_strangers(actor, definition, unit)
    rows = {row.pk: row for row in _rows(parameter, unit)}
    refuse_if(value.pk not in rows, "这个值已经撤销，不用再办。", Stale)
    _refuse_stale(parameter, unit, seen)
    held = rows[value.pk]
    refuse_if(
        held.until is not None and held.until <= on,
        "这个值已经执行完毕，是历史记录，不能撤销；要改变今后的数，请用“修改”设定新的值。",
    )
    refuse_if(
        held.since <= on and unit is None,
        "全市现行的值不能撤销，只能改为另一个值；方案不能没有这个数。",
    )
    if held.since >= on:
        held.delete()
        if held.since > on:
            before = [row for row in rows.values() if row.until == held.since]
            ParameterValue.objects.filter(pk__in=[row.pk for row in before]).update(
                until=held.until
            )
    else:
        ParameterValue.objects.filter(pk=held.pk).update(until=on)
    record(
        Action.DELETE,
        actor=actor,
        target=parameter,
        detail={
            "value": [definition.kind.show(held.value), ""],
            "since": str(held.since),
            "unit": str(unit or CITY),
            "reason": reason.strip(),
        },
    )


def definition_of(key: str) -> Definition:
    """The figure of the catalogue; raises DomainError for a key that it has not got."""
    refuse_if(key not in BY_KEY, f"没有“{key[:60]}”这个参数，请从“参数一览”中选择。")
    return BY_KEY[key]


def refuse_day(since: date, on: date) -> None:
    """Raises OutOfRange for a day that is past, or too far off for its effect to be known."""
    last = date(on.year + YEARS_AHEAD, 12, 31)
    refuse_if(
        not on <= since <= last,
        f"起始日期“{since}”不能用，应为 {on} 到 {last} 之间的一天：已经过去的日子不再改动。",
        OutOfRange,
    )


def parsed(definition: Definition, text: str) -> Any:
    """What is stored of what was typed; raises OutOfRange with the allowed values."""
    try:
        return definition.kind.parse(text)
    except ValueError as fault:
        raise OutOfRange(f"{definition.label}：{fault}") from None


def fingerprint(parameter: Parameter, unit: Unit | None) -> str:
    """What a form was filled in upon: the values of the region and of the city, as they stand."""
    rows = [*_rows(parameter, None), *(_rows(parameter, unit) if unit is not None else ())]
    told = "\n".join(f"{row.pk} {row.value} {row.since} {row.until}" for row in rows)
    return sha256(told.encode()).hexdigest()[:24]


def city_value(key: str, on: date) -> Any:
    """What the city's value is on a day, as stored; None when it is open."""
    rows = ParameterValue.objects.in_force(on).filter(parameter__key=key, unit=None)
    return rows.values_list("value", flat=True).first()


def _rows(parameter: Parameter, unit: Unit | None) -> Any:
    """Every value of a region, the earliest first."""
    rows = ParameterValue.objects.filter(parameter=parameter, unit=unit)
    return rows.select_related("set_by").order_by("since")


def _holds(row: ParameterValue, day: date) -> bool:
    return row.until is None or row.until > day


def _is_same(row: ParameterValue, told: dict[str, Any], actor: Any) -> bool:
    """The row is what this form made when it was sent before."""
    return (
        row.until is None
        and row.set_by_id == actor.pk
        and all(getattr(row, name) == value for name, value in told.items())
    )


def _refuse_strangers(actor: Any, definition: Definition, unit: Unit | None) -> None:
    if may_set(actor, definition, unit):
        return
    if unit is not None and definition.stricter == Stricter.NONE:
        raise NotAllowed(f"“{definition.label}”全市统一，县（区）不能另定；请联系市委组织部。")
    raise NotAllowed("参数由市委组织部设定，县（区）委组织部可以为本县（区）从严设定。")


def _refuse_stale(parameter: Parameter, unit: Unit | None, seen: str | None) -> None:
    if seen is None or seen == fingerprint(parameter, unit):
        return
    last = ParameterValue.objects.filter(parameter=parameter).order_by("-set_at").first()
    who = last.set_by.name if last is not None and last.set_by is not None else "其他人"
    when = timezone.localtime(last.set_at).strftime("%m-%d %H:%M") if last is not None else "刚才"
    raise Stale(
        f"“{parameter}”已由{who}在 {when} 改过，您的修改没有保存。请重新打开页面，核对后再改。"
    )


def _refuse_laxer(definition: Definition, value: Any, since: date) -> None:
    """A county goes further than the city or leaves it alone."""
    city = city_value(definition.key, since)
    if is_stricter(definition, city, value):
        return
    kind, span = definition.kind, county_range(definition, city)
    now = f"全市自 {since} 为 {kind.show(city)}"
    raise OutOfRange(
        f"{definition.label}“{kind.show(value)}”不比全市更严，应为 {span}（{now}）。"
        if span
        else f"{now}，已是最严，县（区）不能再从严。"
    )
