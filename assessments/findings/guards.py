"""What the verbs of findings refuse: one sentence each, at its field, with what to do."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from assessments.findings.choices import FindingSource
from assessments.findings.models import ConductFinding
from cadres.people.models import Cadre
from core.errors import NotAllowed, refuse_if

LONGEST: Final = 4000  # characters of the facts
LONGEST_TOLD: Final = 300
NO_RIGHT: Final = "组织认定由市、县（区）委组织部办理，您不能办理。"
TEXTS: Final = {"facts": ("事实", LONGEST), "told": ("告知表述", LONGEST_TOLD)}


def refuse_stranger(actor: Any, cadre: Cadre) -> None:
    """Findings are made by who keeps the person's file, never about himself."""
    mine = Cadre.objects.kept_by(actor).exclude(account=actor.pk).filter(pk=cadre.pk)
    refuse_if(not mine.exists(), NO_RIGHT, NotAllowed)


def refuse_withdrawn(finding: ConductFinding) -> None:
    """What was withdrawn stays as it is."""
    refuse_if(
        finding.withdrawn_on, f"这项认定在 {finding.withdrawn_on} 已撤销，只能查看，不能再办理。"
    )


def refuse_content(cadre: Cadre, values: Mapping[str, Any], on: date) -> None:
    """A day that has been, facts, and words for the unit that do not say where they came from."""
    faults: dict[str, list[str]] = {}
    for name, (label, most) in TEXTS.items():
        text = values[name]
        if not text.strip():
            faults[name] = [f"请写明{label}。"]
        elif len(text) > most:
            faults[name] = [f"{label}写了 {len(text)} 字，最多 {most} 字，请精简。"]
    day = values["found_on"]
    if day > on:
        faults["found_on"] = [f"认定日期 {day} 还没有到，请在认定以后登记。"]
    elif day <= cadre.birth:
        faults["found_on"] = [f"认定日期 {day} 不晚于出生年月 {cadre.birth:%Y.%m}，请核对年份。"]
    source = FindingSource(values["source"])
    if source != FindingSource.OTHER and source.label in values["told"]:
        sentence = f"告知表述里写了线索来源“{source.label}”，单位和本人会看到，请改写。"
        faults.setdefault("told", []).append(sentence)
    if faults:
        raise ValidationError(faults)


def refuse_twice(cadre: Cadre, values: Mapping[str, Any]) -> None:
    """The same finding of the same day once: a form that is sent twice opens no second case."""
    same = {name: values[name] for name in ("ground", "found_on", "facts")}
    refuse_if(
        ConductFinding.objects.standing().filter(cadre=cadre, **same).exists(),
        f"{cadre}在 {values['found_on']} 已有一项相同的认定，不用再登记。",
    )
