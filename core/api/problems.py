"""Problem documents (RFC 9457): the one shape of every error below `/api/`.

`type` leads to the paragraph of the documentation page that explains the kind of problem.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse

from core.api.answers import PROBLEM_JSON, json_bytes, private
from core.audit.origin import origin

DOCS = "/api/docs/"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its anchor in the documentation, title, and what to do about it."""

    name: str
    title: str
    remedy: str


KINDS: Mapping[int, Kind] = {
    400: Kind("invalid", "请求有误", "按 errors 中每个字段的说明改正后再请求。"),
    401: Kind("unauthenticated", "没有通过身份认证", "核对令牌，或请安全管理员换发。"),
    403: Kind("forbidden", "没有权限", "请安全管理员调整令牌的字段，或改用有权限的账号。"),
    404: Kind("not-found", "没有找到", "核对地址和编号；范围以外的记录与不存在的记录答复相同。"),
    405: Kind("method", "不支持这种方法", "改用 Allow 响应头列出的方法。"),
    409: Kind("conflict", "操作与当前状态冲突", "按 detail 的说明处理后再试。"),
    410: Kind("gone", "增量取数的起点太早", "去掉 updated_since 重新全量取数。"),
    412: Kind("changed", "内容已经变化", "重新取一次内容，核对后用新的 ETag 再提交。"),
    413: Kind("too-large", "请求太大", "缩小请求正文。"),
    415: Kind("media-type", "请求正文的类型不受支持", "请求正文用 application/json。"),
    428: Kind("unconditional", "缺少前提条件", "先取一次内容，把它的 ETag 放在 If-Match 请求头。"),
    429: Kind("too-many", "请求过于频繁", "等 Retry-After 响应头所说的秒数后再请求。"),
    500: Kind("fault", "系统出错", "稍后再试；仍然出错，请把 request_id 告诉技术支持。"),
    503: Kind("unavailable", "服务暂时不可用", "稍后再试。"),
    507: Kind("full", "磁盘空间不足", "请系统管理员清理磁盘后再请求。"),
}


def problem_response(
    *,
    status: int,
    detail: str,
    title: str = "",
    errors: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The document of one problem; `errors` are (field, sentence) pairs."""
    kind = KINDS.get(status, KINDS[500])
    document = {
        "type": f"{DOCS}#problem-{kind.name}",
        "title": title or kind.title,
        "status": status,
        "detail": detail,
        "request_id": origin.get().request_id,
    }
    listed = [{"field": field, "detail": sentence} for field, sentence in errors]
    if listed:
        document["errors"] = listed
    response = HttpResponse(json_bytes(document), PROBLEM_JSON, status, headers=headers)
    return private(response)
