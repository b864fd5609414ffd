"""One unit of the demonstration city, as plain data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "city",
    "group",
    "city_department",
    "county",
    "county_department",
    "township",
    "street",
    "enterprise",
    "institution",
]


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """What a unit is called and where it stands, in the words of the unit table."""

    code: str  # B0111 inner code: three digits a step, the parent's code is the prefix
    parent: str | None
    name: str
    short_name: str  # unique in the whole city, so that a flat list needs no second column
    kind: Kind
    level: str  # ZB03
    established: date
    principal_quota: int  # 正职职数
    deputy_quota: int  # 副职职数
