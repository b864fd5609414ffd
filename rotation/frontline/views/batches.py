"""One batch: its page with the next thing to do first, drafting, announcing, cancelling."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from core.flows import acts_on
from core.listing.views import list_page
from core.months import first_of, shift
from core.pages import form_page
from rotation.choices import BatchState
from rotation.frontline import forms
from rotation.frontline.entities.candidates import CANDIDATES
from rotation.frontline.models import Batch, Programme
from rotation.frontline.offers import next_step, offered, standing_of
from rotation.frontline.services import batches as services
from rotation.frontline.services.programmes import planned_quota
from rotation.frontline.verbs import BatchVerb, ProgrammeVerb
from rotation.frontline.views import facts
from rotation.frontline.views.nominating import row_verbs_of
from rotation.frontline.views.reach import (
    batch_for,
    page_of,
    programme_for,
    seen_batch,
    verb_page,
)

DAYS_TO_APPLY, DAYS_TO_SELECT, DAYS_SHORT = 14, 16, 30


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the batch stands, what comes next, its posts, and the candidates in scope."""
    batch, on = seen_batch(request, pk), timezone.localdate()
    verbs = offered(batch, request.user)
    has = standing_of(batch, request.user)
    following, said = next_step(batch, verbs, has, on)
    keeps = acts_on(batch, request.user, KEEPERS)
    return list_page(
        request,
        CANDIDATES,
        title=str(batch),
        template="frontline/detail.html",
        # The list of all candidates, of which this page asks for its own: exports and views of it
        # carry the condition along.
        fixed={"batch": str(pk)},
        nothing=_nobody(batch, verbs),
        intake=batch,
        stages=facts.stages(batch),
        step=facts.step_of(batch, following, said),
        facts=facts.batch_facts(batch, request.user),
        posts=batch.host_posts.select_related("unit"),
        seats=has.seats,
        brief=facts.brief(batch, has.seats),
        is_open=batch.state == BatchState.DRAFT,
        tabs=facts.tabs(request, batch),
        verbs=facts.buttons(batch, verbs, following) + facts.own_buttons(batch, request.user, on),
        letters=facts.letters(batch, keeps and bool(has.chosen) and not has.unplaced),
        batch=row_verbs_of(verbs),
        is_cancelled=batch.state == BatchState.CANCELLED,
    )


def _nobody(batch: Batch, verbs: list[str]) -> dict[str, str]:
    if BatchVerb.NOMINATE in verbs:
        text = "点“推荐人选”，从在库干部中勾选，或按姓名添加。"
    elif batch.state == BatchState.DRAFT:
        text = "发布公告以后才能推荐人选。"
    else:
        text = "您的管理范围内没有这一批的人选。"
    return {"title": "还没有人选", "text": text}


@login_required
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme's next batch; days and seats are proposed."""
    programme = programme_for(request, pk, ProgrammeVerb.ADD_BATCH)
    form = forms.BatchFields(request.POST or None, initial=_first_days(programme))
    return form_page(
        request,
        form,
        lambda data: page_of(services.create(actor=request.user, programme=programme, **data)),
        title=f"新建批次：{programme}",
        intro="名额和日期已按项目的批数和周期算好，可以改动；发布公告后不能再改。",
        back=reverse("frontline:programme", args=[programme.pk]),
        submit="新建批次",
        done="已新建批次。下一步：登记接收岗位。",
    )


def _first_days(programme: Programme) -> dict[str, Any]:
    """Two weeks to apply, the first of the month after, and the term of the programme."""
    on = timezone.localdate()
    apply_by = on + timedelta(days=DAYS_TO_APPLY)
    starts = shift(first_of(apply_by + timedelta(days=DAYS_TO_SELECT)), 1)
    if programme.term_months:
        ends: date = shift(starts, programme.term_months)
    else:
        starts = apply_by + timedelta(days=7)
        ends = starts + timedelta(days=DAYS_SHORT)
    left = programme.quota - planned_quota(programme)
    share = -(-programme.quota // programme.batch_count)
    return {
        "quota": max(min(share, left), 1),
        "apply_by": apply_by,
        "starts_on": starts,
        "ends_on": ends,
    }


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days for a draft."""
    batch = batch_for(request, pk, BatchVerb.EDIT)
    return verb_page(
        request,
        batch,
        forms.EditBatch,
        lambda data: services.edit(actor=request.user, batch=batch, **data),
        initial={name: getattr(batch, name) for name in forms.DAYS},
        title=f"修改批次：{batch}",
    )


@login_required
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on units see it; the text is proposed."""
    batch = batch_for(request, pk, BatchVerb.ANNOUNCE)
    return verb_page(
        request,
        batch,
        forms.Announce,
        lambda data: services.announce(
            actor=request.user, batch=batch, on=timezone.localdate(), **data
        ),
        initial={"announcement": batch.announcement or _draft_text(batch)},
        title=f"发布公告：{batch}",
        intro=f"发布后，{batch.programme.unit.short_name}各单位可以看到并推荐人选，日期和名额不能再改。",
        submit="发布公告",
        done="已发布公告，开始报名。",
    )


def _draft_text(batch: Batch) -> str:
    """What the figures say, for a clerk to go on from."""
    programme = batch.programme
    posts = "；".join(
        f"{post.unit.short_name}{post.title} {post.seats} 人"
        for post in batch.host_posts.select_related("unit")[:20]
    )
    lines = [
        f"根据《优秀年轻干部重点培养工程实施方案》，现组织“{batch}”选派工作。",
        f"一、名额：{batch.quota} 人。",
        f"二、时间：{batch.starts_on} 至 {batch.ends_on}。",
        f"三、条件：{facts.conditions(programme)}。",
        f"四、选派方式：{facts.way(programme)}。",
        f"五、接收岗位：{posts}。" if posts else "",
        f"请各单位于 {batch.apply_by} 前推荐人选。",
    ]
    return "\n".join(line for line in lines if line)


@login_required
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    """One stage back."""
    batch = batch_for(request, pk, BatchVerb.STEP_BACK)
    return verb_page(
        request,
        batch,
        forms.Reasoned,
        lambda data: services.step_back(actor=request.user, batch=batch, **data),
        title=f"退回上一步：{batch}",
        intro="已登记的成绩保留；入选、递补的决定和接收岗位的安排作废。",
        submit="退回上一步",
        done="已退回上一步。",
    )


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It ends before anybody goes."""
    batch = batch_for(request, pk, BatchVerb.CANCEL)
    return verb_page(
        request,
        batch,
        forms.Reasoned,
        lambda data: services.cancel(actor=request.user, batch=batch, **data),
        title=f"取消批次：{batch}",
        intro="取消后不能恢复，人选的记录保留，名额退回项目。",
        submit="取消批次",
        done="已取消批次。",
        is_danger=True,
    )
