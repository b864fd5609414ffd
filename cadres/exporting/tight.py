"""Texts that the form's fixed grid made too small: told of on the page of the job."""

from collections.abc import Iterable
from typing import Any

from cadres.approval.models import ApprovalTexts
from cadres.people.models import Cadre
from core.jobs.progress import Progress

LABELS = {"resume": "简历", "family": "家庭主要成员及重要社会关系"}
REASON = "内容太多，字号已小于 7 磅，打印出来看不清。请精简这一栏后重新导出。"


def tell_tight(progress: Progress, tight: Iterable[Any]) -> None:
    """One line for each text below 7 points; the file is made all the same."""
    for one in tight:
        progress.problem(place=one.person, value=label_of(one.field), reason=REASON)


def label_of(field: str) -> str:
    """What the form calls one of its texts."""
    if field in LABELS:
        return LABELS[field]
    for model in (Cadre, ApprovalTexts):
        names = {one.name: str(one.verbose_name) for one in model._meta.local_concrete_fields}
        if field in names:
            return names[field]
    return field
