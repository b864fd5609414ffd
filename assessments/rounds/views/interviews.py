"""What the departments heard of somebody: added, listed on his sheet, removed; theirs alone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessments.rounds import services
from assessments.rounds.forms import InterviewForm
from assessments.rounds.models import Interview
from assessments.rounds.shown import may_interview
from assessments.rounds.views.reach import page_of_sheet, seen_sheet
from core.pages import form_page


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """One conversation; for anybody but his department the page is not there."""
    sheet = seen_sheet(request, pk)
    if not may_interview(sheet, request.user):
        raise Http404
    initial = {"held_on": timezone.localdate(), "held_by": request.user.name}
    form = InterviewForm(request.POST or None, initial=initial)

    def verb(data: dict[str, Any]) -> str:
        services.add_interview(
            actor=request.user, assessment=sheet, on=timezone.localdate(), **data
        )
        return page_of_sheet(sheet)

    return form_page(
        request,
        form,
        verb,
        title=f"谈话了解：{sheet.cadre} {sheet.year}",
        intro="只有组织部门能看到，不反馈单位和本人，不导出。",
        done="已登记谈话了解。",
        back=page_of_sheet(sheet),
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """One that was entered by mistake."""
    rows = Interview.objects.visible_to(request.user).select_related("assessment__cadre")
    found = get_object_or_404(rows, pk=pk)
    services.remove_interview(actor=request.user, interview=found, on=timezone.localdate())
    messages.success(request, "已删除这条谈话记录。")
    return redirect("rounds:sheet", found.assessment_id)
