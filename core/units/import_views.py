"""Pages of the import: template, upload, what it would do, and writing it."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.errors import DomainError, NotAllowed, refuse_if
from core.jobs.models import Job, State
from core.jobs.services import enqueue, refuse_outlived
from core.pages import form_page
from core.units import forms, sheet
from core.units.models import Unit
from core.units.views import NO_RIGHT
from core.workbook import XLSX, UnreadableFileError, check_shape


@login_required
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    _refuse_strangers(request)
    example = ("001.001.099", "清河市示例局", "市示例局", "001.001")
    kind = ("市直机关", "县处级正职", "1", "3", "2024-01-01")
    response = HttpResponse(sheet.template_bytes([(*example, *kind)]), content_type=XLSX)
    name = "%E5%8D%95%E4%BD%8D%E5%AF%BC%E5%85%A5%E6%A8%A1%E6%9D%BF.xlsx"
    response["Content-Disposition"] = (
        f"attachment; filename=\"units.xlsx\"; filename*=UTF-8''{name}"
    )
    return response


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Take a workbook and check it; nothing is written yet."""
    _refuse_strangers(request)
    form = forms.UploadUnits(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda data: _start_check(request, data["file"]),
        title="导入单位",
        intro="先核对、后写入：上传后逐行列出将新设、更新和有错的单位，确认以前不改动任何数据。",
        back=reverse("units:list"),
        submit="上传并核对",
        done="已收到文件，正在核对。",
        template="units/upload.html",
    )


def _refuse_strangers(request: HttpRequest) -> None:
    refuse_if(not Unit.objects.managed_by(request.user).standing().exists(), NO_RIGHT, NotAllowed)


def _start_check(request: HttpRequest, upload) -> str:
    if upload.size > settings.UPLOAD_MAX_BYTES:
        size = upload.size / 2**20
        most = settings.UPLOAD_MAX_BYTES // 2**20
        raise UnreadableFileError(f"文件有 {size:.1f} MB，最大 {most} MB，请减少内容后再上传。")
    check_shape(upload)  # what is no workbook is refused at the field; its rows are the job's work
    with transaction.atomic():
        job = enqueue(
            actor=request.user,
            kind="core.units.check_import",
            label=f"核对单位导入：{upload.name}"[:200],
        )
        job.result.save("upload.xlsx", upload)
    return reverse("units:preview", args=[job.pk])


def _check_job(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(
        Job.objects.visible_to(request.user).filter(kind="core.units.check_import"), pk=pk
    )


@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do: errors, updates old → new, new units."""
    job = _check_job(request, pk)
    if job.is_finished:
        refuse_outlived(viewer=request.user, job=job)  # it tells what units are like now
    labels = {column.name: column.label for column in sheet.COLUMNS}
    for entry in job.outcome.get("update", []):
        entry["shown"] = [(labels[name], *pair) for name, pair in entry["changes"].items()]
    context = {"job": job, "outcome": job.outcome, "problems": job.problems.all()[:200]}
    return render(request, "units/preview.html", context)


@require_POST
@login_required
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was checked."""
    job = _check_job(request, pk)
    outcome = job.outcome
    refuse_outlived(viewer=request.user, job=job)
    refuse_if(
        job.state != State.SUCCEEDED,
        "核对还没有完成，不能写入，请等核对完成后再写入。",
        DomainError,
    )
    refuse_if(not job.result, "上传的文件已到期清理，请重新上传。")
    refuse_if(outcome["errors"], "文件里还有错误，请改正后重新上传。", DomainError)
    refuse_if(not outcome["create"] and not outcome["update"], "没有需要写入的内容。", DomainError)
    written = enqueue(
        actor=request.user,
        kind="core.units.apply_import",
        label=job.label.replace("核对", "写入", 1),
        checked=job.pk,
    )
    return redirect("jobs:detail", written.pk)
