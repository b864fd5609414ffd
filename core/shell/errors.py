"""Error pages: what happened, why, and what to do; problem documents below `/api/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.api.problems import problem_response
from core.errors import DomainError


def _answer(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem_response(status=status, title=title, detail=sentence)
    context = {"title": title, "reason": sentence}
    return render(request, f"{status}.html", context, status=status)


def refusal_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The page of a refusal that no form could show."""
    return _answer(request, error.status, error.title, str(error))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: something in the request cannot be read."""
    return _answer(request, 400, "请求无法处理", "请求的内容不完整或格式不对，没有做任何更改。")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen, but not allowed."""
    sentence = str(exception) if exception and str(exception) else "您的角色不能进行这项操作。"
    return _answer(request, 403, "没有权限", sentence)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not there for this viewer; the two look the same."""
    return _answer(request, 404, "没有找到", "没有这个页面或记录，或者它不在您的范围内。")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; a page that needs nothing to work."""
    return _answer(request, 500, "系统出错", "系统内部出错，已记入日志，请稍后再试。")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the form's token: the page was open too long, or it is not ours."""
    sentence = "页面停留太久或已在别处重新登录，提交没有被接受。请返回并刷新页面后再试。"
    return _answer(request, 403, "提交已失效", sentence)
