"""The end of a batch: a last look and writing it, giving it up, and the rows that were refused."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cadres.importing import services
from cadres.importing.models import BatchState, ImportBatch
from cadres.importing.refused import refused_rows
from cadres.importing.review import context_of_bar, counts_of, left_out_of
from cadres.importing.views.batches import attached
from cadres.importing.views.review import found, numbers
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError


@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """How many will be written and who will not; a POST has it done."""
    batch = found(request, pk)
    if batch.state != BatchState.CHECKED:
        return redirect("imports:review", pk)
    services.refuse_changed_rights(request.user, batch)
    refusal, status = "", 200
    if request.method == "POST":
        (people,) = numbers([request.POST.get("people", "")]) or [-1]
        try:
            services.confirm(actor=request.user, batch=batch, people=people)
        except DomainError as refused:
            refusal, status = str(refused), refused.status
        else:
            return redirect("imports:review", pk)
    rows = batch.rows.visible_to(request.user)
    context = {"batch": batch, "refusal": refusal} | context_of_bar(counts_of(rows))
    context["partly"], context["fields_left"] = left_out_of(rows)
    return render(request, "imports/confirm.html", context, status=status)


@require_POST
@login_required
def check_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the files of a batch checked anew."""
    try:
        services.check_again(actor=request.user, batch=found(request, pk))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:review", pk)


@require_POST
@login_required
def abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the batch up."""
    try:
        services.abandon(actor=request.user, batch=found(request, pk))
        messages.success(request, "已放弃，上传的文件和核对结果都已删除，没有写入任何内容。")
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("imports:review", pk)
    return redirect("imports:list")


@login_required
def failed(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows in the template, each with its reason."""
    batch = found(request, pk)
    services.refuse_changed_rights(request.user, batch)
    content, count = refused_rows(batch)
    if not count:
        raise Http404
    record(
        Action.EXPORT, actor=request.user, target=batch, subject="imports",
        label=f"{batch} 的错误行", rows=count,
    )  # fmt: skip
    return attached(content, "导入错误行.xlsx")


@login_required
def of_job(request: HttpRequest, pk: int) -> HttpResponse:
    """The batch that a job checks or writes."""
    rows = ImportBatch.objects.visible_to(request.user)
    batch = rows.filter(checking=pk).first() or get_object_or_404(rows, writing=pk)
    return redirect("imports:review", batch.pk)
