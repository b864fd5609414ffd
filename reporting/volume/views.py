"""The page 汇编: what would go in, start it, see how far it is, take it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.people.querysets import KEEPERS
from core.errors import NotAllowed, refuse_if
from core.jobs.models import Job, State
from core.jobs.services import enqueue
from core.scoping import roles_of
from reporting.volume.choosing import Selection, select
from reporting.volume.forms import VolumeForm
from reporting.volume.job import KIND, NOTHING

SHOWN = 20
NOT_YOURS = "汇编由组织部门生成，您的角色不能查看。"
UNDER_WAY = "这份汇编正在生成，不必重复提交。"


@login_required
def volumes(request: HttpRequest) -> HttpResponse:
    """Choose a year and scope, see what would go in; one's own volumes with their progress."""
    refuse_if(not KEEPERS & roles_of(request.user), NOT_YOURS, NotAllowed)
    form = _form(request)
    chosen = _chosen(request, form)
    jobs = Job.objects.visible_to(request.user).filter(kind=KIND).prefetch_related("problems")
    context = {
        "form": form,
        "chosen": chosen,
        "jobs": [(job, job.problems.all()) for job in jobs[:SHOWN]],
        "has_years": bool(form.fields["year"].choices),
    }
    status = 400 if form.is_bound and not form.is_valid() else 200
    return render(request, "volume/list.html", context, status=status)


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a volume; the same one is not made twice at a time."""
    refuse_if(not KEEPERS & roles_of(request.user), NOT_YOURS, NotAllowed)
    form = VolumeForm(request.POST, viewer=request.user)
    if not form.is_valid():
        return render(request, "volume/list.html", {"form": form, "has_years": True}, status=400)
    chosen = select(request.user, form.cleaned_data["unit"], form.cleaned_data["year"])
    said = NOTHING.format(place=chosen.scope.short_name, year=chosen.year)
    refuse_if(not chosen.entries, said)
    params = {"year": chosen.year, "unit": chosen.scope.pk}
    mine = Job.objects.visible_to(request.user).filter(kind=KIND, params=params)
    if mine.filter(state__in=(State.QUEUED, State.RUNNING)).exists():
        messages.info(request, UNDER_WAY)
    else:
        label = f"{chosen.scope.short_name} {chosen.year} 年度报告汇编"
        enqueue(actor=request.user, kind=KIND, label=label, **params)
        messages.success(request, "已提交。生成期间可以离开本页，完成后在这里下载。")
    return redirect(f"{reverse('volume:list')}?year={chosen.year}&unit={chosen.scope.pk}")


def _form(request: HttpRequest) -> VolumeForm:
    """Of the address; the last year and the widest scope where it says nothing."""
    form = VolumeForm(viewer=request.user)
    years, scopes = form.fields["year"].choices, form.fields["unit"].queryset
    first = scopes.first()
    if not years or first is None:
        return form
    asked: dict[str, Any] = {"year": years[0][0], "unit": first.pk}
    asked |= {name: request.GET[name] for name in asked if name in request.GET}
    return VolumeForm(asked, viewer=request.user)


def _chosen(request: HttpRequest, form: VolumeForm) -> Selection | None:
    if not form.is_bound or not form.is_valid():
        return None
    return select(request.user, form.cleaned_data["unit"], form.cleaned_data["year"])
