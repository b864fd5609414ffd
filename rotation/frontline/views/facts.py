"""What the pages of programmes and batches say: stages, figures, tabs, buttons."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from core.choices import Role
from core.scoping import roles_of
from rotation.choices import BatchState, Selection
from rotation.frontline.entities.candidates import CANDIDATES
from rotation.frontline.entities.candidates import Tab as PeopleTab
from rotation.frontline.entities.shared import figure
from rotation.frontline.models import Batch, Candidate, Programme
from rotation.frontline.services.applying import oneself, taken_back
from rotation.frontline.verbs import BatchVerb

# The pages of verbs, in the order of the buttons; the rest are done to ticked rows.
PAGES = {
    BatchVerb.EDIT: "frontline:edit",
    BatchVerb.POSTS: "frontline:posts",
    BatchVerb.ANNOUNCE: "frontline:announce",
    BatchVerb.NOMINATE: "frontline:pick",
    BatchVerb.CHECK: "frontline:check",
    BatchVerb.SELECT: "frontline:select",
    BatchVerb.SCORE: "frontline:scores",
    BatchVerb.DECIDE: "frontline:decide",
    BatchVerb.ASSIGN: "frontline:assign",
    BatchVerb.DISPATCH: "frontline:dispatch",
    BatchVerb.BRING_BACK: "frontline:bring_back",
    BatchVerb.STEP_BACK: "frontline:step_back",
    BatchVerb.CANCEL: "frontline:cancel",
}
APART = (BatchVerb.STEP_BACK, BatchVerb.CANCEL)
STAGES = {
    BatchState.DRAFT: "拟订",
    BatchState.ANNOUNCED: "报名",
    BatchState.SELECTING: "选拔",
    BatchState.DECIDED: "确定人选",
    BatchState.DISPATCHED: "派出",
    BatchState.RETURNED: "返回",
}
LETTERS = (("pdf", "派出通知、介绍信（PDF）"), ("docx", "派出通知、介绍信（Word）"))
LETTERED = (BatchState.DECIDED, BatchState.DISPATCHED, BatchState.RETURNED)


def stages(batch: Batch) -> list[dict[str, Any]]:
    """The stages of this batch with the one it is at; no selection where people are assigned."""
    passed_over = set()
    if batch.programme.selection == Selection.ASSIGNMENT and batch.state != BatchState.SELECTING:
        passed_over.add(BatchState.SELECTING)
    return [
        {"label": label, "is_current": state == batch.state}
        for state, label in STAGES.items()
        if state not in passed_over
    ]


def term(programme: Programme) -> str:
    """“24 个月”, or that it is by days."""
    return f"{programme.term_months} 个月" if programme.term_months else "按天安排"


def way(programme: Programme) -> str:
    """How people are selected, with the weights where there are any."""
    if programme.selection != Selection.EXAMINATION:
        return str(programme.get_selection_display())
    weight = programme.test_weight
    return f"{programme.get_selection_display()}（考试 {weight}%，考核 {100 - weight}%）"


def conditions(programme: Programme) -> str:
    """Who may be sent, in one line."""
    said = ["现职人员"]
    if programme.roster_only:
        said.append("在库优秀年轻干部")
    if programme.max_age:
        said.append(f"{programme.max_age} 岁以下")
    if programme.min_service_months:
        said.append(f"工龄满 {programme.min_service_months} 个月")
    return "；".join([*said, *filter(None, [programme.eligibility])])


def programme_facts(programme: Programme) -> list[dict[str, Any]]:
    """Its figures, for components/facts.html."""
    allowance = programme.allowance
    return [
        {"label": "渠道", "value": programme.get_channel_display()},
        {"label": "组织地区", "value": programme.unit.short_name},
        {"label": "周期", "value": term(programme)},
        {"label": "名额", "value": f"{programme.quota} 人，分 {programme.batch_count} 批"},
        {"label": "选派方式", "value": way(programme)},
        {"label": "待遇", "value": programme.treatment},
        {"label": "每月补助", "value": f"{figure(float(allowance))} 元" if allowance else ""},
        {"label": "依据文号", "value": programme.document},
        {"label": "选派条件", "value": conditions(programme), "is_wide": True},
        {"label": "说明", "value": programme.note, "is_wide": True},
    ]


def brief(batch: Batch, seats: int) -> str:
    """The content of a batch in a line, above its details."""
    days = f"{batch.starts_on} 至 {batch.ends_on}"
    return f"批次内容：名额 {batch.quota} 人，{days}，接收岗位 {seats} 人"


def reason_told(batch: Batch, viewer: Any) -> str:
    """Why it was decided beyond the quota or out of order: for who keeps it and is not in it.

    The reason may speak by name of somebody whom units do not see, or of the viewer himself.
    """
    kept = Batch.objects.kept_by(viewer).exclude(candidates__cadre__account=viewer.pk)
    said = batch.over_quota_reason
    return said if said and kept.filter(pk=batch.pk).exists() else ""


def batch_facts(batch: Batch, viewer: Any) -> list[dict[str, Any]]:
    """The days, seats and conditions of a batch."""
    programme = batch.programme
    url = reverse("frontline:programme", args=[programme.pk])
    days = (batch.ends_on - batch.starts_on).days
    length = "" if programme.term_months else f"，共 {days} 天"
    done = ""
    if batch.dispatched_on:
        done = f"{batch.dispatched_on} {getattr(batch.dispatched_by, 'name', '系统')}"
    found = [
        {"label": "项目", "value": programme.name, "url": url},
        {"label": "选派方式", "value": way(programme)},
        {"label": "名额", "value": f"{batch.quota} 人"},
        {"label": "报名截止", "value": str(batch.apply_by)},
        {"label": "派出期间", "value": f"{batch.starts_on} 至 {batch.ends_on}{length}"},
        {"label": "待遇", "value": programme.treatment},
        {"label": "选派条件", "value": conditions(programme), "is_wide": True},
    ]
    more = (
        ("公告日期", batch.announced_on),
        ("确定日期", batch.decided_on),
        ("派出文号", batch.document),
        ("办理派出", done),
        ("超名额理由", reason_told(batch, viewer)),
    )
    return found + [{"label": label, "value": str(value)} for label, value in more if value]


def buttons(
    batch: Batch, verbs: Collection[str], following: BatchVerb | None
) -> list[dict[str, Any]]:
    """The verbs that have a page of their own; the `following` one is the next step's."""
    return [
        {
            "label": verb.label,
            "url": reverse(view, args=[batch.pk]),
            "is_main": False,
            "is_apart": verb in APART,
        }
        for verb, view in PAGES.items()
        if verb in verbs and verb != following
    ]


