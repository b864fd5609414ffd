"""Pages of jobs: the list, one job with its progress, and its verbs."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotReady, refuse_if
from core.jobs import services
from core.jobs.entities import JOBS
from core.jobs.models import Job, State
from core.listing.views import list_page


@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    """One's own jobs, newest first."""
    return list_page(request, JOBS)


@login_required
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One job: where it is, what it could not take, what it produced."""
    found = _mine(request, pk)
    if found.kind in settings.JOB_PAGES and found.state == State.SUCCEEDED:
        return redirect(settings.JOB_PAGES[found.kind], pk)
    outlived = services.has_outlived(viewer=request.user, job=found)
    context = {"job": found, "problems": [] if outlived else found.problems.all()[:200]}
    if found.kind in settings.JOB_PAGES and found.state == State.FAILED:
        context["page_url"] = reverse(settings.JOB_PAGES[found.kind], args=[pk])
    return render(request, "jobs/detail.html", context)


@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress alone, asked for again while the job runs; the whole page when it ends."""
    found = _mine(request, pk)
    if found.is_finished and request.GET.get("whole"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = reverse("jobs:detail", args=[pk])
        return response
    return render(request, "jobs/progress.html", {"job": found, "whole": request.GET.get("whole")})


@require_POST
@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a job."""
    return _do(request, pk, services.cancel, "已要求取消。")


@require_POST
@login_required
def run_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a failed or cancelled job once more."""
    return _do(request, pk, services.run_again, "已重新排队。")


@login_required
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that a job produced."""
    found = _mine(request, pk)
    refuse_if(
        found.state != State.SUCCEEDED or not found.result,
        "结果文件还没有生成，或者已经到期清理。可以重新导出。",
        NotReady,
    )
    services.refuse_outlived(viewer=request.user, job=found)
    try:
        stream = found.result.open("rb")
    except FileNotFoundError as error:
        raise NotReady("结果文件不在了，请重新提交任务。") from error
    name = found.result.name
    record(Action.READ, actor=request.user, target=found, detail={"file": name})
    return FileResponse(stream, as_attachment=True, filename=name.rsplit("/", 1)[-1])


def _mine(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)


def _do(request: HttpRequest, pk: int, verb, done: str) -> HttpResponse:
    found = _mine(request, pk)
    try:
        verb(actor=request.user, job=found)
        messages.success(request, done)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("jobs:detail", pk)
