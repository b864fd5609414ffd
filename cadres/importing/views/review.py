"""Looking a batch through: what it would do, and what is decided about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.importing import choosing, services
from cadres.importing.models import BatchState, ImportBatch, Outcome
from cadres.importing.review import (
    Counts,
    context_of_bar,
    counts_of,
    first_tab,
    page_of,
    wanted_later,
)
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError

TABS = {
    Outcome.ERROR: "错误",
    Outcome.CHOOSE: "待选择",
    Outcome.UPDATE: "更新",
    Outcome.CREATE: "新增",
    Outcome.SAME: "不变",
}
STAGES = {
    BatchState.CHECKING: "imports/working.html",
    BatchState.WRITING: "imports/working.html",
    BatchState.ABANDONED: "imports/ended.html",
}


@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A batch at whatever step it is: under way, to be looked through, or written."""
    batch = found(request, pk)
    if batch.state == BatchState.WRITTEN:
        return _written(request, batch)
    if batch.state in STAGES:
        job = batch.writing if batch.state == BatchState.WRITING else batch.checking
        return render(request, STAGES[batch.state], {"batch": batch, "job": job})
    services.refuse_changed_rights(request.user, batch)
    return _review(request, batch)


def found(request: HttpRequest, pk: int) -> ImportBatch:
    """One's own batch, or 404."""
    rows = ImportBatch.objects.visible_to(request.user)
    rows = rows.select_related("checking", "writing", "unit", "asked_by")
    return services.settled(get_object_or_404(rows, pk=pk))


def _review(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    rows = batch.rows.visible_to(request.user)
    counts = counts_of(rows)
    tab = request.GET.get("tab", "")
    if tab not in TABS:
        tab = first_tab(counts)
    page = page_of(batch, request.user, tab, request.GET.get("page"))
    record(
        Action.READ,
        actor=request.user,
        target=batch,
        subject="imports",
        detail={"tab": tab, "page": page.number},
        rows=len(page.object_list),
    )
    context = {
        "batch": batch,
        "tab": tab,
        "tabs": _tabs(counts, tab),
        "page": page,
        "failed": counts.error,
        "later": wanted_later(rows) if tab == Outcome.CREATE else "",
        **context_of_bar(counts),
    }
    return render(request, "imports/review.html", context)


def _tabs(counts: Counts, current: str) -> list[dict[str, Any]]:
    lights = {Outcome.ERROR: "red", Outcome.CHOOSE: "yellow"}
    return [
        {
            "label": text,
            "url": f"?tab={tab}",
            "count": getattr(counts, tab),
            "light": lights.get(tab, "") if getattr(counts, tab) else "",
            "current": tab == current,
        }
        for tab, text in TABS.items()
    ]


def _written(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    """Who was written, each with his page, and who was not."""
    tab = request.GET.get("tab")
    tab = tab if tab in (Outcome.CREATE, Outcome.UPDATE, Outcome.ERROR) else ""
    counts = counts_of(batch.rows.visible_to(request.user))
    tab = tab or str(Outcome.CREATE if counts.create else Outcome.UPDATE)
    page = page_of(batch, request.user, tab, request.GET.get("page"))
    tabs = [
        {"label": label, "url": f"?tab={name}", "count": getattr(counts, name),
         "current": name == tab, "is_red": name == Outcome.ERROR}
        for name, label in (("create", "新增"), ("update", "更新"), ("error", "没有写入的错误行"))
        if getattr(counts, name)
    ]  # fmt: skip
    problems = batch.writing.problems.all()[:200] if batch.writing else ()
    context = {"batch": batch, "tab": tab, "tabs": tabs, "page": page, "problems": problems}
    return render(request, "imports/written.html", context | {"failed": counts.error})


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was ticked on one page of a tab; `next` goes on to the last look."""
    batch = found(request, pk)
    tab = request.POST.get("tab", "")
    refusal = _tried(lambda: _decide(request, batch, tab))
    if request.htmx:
        counts = counts_of(batch.rows.visible_to(request.user))
        context = {"batch": batch, "refusal": refusal} | context_of_bar(counts)
        context |= {"tabs": _tabs(counts, tab), "failed": counts.error}
        return render(request, "imports/answer.html", context)
    if refusal:
        messages.error(request, refusal)
    elif request.POST.get("next"):
        return redirect("imports:confirm", pk)
    return _back(request, pk, tab)


@require_POST
@login_required
def decide_all(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a tab, or none of it."""
    batch = found(request, pk)
    tab, is_taken = request.POST.get("tab", ""), request.POST.get("all") == "take"
    if tab in (Outcome.UPDATE, Outcome.CREATE):
        choosing.take_all(actor=request.user, batch=batch, action=tab, is_taken=is_taken)
    return _back(request, pk, tab)


def _decide(request: HttpRequest, batch: ImportBatch, tab: str) -> None:
    given: dict[str, Any] = {"actor": request.user, "batch": batch}
    shown = numbers(request.POST.getlist("shown"))
    ticked = request.POST.getlist("take")
    if tab == Outcome.UPDATE:
        taken: dict[int, list[str]] = {number: [] for number in shown}
        for text in ticked:
            number, _, name = text.partition(":")
            for known in taken.keys() & set(numbers([number])):
                taken[known].append(name)
        choosing.take_fields(**given, taken=taken, on=timezone.localdate())
    elif tab == Outcome.CREATE:
        choosing.take_people(**given, shown=shown, taken=numbers(ticked))
    elif tab == Outcome.CHOOSE:
        answers = {number: request.POST.get(f"who-{number}", "") for number in shown}
        answers = {number: answer for number, answer in answers.items() if answer}
        choosing.choose(**given, answers=answers, on=timezone.localdate())


def numbers(texts: list[str]) -> list[int]:
    """Those of the texts that are numbers of rows: a long one is none."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 10]


def _tried(verb: Callable[[], None]) -> str:
    try:
        verb()
    except DomainError as refusal:
        return str(refusal)
    return ""


def _back(request: HttpRequest, pk: int, tab: str) -> HttpResponse:
    response = redirect("imports:review", pk)
    page = request.POST.get("page", "")
    if tab in TABS:
        response["Location"] += f"?tab={tab}" + (f"&page={page}" if page.isdecimal() else "")
    return response
