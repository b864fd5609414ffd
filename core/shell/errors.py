"""Error pages: what happened, why, and what to do; problem documents below `/api/`."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from core.api.problems import problem_response
from core.errors import DomainError
from core.full_disk import OF_REQUEST, is_full

RETRY_AFTER = {"Retry-After": "10"}  # seconds


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _answer(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    if _is_api(request):
        return problem_response(status=status, title=title, detail=sentence)
    context = {"title": title, "reason": sentence}
    return render(request, f"{status}.html", context, status=status)


def refusal_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of a refusal that no form could show."""
    return _answer(request, error.status, error.title, str(error))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: something in the request cannot be read; 413 when it is more than is read at all."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if isinstance(exception, TooManyFieldsSent):
        return too_many(request, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
    return _answer(request, 400, "请求无法处理", "请求的内容不完整或格式不对，没有做任何更改。")


def wrong_charset(request: HttpRequest, charset: str) -> HttpResponse:
    """400: the declared charset is not ours."""
    sentence = f"请求声明的字符编码“{charset[:20]}”不受支持，没有做任何更改。请改用 UTF-8。"
    return _answer(request, 400, "请求无法处理", sentence)


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """413: more than `limit` bytes."""
    sentence = f"提交的内容太大，最多 {limit // 2**20} MB，没有保存。请减小或拆分后再提交。"
    return _answer(request, 413, "提交的内容太大", sentence)


def too_many(request: HttpRequest, limit: int) -> HttpResponse:
    """413: a form of more than `limit` fields."""
    sentence = f"一次提交的内容有 {limit} 多项，没有保存。请返回，减少行数后分几次提交。"
    return _answer(request, 413, "提交的内容太多", sentence)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not allowed."""
    sentence = str(exception) if exception and str(exception) else "您的角色不能进行这项操作。"
    return _answer(request, 403, "没有权限", sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not there for this viewer; the two look the same."""
    if _is_api(request):
        sentence = f"没有 {request.path[:100]} 这个接口地址。全部地址见接口文档 /api/docs/。"
    else:
        sentence = "没有这个页面或记录，或者它不在您的范围内。"
    return _answer(request, 404, "没有找到", sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when the database is away, 507 when the disk is full, wherever in the
    request that was noticed.

    Django calls this while it handles the exception. Session and account are loaded in middleware,
    where no middleware's `process_exception` hears of it: here every such case comes by.
    """
    if is_full(sys.exception()):
        return _bare(request, 507, OF_REQUEST)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return _bare(request, 503, "数据库暂时不能使用，请稍后再试。", RETRY_AFTER)
    return _bare(request, 500, "系统内部出错，已记入日志，请稍后再试。")


def _bare(
    request: HttpRequest, status: int, sentence: str, headers: dict[str, str] | None = None
) -> HttpResponse:
    """An answer that needs nothing: no session, no database, no context processor."""
    if _is_api(request):
        return problem_response(status=status, detail=sentence, headers=headers)
    return HttpResponse(render_to_string(f"{status}.html"), status=status, headers=headers)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the form's token: the page was open too long, or it is not ours."""
    sentence = "页面停留太久或已在别处重新登录，提交没有被接受。请返回并刷新页面后再试。"
    return _answer(request, 403, "提交已失效", sentence)
