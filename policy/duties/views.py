"""Pages of duties: the list, why one is owed, its waiver, and the run."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core.audit.models import Action
from core.audit.services import record
from core.listing.page import Listing
from core.listing.views import list_page
from core.pages import form_page
from policy.duties import services, shown
from policy.duties.choices import DutyState
from policy.duties.entities import DUTIES
from policy.duties.explaining import reasons
from policy.duties.forms import WaiveForm
from policy.duties.models import Duty
from policy.duties.tabs import tabs

NOTHING = {
    "title": "没有应办的责任事项",
    "text": "每天夜里按实施方案计算一次；谁该在什么时候以前办什么，会列在这里。",
}


@login_required
def duties(request: HttpRequest) -> HttpResponse:
    """What is owed, by light; the viewer's own under a tab of its own."""
    return list_page(
        request,
        DUTIES,
        template="duties/list.html",
        above="duties/tabs.html",
        tabs=tabs(Listing(DUTIES, _viewer(request), request.GET)),
        may_run=services.may_run(request.user),
        nothing=NOTHING,
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it is owed, how it stands, and what can be done."""
    duty, viewer = _found(request, pk), _viewer(request)
    on = timezone.localdate()
    colour, words = shown.light_of(duty, on)
    may_waive = Duty.objects.waivable_by(viewer).filter(pk=pk).exists()
    is_open = duty.state == DutyState.OPEN
    record(
        Action.READ, actor=request.user, target=duty.cadre or duty.unit, label=shown.matter(duty)
    )
    context = {
        "duty": duty,
        "title": shown.matter(duty),
        "colour": colour,
        "words": words,
        "why": reasons(duty, viewer, on),
        "act": shown.action(duty, viewer),
        "may_waive": may_waive and is_open,
        "may_unwaive": may_waive and duty.state == DutyState.WAIVED,
        "may_nudge": may_waive and is_open,
        "never_owed": duty.withdrawn_on == duty.opened_on,
        "notices": duty.notices.select_related("recipient").order_by("on", "pk"),
    }
    return render(request, "duties/detail.html", context)


@login_required
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """A department lets the unit off, with a reason."""
    duty = _found(request, pk)
    back = redirect("duties:detail", pk)
    return form_page(
        request,
        WaiveForm(request.POST or None),
        lambda data: _waived(request, duty, data["reason"]),
        title=f"免办：{shown.matter(duty)}",
        back=back.url,
        submit="免办",
        done="已免办。",
        intro="免办以后不再提醒、不计逾期；理由记入日志，可以撤销。",
    )


@require_POST
@login_required
def unwaive(request: HttpRequest, pk: int) -> HttpResponse:
    """It is owed again."""
    duty = _found(request, pk)
    services.unwaive(actor=request.user, duty=duty, on=timezone.localdate())
    messages.success(request, "已撤销免办。")
    return redirect("duties:detail", pk)


@require_POST
@login_required
def run(request: HttpRequest) -> HttpResponse:
    """Have duties computed now, as a job."""
    job = services.run_now(actor=request.user)
    return redirect("jobs:detail", job.pk)


def _waived(request: HttpRequest, duty: Duty, reason: str) -> str:
    services.waive(actor=request.user, duty=duty, reason=reason, on=timezone.localdate())
    return redirect("duties:detail", duty.pk).url


def _found(request: HttpRequest, pk: int) -> Duty:
    rows = Duty.objects.visible_to(_viewer(request))
    return get_object_or_404(rows.select_related("cadre", "unit", "waived_by"), pk=pk)


def _viewer(request: HttpRequest) -> Any:
    """Whoever is logged in."""
    return request.user
