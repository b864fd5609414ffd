"""Evidence of a finding: kept, read and taken away; who reads it is logged."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from assessments.filing import served
from assessments.findings import services
from assessments.findings.forms import AttachEvidence
from assessments.findings.views.findings import whole
from assessments.findings.views.reach import seen_file, seen_finding
from core.audit.models import Action
from core.pages import bind


@require_POST
@login_required
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep files with the finding."""
    found = seen_finding(request, pk)
    form = AttachEvidence(request.POST, request.FILES)
    status, _ = bind(
        form,
        lambda data: services.add_files(actor=request.user, finding=found, files=data["files"]),
    )
    if status != 200:
        return render(request, "findings/detail.html", whole(request, found, form), status=status)
    messages.success(request, "已上传证据。")
    return redirect("findings:detail", pk)


@login_required
def file(request: HttpRequest, pk: int) -> FileResponse:
    """One file, to be saved."""
    found = seen_file(request, pk)
    detail = {"操作": "下载证据", "摘要": found.digest}
    return served(
        found,
        told=lambda: services.log_about(Action.READ, request.user, found.finding, detail),
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away."""
    found = seen_file(request, pk)
    services.remove_file(actor=request.user, file=found)
    messages.success(request, "已删除证据。")
    return redirect("findings:detail", found.finding_id)
