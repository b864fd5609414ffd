"""The list of imports, the template to fill in, and uploading."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from cadres.importing import services
from cadres.importing.entities import IMPORTS
from cadres.importing.forms import Upload
from cadres.importing.template import roster_template
from core.listing.nothing import filled_by
from core.listing.views import list_page
from core.pages import form_page
from core.workbook import XLSX

NOTHING = {"title": "还没有导入过", "text": "上传的花名册和任免审批表会列在这里。"}
INTRO = (
    "先核对、后写入：上传后逐人列出将新增、更新和有错的内容，确认以前不改动任何数据。"
    "7 天内没有写入的自动清除。"
)


@login_required
def batches(request: HttpRequest) -> HttpResponse:
    """One's own imports, newest first."""
    services.refuse_strangers(request.user)
    nothing = filled_by(NOTHING, "imports:upload", "导入文件")
    return list_page(request, IMPORTS, template="imports/list.html", nothing=nothing)


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Take files and have them checked; nothing is written yet."""
    services.refuse_strangers(request.user)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = Upload(*given, viewer=request.user)

    def begin(data: dict[str, Any]) -> str:
        batch = services.begin(actor=request.user, **data)
        return reverse("imports:review", args=[batch.pk])

    return form_page(
        request,
        form,
        begin,
        title="导入",
        intro=INTRO,
        back=reverse("imports:list"),
        submit="上传并核对",
        done="已收到文件，正在核对。",
        template="imports/upload.html",
    )


@login_required
def template(request: HttpRequest) -> HttpResponse:
    """花名册 to fill in."""
    services.refuse_strangers(request.user)
    return attached(roster_template(request.user), "花名册导入模板.xlsx")


def attached(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept under a name."""
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
