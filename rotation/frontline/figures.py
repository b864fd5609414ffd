"""The figures of clause 3.1.4 that a new programme begins with, by channel."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.units.models import Unit
from policy.parameters.figures import Missing, figure, in_force
from rotation.choices import Channel, Selection


@dataclass(frozen=True, slots=True)
class TownshipTerm:
    """How long, and in how many batches."""

    term_months: int = figure("frontline.township_months")
    batch_count: int = figure("frontline.township_batches")


@dataclass(frozen=True, slots=True)
class TownshipQuota:
    """How many people."""

    quota: int = figure("frontline.township_quota")


@dataclass(frozen=True, slots=True)
class YearTerm:
    """How long secondments and shadowing are."""

    term_months: int = figure("frontline.secondment_months")


@dataclass(frozen=True, slots=True)
class SecondmentQuota:
    """How many people at most."""

    quota: int = figure("frontline.secondment_quota")


@dataclass(frozen=True, slots=True)
class ShadowQuota:
    """How many people."""

    quota: int = figure("frontline.shadow_quota")


@dataclass(frozen=True, slots=True)
class PetitionTerm:
    """How long a term of petition inspection is."""

    term_months: int = figure("frontline.petition_months")


@dataclass(frozen=True, slots=True)
class PetitionQuota:
    """How many people a term."""

    quota: int = figure("frontline.petition_quota")


FIGURES: dict[str, tuple[type, ...]] = {
    Channel.TOWNSHIP: (TownshipTerm, TownshipQuota),
    Channel.SECONDMENT: (YearTerm, SecondmentQuota),
    Channel.SHADOW: (YearTerm, ShadowQuota),
    Channel.PETITION: (PetitionTerm, PetitionQuota),
}
# What the clause says of each channel, in the words of its field.
WORDS: dict[str, dict[str, Any]] = {
    Channel.TOWNSHIP: {
        "name": "优秀年轻干部到乡镇挂任党政副职",
        "selection": Selection.EXAMINATION,
        "treatment": "享受科级待遇",
    },
    Channel.SECONDMENT: {"name": "优秀年轻干部挂职锻炼", "selection": Selection.NOMINATION},
    Channel.SHADOW: {"name": "到市级机关跟班学习", "selection": Selection.NOMINATION},
    Channel.PETITION: {"name": "选派信访督查专员", "selection": Selection.ASSIGNMENT},
    Channel.SERVICE: {"name": "年轻干部服务基层", "selection": Selection.ASSIGNMENT},
    Channel.TASK: {"name": "抽调参与急难险重任务", "selection": Selection.ASSIGNMENT},
}


def first_values(channel: str, on: date, unit: Unit | None) -> dict[str, Any]:
    """The initial values of a programme's form; a figure that is still open is left out."""
    found = dict(WORDS.get(channel, {}))
    for kind in FIGURES.get(channel, ()):
        try:
            found |= {
                name: value for name, value in asdict(in_force(kind, on, unit)).items() if value
            }
        except Missing:
            continue
    return found
