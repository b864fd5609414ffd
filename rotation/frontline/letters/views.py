"""Letters of a batch, downloaded by the department that keeps it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cadres.exporting.answering import file_response
from cadres.exporting.naming import safe
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from rotation.frontline.letters.composing import letters_of
from rotation.frontline.letters.files import Format, written
from rotation.frontline.models import Batch

NO_RIGHT = "派出函件由组织这个批次的组织部门生成，您的角色不能下载。"


@login_required
def letters(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """Every letter of the batch; `?inline=1` shows a PDF instead of keeping it."""
    if fmt not in list(Format):
        raise Http404
    rows = Batch.objects.select_related("programme__unit")
    batch = get_object_or_404(rows.visible_to(request.user), pk=pk)
    kept = Batch.objects.kept_by(request.user).filter(pk=pk).exists()
    refuse_if(not kept, NO_RIGHT, NotAllowed)
    on, wanted = timezone.localdate(), Format(fmt)
    found = letters_of(batch, request.user, on)
    name = f"{batch} 派出函件"
    content = written(found, wanted, title=safe(f"{on:%Y.%m.%d} {name}"), on=on)
    is_shown = wanted == Format.PDF and request.GET.get("inline") == "1"
    record(
        Action.PRINT if is_shown else Action.EXPORT,
        actor=request.user,
        target=batch,
        label=f"{batch} 派出函件",
        detail={"格式": fmt, "函件": len(found)},
        rows=sum(len(letter.people) for letter in found if letter.kind == found[0].kind),
    )
    return file_response(content, wanted, name, on, is_shown=is_shown)
