"""The form that says what comes after a time away."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, refuse_if
from core.pages import form_page
from rotation.postings import services
from rotation.postings.change_forms import ArrangeForm
from rotation.postings.guards.authority import NOT_YOURS
from rotation.postings.models import Arrangement
from rotation.postings.shown import may_arrange
from rotation.postings.views.reach import seen_posting


@login_required
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes after a time away: units say it, departments end or prolong it."""
    found, back = seen_posting(request, pk), reverse("postings:detail", args=[pk])
    may = may_arrange(found, request.user, timezone.localdate())
    refuse_if(not may, NOT_YOURS.format(who=found.cadre), NotAllowed)
    said = Arrangement.objects.visible_to(request.user).filter(posting=found).first()
    initial = {"seen": said.version if said else 0, "text": said.text if said else ""}
    form = ArrangeForm(request.POST or None, initial=initial)

    def verb(data: dict[str, Any]) -> str:
        services.arrange(actor=request.user, posting=found, on=timezone.localdate(), **data)
        return back

    return form_page(
        request,
        form,
        verb,
        title=f"返回安排：{found.cadre} {found.title}",
        done="已保存，组织部门能看到；返回或延长由组织部门办理。",
        back=back,
        intro=f"{found.until} 期满。单位在这里写明返回安排，组织部门据此办理返回或延长。",
    )
