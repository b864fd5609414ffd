"""What the page of a batch says: its stages, limits, tabs, buttons and history."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchState, BatchVerb
from cadres.intake.models import Applicant, IntakeBatch, IntakeStep
from cadres.intake.offers import NEEDS
from cadres.intake.services.results import figure

# The pages of verbs, in the order of the buttons; the rest are done to ticked rows.
PAGES = {
    BatchVerb.EDIT: "intake:edit",
    BatchVerb.ANNOUNCE: "intake:announce",
    BatchVerb.PROPOSE: "intake:people",
    BatchVerb.CHECK: "intake:check",
    BatchVerb.START_TEST: "intake:test",
    BatchVerb.MARK: "intake:marks",
    BatchVerb.START_INSPECTION: "intake:inspection",
    BatchVerb.INSPECT: "intake:findings",
    BatchVerb.RANK: "intake:rank",
    BatchVerb.CHOOSE: "intake:ranking",
    BatchVerb.ADMIT: "intake:admit",
    BatchVerb.RETURN: "intake:return",
    BatchVerb.CLOSE: "intake:close",
    BatchVerb.CANCEL: "intake:cancel",
}


def stages(batch: IntakeBatch) -> list[dict[str, Any]]:
    """The stages of this batch with the one it is at; without a test where it has no weight."""
    passed_over = {BatchState.CANCELLED} | (set() if batch.tests else {BatchState.TESTING})
    return [
        {"label": state.label, "is_current": state == batch.state}
        for state in BatchState
        if state not in passed_over
    ]


def limits(batch: IntakeBatch) -> list[dict[str, Any]]:
    """Its figures, for components/facts.html."""
    education = batch.get_min_level_display()
    weight = figure(batch.test_weight * 100)
    rest = figure(100 - batch.test_weight * 100)
    return [
        {"label": "主办地区", "value": batch.unit.short_name},
        {"label": "储备名额", "value": f"{batch.quota} 人"},
        {"label": "年龄条件", "value": f"{batch.max_age} 岁以下（截至 {batch.age_on}）"},
        {
            "label": "学历条件",
            "value": f"{'全日制' if batch.fulltime else ''}{education}以上",
        },
        {"label": "权重", "value": f"考试 {weight}%，考察 {rest}%"},
        {"label": "公告日期", "value": str(batch.announced_on or "")},
        {"label": "公告文号", "value": batch.document},
        {"label": "备注", "value": batch.note, "is_wide": True},
    ]


def counts_of(batch: IntakeBatch, viewer: Any) -> dict[str, int]:
    """How many applicants in the viewer's scope are in each state that somebody is in."""
    rows = Applicant.objects.visible_to(viewer).filter(batch=batch)
    return dict(rows.order_by().values_list("state").annotate(number=Count("pk")))


def tabs(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    """Everybody, and each state that somebody is in."""
    every = {"label": "全部", "url": "?", "current": not chosen, "count": sum(counts.values())}
    return [
        every,
        *(
            {
                "label": state.label,
                "url": f"?state={state.value}",
                "current": chosen == state,
                "count": counts[state],
            }
            for state in ApplicantState
            if state in counts
        ),
    ]


def nobody(batch: IntakeBatch, verbs: Collection[str]) -> dict[str, str]:
    """What stands where applicants would be, for components/empty.html."""
    if BatchVerb.PROPOSE in verbs:
        text = "点“推荐人选”按姓名或身份证号添加，也可以在“干部”里勾选后点“报名选拔”。"
        return {"title": "还没有人报名", "text": text}
    if batch.state == BatchState.DRAFT:
        return {"title": "还没有人报名", "text": "发布公告以后才能推荐人选。"}
    return {"title": "没有报名人选", "text": "您的管理范围内没有人报名本批次。"}


def buttons(batch: IntakeBatch, verbs: Collection[str], following: str) -> list[dict[str, Any]]:
    """The verbs that have a page of their own; the `following` one is the next step."""
    return [
        {
            "label": BatchVerb(verb).label,
            "url": reverse(PAGES[verb], args=[batch.pk]),
            "is_main": verb == following,
            "is_apart": verb == BatchVerb.CANCEL,
        }
        for verb in PAGES
        if verb in verbs
    ]


def row_verbs(verbs: Iterable[str]) -> list[dict[str, str]]:
    """What is done to the ticked applicants at this stage."""
    return [_row_verb(verb) for verb, needed in NEEDS.items() if needed in verbs]


def every_row_verb() -> list[dict[str, str]]:
    """The same for a list across batches: each verb leaves out whom it does not fit."""
    return [_row_verb(verb) for verb in NEEDS]


def _row_verb(verb: ApplicantVerb) -> dict[str, str]:
    return {"label": str(verb.label), "url": reverse("intake:judge", args=[verb.value])}


def history(steps: QuerySet[IntakeStep]) -> list[dict[str, str]]:
    """Who did what when, newest first, for components/feed.html."""
    return [
        {
            "when": timezone.localtime(step.done_at).strftime("%Y-%m-%d %H:%M"),
            "text": _said(step),
        }
        for step in steps.select_related("done_by")[:200]
    ]


def _said(step: IntakeStep) -> str:
    verbs = ApplicantVerb if step.applicant_id else BatchVerb
    states = ApplicantState if step.applicant_id else BatchState
    who = step.done_by.name if step.done_by else "系统"
    moved = step.to_state != step.from_state
    to = f" → {states(step.to_state).label}" if moved else ""
    note = f"（{step.note}）" if step.note else ""
    return f"{who}　{verbs(step.verb).label}{to}{note}"
