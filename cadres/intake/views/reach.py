"""How every page of a batch begins: the batch in scope, and the viewer's right to the verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cadres.intake.choices import BatchVerb
from cadres.intake.flow import BATCH_FLOW
from cadres.intake.models import IntakeBatch
from cadres.people.querysets import KEEPERS
from core import pages
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.flows import acts_on


def seen_batch(request: HttpRequest, pk: int) -> IntakeBatch:
    """The batch, or 404."""
    rows = IntakeBatch.objects.visible_to(request.user).select_related("unit", "changed_by")
    return get_object_or_404(rows, pk=pk)


def batch_for(request: HttpRequest, pk: int, verb: BatchVerb) -> IntakeBatch:
    """The batch, for who may do the verb to it now: else 404, 403 or 409."""
    batch = seen_batch(request, pk)
    BATCH_FLOW.permit(batch, verb, request.user)
    return batch


def kept_batch(request: HttpRequest, pk: int) -> IntakeBatch:
    """The batch, for the department that keeps it."""
    batch = seen_batch(request, pk)
    refuse_if(
        not acts_on(batch, request.user, KEEPERS),
        "排名由主办的组织部门掌握，您的角色不能查看；需要了解的，请联系主办部门。",
        NotAllowed,
    )
    return batch


def page_of(batch: IntakeBatch) -> str:
    """The address of the batch's page."""
    return reverse("intake:detail", args=[batch.pk])


def verb_page(
    request: HttpRequest,
    batch: IntakeBatch,
    form_class: type[forms.Form],
    verb: Callable[[dict[str, Any]], Any],
    initial: dict[str, Any] | None = None,
    **words: Any,
) -> HttpResponse:
    """A page that says what will happen to the batch, and does it when it is posted.

    Afterwards the batch's page, unless the verb answers with a response of its own.
    """
    words |= {"seen": batch.version, "back": page_of(batch), "initial": initial}
    return pages.verb_page(request, form_class, verb, **words)


def log_reading(request: HttpRequest, batch: IntakeBatch, rows: int, what: str) -> None:
    """Reading data about people is logged (a table of them: once, with their number)."""
    record(
        Action.READ,
        actor=request.user,
        target=batch,
        detail={"page": what},
        rows=rows,
    )
