"""The list of code tables with the release they belong to."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from core.api import operations
from core.api.answers import tagged_answer
from core.api.description import Schema
from core.api.endpoint import Endpoint, refuse_unknown, refuse_without_fields
from core.api.schema import Describer
from core.audit.models import Action
from core.audit.services import record
from core.codes.entities import CODES
from core.codes.models import CodeRelease, CodeTable
from core.errors import NotAllowed, refuse_if

TEXT = {"type": "string"}
TABLE = {
    "type": "object",
    "properties": {
        "key": TEXT | {"description": "表名，用作 codes 的 table 参数"},
        "label": TEXT | {"description": "名称"},
        "standard": TEXT | {"description": "依据"},
        "count": {"type": "integer", "description": "现行代码数"},
    },
}
SHAPE: Schema = {
    "type": "object",
    "properties": {
        "release": {"type": "integer", "nullable": True, "description": "版次；还没有载入为 null"},
        "loaded_at": TEXT | {"format": "date-time", "nullable": True, "description": "载入时间"},
        "note": TEXT | {"description": "版次说明"},
        "tables": {"type": "array", "items": TABLE, "description": "代码表"},
    },
}


class CodeTables(Endpoint):
    """Every table; the ETag is the release: asking whether anything changed is cheap."""

    def get(self, request: Request) -> HttpResponse:
        """The newest release and its tables; 304 when the caller has it already."""
        refuse_without_fields(self.viewer, CODES)
        refuse_if(
            not self.viewer.scopes,
            "您的账号没有有效的授权，不能取代码表；请联系安全管理员授权。",
            NotAllowed,
        )
        refuse_unknown(request.query_params, ())
        release = CodeRelease.objects.order_by("-number").first()
        answer = _answer(release)
        response = tagged_answer(request, answer, tag=f"codes-{release.number if release else 0}")
        if response.status_code == 200 and request.method == "GET":
            rows = len(answer["tables"])
            record(Action.PULL, actor=self.viewer, subject="codetable", label="代码表", rows=rows)
        return response

    def describe(self, method: str, describer: Describer) -> Schema | None:
        """The tables; None for a reader who was granted nothing of the codes."""
        if not describer.columns(CODES):
            return None
        success = {
            200: operations.json_content("代码表", SHAPE, headers=operations.ETAG),
            304: {"description": "If-None-Match 与当前版次的 ETag 相同，没有正文"},
        }
        return {
            "tags": [CODES.label],
            "summary": "代码表目录",
            "description": "全部代码表和它们的版次；ETag 随版次变化，可用来判断是否要重新取代码。",
            "responses": operations.responses(success),
        }


def _answer(release: CodeRelease | None) -> dict[str, Any]:
    current = Count("codes", filter=Q(codes__withdrawn_in__isnull=True))
    tables = CodeTable.objects.annotate(count=current).order_by("key")
    return {
        "release": release.number if release else None,
        "loaded_at": timezone.localtime(release.loaded_at) if release else None,
        "note": release.note if release else "",
        "tables": list(tables.values("key", "label", "standard", "count")),
    }
