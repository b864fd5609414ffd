"""Plans: the list, one plan with its moves, and what is done to it as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from core import pages
from core.errors import NotAllowed, refuse_if
from core.listing.nothing import filled_by
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of
from rotation.moves import forms, shown
from rotation.moves.entities import KEEPERS_ONLY, PLANNED_MOVES, ROTATION_PLANS
from rotation.moves.flow import PLAN_FLOW, PlanVerb
from rotation.moves.models import RotationPlan
from rotation.moves.services import plans as services
from rotation.moves.views.reach import page_of, plan_for, seen_plan

NOTHING = {"title": "还没有计划", "text": "组织部门新建年度轮岗交流计划以后，会列在这里。"}


@login_required
def plans(request: HttpRequest) -> HttpResponse:
    """The list; departments draft."""
    may_draft = bool(KEEPERS_ONLY & roles_of(request.user))
    return list_page(
        request,
        ROTATION_PLANS,
        title="轮岗交流",
        template="moves/list.html",
        may_draft=may_draft,
        nothing=filled_by(NOTHING, "moves:create", "新建计划", may=may_draft),
    )


@login_required
def moves(request: HttpRequest) -> HttpResponse:
    """Moves across plans: a unit's are those that it was asked about."""
    is_unit = not KEEPERS_ONLY & roles_of(request.user)
    asked = "组织部门就轮岗交流征求您的单位的意见时，会列在这里。"
    return list_page(
        request,
        PLANNED_MOVES,
        title="轮岗征求意见" if is_unit else "轮岗交流安排",
        template="moves/moves.html",
        is_unit=is_unit,
        nothing={
            "title": "没有轮岗交流安排",
            "text": asked if is_unit else "各计划的人选会列在这里。",
        },
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: where it stands, its verbs, and its moves."""
    plan = seen_plan(request, pk)
    verbs = PLAN_FLOW.offered(plan, request.user)
    counts = shown.counts_of(plan, request.user)
    return list_page(
        request,
        PLANNED_MOVES,
        title=str(plan),
        template="moves/detail.html",
        fixed={"plan": str(pk)},
        nothing=shown.nobody(verbs),
        plan=plan,
        stages=shown.stages(plan),
        facts=shown.facts(plan, counts),
        tabs=shown.tabs(counts, request.GET.getlist("state")),
        verbs=shown.buttons(plan, verbs, counts),
        batch=shown.row_verbs(plan, verbs),
    )


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """Draft the plan of a year."""
    refuse_if(
        not KEEPERS_ONLY & roles_of(request.user),
        "轮岗交流计划由市、县（区）委组织部制订，您的角色不能办理；请联系组织部门。",
        NotAllowed,
    )
    initial = {"year": timezone.localdate().year}
    form = forms.NewPlan(request.POST or None, initial=initial, viewer=request.user)
    return form_page(
        request,
        form,
        lambda data: page_of(services.create(actor=request.user, **data)),
        title="新建轮岗交流计划",
        intro="一个地区一年一个计划（条款 3.1.3）。新建后从轮岗责任事项里提出人选。",
        submit="新建计划",
        done="已新建计划。下一步：提出人选。",
        back=reverse("moves:list"),
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What it says of itself."""
    plan = plan_for(request, pk, PlanVerb.EDIT)
    initial = {"note": plan.note, "answer_by": plan.answer_by}
    return _verb_page(
        request,
        plan,
        forms.EditPlan,
        lambda data: services.edit(actor=request.user, plan=plan, **data),
        initial,
        title=f"修改计划：{plan}",
    )


@login_required
def consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the units."""
    plan = plan_for(request, pk, PlanVerb.CONSULT)
    return _verb_page(
        request,
        plan,
        forms.Consult,
        lambda data: services.consult(
            actor=request.user, plan=plan, on=timezone.localdate(), **data
        ),
        {"answer_by": plan.answer_by},
        title=f"征求意见：{plan}",
        intro="向每个人选的现单位和拟任单位征求意见；单位只看到与自己有关的安排，本人看不到。",
        submit="征求意见",
        done="已向有关单位征求意见，单位的工作台会提示答复。",
    )


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The department has decided."""
    plan = plan_for(request, pk, PlanVerb.DECIDE)
    return _verb_page(
        request,
        plan,
        forms.Decide,
        lambda data: services.decide(
            actor=request.user, plan=plan, on=timezone.localdate(), **data
        ),
        {"document": plan.document},
        title=f"决定计划：{plan}",
        intro="每个人选都已同意安排或不安排时，登记决定日期；决定以后按计划登记到岗。",
        submit="决定计划",
        done="已决定计划。下一步：到岗后逐人登记。",
    )


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to consulting."""
    plan = plan_for(request, pk, PlanVerb.REOPEN)
    return _verb_page(
        request,
        plan,
        forms.Reasoned,
        lambda data: services.reopen(actor=request.user, plan=plan, **data),
        title=f"退回征求意见：{plan}",
        intro="用于增减人选或改去向；已经到岗的不变。",
        submit="退回征求意见",
        done="已退回征求意见。",
    )


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The end."""
    plan = plan_for(request, pk, PlanVerb.CLOSE)
    return _verb_page(
        request,
        plan,
        forms.Seen,
        lambda data: services.close(actor=request.user, plan=plan, **data),
        title=f"办结计划：{plan}",
        intro="同意安排的都已到岗后办结，办结以后不能再改。",
        submit="办结",
        done="已办结计划。",
    )


@login_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    plan = plan_for(request, pk, PlanVerb.DISCARD)

    def verb(data: dict[str, Any]) -> str:
        services.discard(actor=request.user, plan=plan, **data)
        return reverse("moves:list")

    return form_page(
        request,
        forms.Seen(request.POST or None, initial={"seen": plan.version}),
        verb,
        title=f"删除草稿：{plan}",
        intro="还没有征求意见的计划可以删除，提出的人选一并删除，不能恢复。",
        submit="删除草稿",
        done="已删除计划。",
        back=page_of(plan),
        is_danger=True,
    )


def _verb_page(
    request: HttpRequest,
    plan: RotationPlan,
    form_class: type[django_forms.Form],
    verb: Callable[[dict[str, Any]], Any],
    initial: dict[str, Any] | None = None,
    **said: Any,
) -> HttpResponse:
    """A page that says what will happen to the plan, and does it when it is posted."""
    said |= {"seen": plan.version, "back": page_of(plan), "initial": initial}
    return pages.verb_page(request, form_class, verb, **said)
