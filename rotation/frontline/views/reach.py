"""How every page begins: the record in scope, and the viewer's right to the verb."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import pages
from core.audit.models import Action
from core.audit.services import record
from rotation.frontline.flow import BATCH_FLOW, PROGRAMME_FLOW
from rotation.frontline.models import Batch, Programme
from rotation.frontline.verbs import BatchVerb, ProgrammeVerb


def seen_programme(request: HttpRequest, pk: int) -> Programme:
    """The programme, or 404."""
    rows = Programme.objects.visible_to(request.user).select_related("unit", "changed_by")
    return get_object_or_404(rows, pk=pk)


def programme_for(request: HttpRequest, pk: int, verb: ProgrammeVerb) -> Programme:
    """The programme, for who may do the verb to it now: else 404, 403 or 409."""
    programme = seen_programme(request, pk)
    PROGRAMME_FLOW.permit(programme, verb, request.user)
    return programme


def seen_batch(request: HttpRequest, pk: int) -> Batch:
    """The batch, or 404."""
    rows = Batch.objects.visible_to(request.user)
    about = ("programme__unit", "changed_by", "dispatched_by")
    return get_object_or_404(rows.select_related(*about), pk=pk)


def batch_for(request: HttpRequest, pk: int, verb: BatchVerb) -> Batch:
    """The batch, for who may do the verb to it now: else 404, 403 or 409."""
    batch = seen_batch(request, pk)
    BATCH_FLOW.permit(batch, verb, request.user)
    return batch


def page_of(batch: Batch) -> str:
    """The address of the batch's page."""
    return reverse("frontline:detail", args=[batch.pk])


def verb_page(
    request: HttpRequest,
    batch: Batch,
    form_class: type[forms.Form],
    verb: Callable[[dict[str, Any]], Any],
    initial: dict[str, Any] | None = None,
    **words: Any,
) -> HttpResponse:
    """A page that says what will happen to the batch, and does it when it is posted."""
    words |= {"seen": batch.version, "back": page_of(batch), "initial": initial}
    return pages.verb_page(request, form_class, verb, **words)


def log_reading(request: HttpRequest, batch: Batch, rows: int, what: str) -> None:
    """Reading data about people is logged: a table of them once, with their number."""
    record(Action.READ, actor=request.user, target=batch, detail={"page": what}, rows=rows)


def keys(values: Collection[str]) -> set[int]:
    """The numbers among posted values."""
    return {int(one) for one in values if one.isascii() and one.isdecimal() and len(one) < 19}
