"""One's own application: put oneself forward, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, refuse_if
from core.pages import form_page
from rotation.frontline import forms
from rotation.frontline.services import applying as services
from rotation.frontline.views.reach import page_of, seen_batch


@login_required
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """本人报名."""
    batch = seen_batch(request, pk)
    refuse_if(services.oneself(request.user) is None, services.NOT_HIM, NotAllowed)

    def run(data: dict[str, Any]) -> str:
        services.apply(actor=request.user, batch=batch, on=timezone.localdate(), **data)
        return page_of(batch)

    return form_page(
        request,
        forms.Apply(request.POST if request.method == "POST" else None),
        run,
        title=f"本人报名：{batch}",
        intro=f"报名到 {batch.apply_by} 截止，截止前可以退出。您的单位和组织部门能看到。",
        submit="报名",
        done="已报名，由组织部门审查资格。",
        back=page_of(batch),
    )


@login_required
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own application back."""
    batch = seen_batch(request, pk)
    refuse_if(services.oneself(request.user) is None, services.NOT_HIM, NotAllowed)

    def run(_data: dict[str, Any]) -> str:
        services.retract(actor=request.user, batch=batch, on=timezone.localdate())
        return reverse("home")

    return form_page(
        request,
        forms.Sure(request.POST if request.method == "POST" else None),
        run,
        title=f"退出报名：{batch}",
        intro=f"退出以后，{batch.apply_by} 截止前还可以再报名。",
        submit="退出报名",
        done="已退出报名。",
        back=page_of(batch),
    )
