"""五年两岗: how many on the roster have enough posts on a day, as the meter itself counts them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from core.listing import asof
from reporting.structure.frame import Frame
from reporting.structure.shares import percent
from rotation.meter.entities import METERS
from rotation.meter.standing import LIGHTS, State, by_unit


@dataclass(frozen=True, slots=True)
class Part:
    """One state of the meter."""

    label: str
    light: str
    number: int
    percent: str
    url: str


def meter(frame: Frame) -> list[Part]:
    """The states in order. Two statements; raises Missing."""
    rows = METERS.model._default_manager.visible_to(frame.viewer)  # type: ignore[attr-defined]
    if frame.unit:
        rows = rows.filter(unit_path__startswith=frame.unit.path)
    found = by_unit(rows, frame.on)
    numbers = {state: sum(one.get(state.value, 0) for one in found.values()) for state in State}
    whole = sum(numbers.values())
    day = {asof.PARAMETER: frame.on.isoformat()}
    return [
        Part(
            str(state.label),
            LIGHTS[str(state.label)],
            numbers[state],
            percent(numbers[state], whole),
            f"{reverse('meter:list')}?{urlencode(frame.asked | day | {'standing': state.value})}",
        )
        for state in State
    ]
