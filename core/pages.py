"""What every page with a form does: bind, call the verb, and put each refusal where it belongs."""

import logging
from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.errors import DomainError

log = logging.getLogger(__name__)

REFUSED = 400
RAISED = "exec_stmt_raise"  # where PostgreSQL says that a trigger of ours raised it


def form_page(
    request: HttpRequest,
    form: forms.Form,
    verb: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    back: str,
    submit: str = "保存",
    done: str = "已保存。",
    template: str = "form.html",
    **context: Any,
) -> HttpResponse:
    """Show a form; when it is posted and valid, `verb(cleaned_data)` and go to what it returns.

    `verb` returns a model with a page or an address, or a finished response. A refusal shows the
    form again with the sentence at its field, and the status of the refusal (409 for a stale edit).
    """
    status = 200
    if request.method == "POST":
        status, outcome = bind(form, verb)
        if status == 200:
            if isinstance(outcome, HttpResponse):
                return outcome
            messages.success(request, done)
            return redirect(outcome)
    context |= {"form": form, "title": title, "back": back, "submit": submit}
    return render(request, template, context, status=status)


def verb_page(
    request: HttpRequest,
    form_class: type[forms.Form],
    verb: Callable[[dict[str, Any]], Any],
    *,
    seen: int,
    back: str,
    initial: dict[str, Any] | None = None,
    **words: Any,
) -> HttpResponse:
    """A page that says what will happen to a record, and does it when it is posted.

    The form carries the version `seen` of the record. Afterwards comes the page `back`, unless the
    verb answers with a response of its own.
    """

    def run(data: dict[str, Any]) -> HttpResponse | str:
        outcome = verb(data)
        return outcome if isinstance(outcome, HttpResponse) else back

    form = form_class(request.POST or None, initial={"seen": seen} | (initial or {}))
    return form_page(request, form, run, back=back, **words)


def bind(form: forms.Form, verb: Callable[[dict[str, Any]], Any]) -> tuple[int, Any]:
    """Status 200 and what the verb returned, or a refusal's status and the errors in the form.

    A refusal leaves a line in the application's log: which form and fields, never what was typed.
    """
    status, outcome = _bound(form, verb)
    if status != 200:
        told = {"form": type(form).__name__, "fields": sorted(form.errors), "status": status}
        log.info("form refused", extra=told)
    return status, outcome


def _bound(form: forms.Form, verb: Callable[[dict[str, Any]], Any]) -> tuple[int, Any]:
    if not form.is_valid():
        return REFUSED, None
    try:
        return 200, verb(form.cleaned_data)
    except ValidationError as refused:
        _put(form, refused)
        return REFUSED, None
    except IntegrityError as broken:
        form.add_error(None, sentence_for(broken))
        return 409, None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return refusal.status, None


def _put(form: forms.Form, refused: ValidationError) -> None:
    """Each sentence at its field; those of fields the form has not got at its head."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


def sentence_for(broken: IntegrityError) -> str:
    """The Chinese sentence of the database constraint, or of the trigger, that refused a row."""
    diag = getattr(broken.__cause__, "diag", None)
    name = getattr(diag, "constraint_name", None)
    if name and getattr(diag, "source_function", "") == RAISED:
        return str(diag.message_primary)  # type: ignore[union-attr]
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return "与已有的记录冲突，没有保存。可能刚刚有人提交了相同的内容，请刷新页面核对后再试。"
