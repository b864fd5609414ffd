"""Every exception that a REST view may raise, as a problem document."""

import logging
from collections.abc import Iterator
from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from rest_framework import exceptions

from core.api.problems import problem_response
from core.errors import DomainError, Invalid
from core.full_disk import is_full

log = logging.getLogger(__name__)

NOT_FOUND = "没有这个地址或记录，或者它不在您的范围内。"
NOT_AUTHENTICATED = "没有身份信息。请加上请求头“Authorization: Bearer 令牌”，或先登录本系统。"


def handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler; None (a fault of ours, a 500) for what nobody foresaw."""
    match error:
        case Invalid():
            return _invalid(_flat(error.fields))
        case DomainError():
            return problem_response(status=error.status, title=error.title, detail=str(error))
        case ValidationError():
            return _invalid(_flat(_by_field(error)))
        case Http404() | exceptions.NotFound():
            return problem_response(status=404, detail=NOT_FOUND)
        case exceptions.APIException():
            return _of_rest_framework(error, context)
        case PermissionDenied():
            return problem_response(status=403, detail="您的角色不能进行这项操作。")
        case RequestDataTooBig():
            limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20
            return problem_response(status=413, detail=f"请求正文太大，最多 {limit} MB。")
        case SuspiciousOperation():
            return problem_response(status=400, detail="请求的参数太多或形式不对，没有处理。")
        case DataError():
            log.warning("database refused a value", exc_info=error)
            return problem_response(status=400, detail="查询条件中的值超出了可用的范围，请核对。")
        case OperationalError() | InterfaceError() if not is_full(error):
            log.error("database unavailable", exc_info=error)
            detail = "数据库暂时不能使用，请稍后再试。"
            return problem_response(status=503, detail=detail, headers={"Retry-After": "10"})
    return None


def _of_rest_framework(error: exceptions.APIException, context: dict[str, Any]) -> HttpResponse:
    headers: dict[str, str] = {}
    sentence = str(error.detail)
    request, view = context["request"], context["view"]
    match error:
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            headers["WWW-Authenticate"] = view.get_authenticate_header(request)
            if isinstance(error, exceptions.NotAuthenticated):
                sentence = NOT_AUTHENTICATED
        case exceptions.MethodNotAllowed():
            allowed = "、".join(view.allowed_methods)
            headers["Allow"] = ", ".join(view.allowed_methods)
            sentence = f"这个地址不支持 {request.method}，可用的方法：{allowed}。"
        case exceptions.UnsupportedMediaType():
            given = request.content_type or "（空）"
            sentence = f"请求正文的类型“{given[:60]}”不受支持，请用 application/json。"
        case exceptions.Throttled():
            seconds = max(1, ceil(error.wait or 1))
            headers["Retry-After"] = str(seconds)
            sentence = f"请求过于频繁，请 {seconds} 秒后再试。"
    return problem_response(status=error.status_code, detail=sentence, headers=headers)


def _invalid(errors: list[tuple[str, str]]) -> HttpResponse:
    told = (f"{field}：{sentence}" if field else sentence for field, sentence in errors)
    detail = "".join(dict.fromkeys(told)) or "请求有误，没有处理。"
    return problem_response(status=400, detail=detail, errors=errors)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def _flat(fields: dict[str, list[str]]) -> list[tuple[str, str]]:
    return list(_pairs(fields))


def _pairs(fields: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for field, sentences in fields.items():
        for sentence in sentences:
            yield ("" if field == NON_FIELD_ERRORS else field), str(sentence)