def own_buttons(batch: Batch, viewer: Any, on: date) -> list[dict[str, Any]]:
    """本人报名, for a cadre who may and is not named yet."""
    if Role.CADRE not in roles_of(viewer) or batch.state != BatchState.ANNOUNCED:
        return []
    person = oneself(viewer)
    there = Candidate.objects.filter(batch=batch, cadre=person).exclude(taken_back(viewer))
    if person is None or on > batch.apply_by or there.exists():
        return []
    url = reverse("frontline:apply", args=[batch.pk])
    return [{"label": "本人报名", "url": url, "is_main": True, "is_apart": False}]


def step_of(batch: Batch, verb: BatchVerb | None, said: str) -> dict[str, Any]:
    """The next thing to do, above everything else."""
    url = reverse(PAGES[verb], args=[batch.pk]) if verb else ""
    return {"text": said, "url": url, "label": verb.label if verb else ""}


def letters(batch: Batch, keeps: bool) -> list[dict[str, str]]:
    """The letters of a batch that is decided, where the application has them."""
    if not keeps or batch.state not in LETTERED:
        return []
    try:
        return [
            {"label": label, "url": reverse("frontline:letters", args=[batch.pk, fmt])}
            for fmt, label in LETTERS
        ]
    except NoReverseMatch:
        return []


def tabs(request: HttpRequest, batch: Batch) -> list[dict[str, Any]]:
    """Everybody, each state that somebody is in, and who is out: by what the viewer is told."""
    rows = CANDIDATES.rows(request.user).filter(batch=batch)
    counts = dict(rows.order_by().values_list("state_told").annotate(number=Count("pk")))
    chosen = request.GET.get("state", "")
    standing = request.GET.get("standing", "")
    labels = dict(CANDIDATES.column("state").options.choices)  # type: ignore[union-attr]
    found = [
        {
            "label": "全部",
            "url": "?",
            "current": not chosen and not standing,
            "count": sum(counts.values()),
        }
    ]
    found += [
        {"label": labels[state], "url": f"?state={state}", "current": chosen == state, "count": n}
        for state, label in labels.items()
        if (n := counts.get(state))
    ]
    if batch.state in (BatchState.DISPATCHED, BatchState.RETURNED):
        found += [
            {"label": tab.label, "url": f"?standing={tab}", "current": standing == tab}
            for tab in (PeopleTab.OUT, PeopleTab.LATE)
        ]
    return found
