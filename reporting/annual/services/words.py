"""Writing a report: its words part by part, its head, and why a check is as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from core.errors import refuse_if
from reporting.annual.checks import is_explainable
from reporting.annual.choices import Part, ReportVerb
from reporting.annual.guards import LONGEST_TEXT, LONGEST_WORDS, part_of, words_of
from reporting.annual.models import AnnualReport, Explanation, Passage
from reporting.annual.services.holding import hold, note


@transaction.atomic
def write(
    *, actor: Any, report: AnnualReport, part: int, text: str, seen: int, on: date
) -> Passage:
    """The unit's own words of one part; `seen` is the version of the passage. Raises Stale."""
    passage = _held(report, part, actor)
    told = words_of(text, "text", most=LONGEST_TEXT)
    if told == passage.text and seen == passage.version:
        return passage
    passage.change(actor=actor, seen=seen, text=told)
    note(report, "填写", actor=actor, 部分=Part(passage.part).label, 字数=len(told))
    return passage


@transaction.atomic
def reset(*, actor: Any, report: AnnualReport, part: int, seen: int, on: date) -> Passage:
    """Back to the words that were drafted from the figures. Raises Stale."""
    passage = _held(report, part, actor)
    passage.change(actor=actor, seen=seen, text=passage.drafted)
    note(report, "恢复自动稿", actor=actor, 部分=Part(passage.part).label)
    return passage


@transaction.atomic
def describe(
    *,
    actor: Any,
    report: AnnualReport,
    seen: int,
    on: date,
    document: str,
    signer: str,
    meeting: str,
    contact: str,
    issuer: str = "",
) -> AnnualReport:
    """What stands at the head and the foot of the paper; `seen` is the report's version."""
    held = hold(report, ReportVerb.EDIT, actor=actor, seen=seen)
    given = {"document": document, "signer": signer, "meeting": meeting, "contact": contact}
    given["issuer"] = issuer
    values = {}
    for field, text in given.items():
        kept: Any = AnnualReport._meta.get_field(field)
        most = kept.max_length or LONGEST_WORDS
        values[field] = words_of(" ".join(text.split()), field, most=most)
    held.change(actor=actor, seen=seen, **values)
    note(held, "填写发文信息", actor=actor)
    return held


@transaction.atomic
def explain(
    *, actor: Any, report: AnnualReport, check: str, words: str, on: date
) -> Explanation | None:
    """Why a check is as it is; no words take an explanation back."""
    held = hold(report, ReportVerb.EDIT, actor=actor)
    told = words_of(words, "words")
    refuse_if(
        not is_explainable(check, held.year),
        "这一项要更正，不能以说明代替；请按校核页指出的办法办理。",
    )
    rows = Explanation.objects.filter(report=held, check_key=check)
    if not told:
        rows.delete()
        note(held, "撤回校核说明", actor=actor, 校核项=check)
        return None
    made, _ = rows.update_or_create(
        defaults={"words": told, "changed_by": actor},
        create_defaults={
            "report": held,
            "check_key": check,
            "words": told,
            "changed_by": actor,
        },
    )
    note(held, "说明校核情况", actor=actor, 校核项=check, 说明=told)
    return made


def _held(report: AnnualReport, part: int, actor: Any) -> Passage:
    which = part_of(part)
    held = hold(report, ReportVerb.EDIT, actor=actor)
    rows = Passage.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("changed_by").get(report=held, part=which)
