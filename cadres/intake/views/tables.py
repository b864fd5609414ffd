"""The tables in which marks and findings are typed, a hundred people to a page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.intake import forms
from cadres.intake.choices import ApplicantState, BatchVerb
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.naming import find, pasted_lines
from cadres.intake.row_forms import FindingsForm, MarksForm, RowsForm, keys_in
from cadres.intake.services import results
from cadres.intake.views.reach import batch_for, log_reading, page_of
from core.pages import bind

ROWS_A_PAGE = 100
MARKED = (ApplicantState.QUALIFIED, ApplicantState.TESTED)
FOUND = (ApplicantState.SHORTLISTED, ApplicantState.INSPECTED, ApplicantState.FAILED)


@login_required
def marks(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks of the examination; a pasted pair of columns fills the table before it is saved."""
    batch = batch_for(request, pk, BatchVerb.MARK)
    rows = _rows(request, batch, MARKED)
    if "fill" in request.POST:
        return _filled(request, batch, rows)
    return _table(
        request,
        batch,
        rows,
        MarksForm,
        lambda form: results.enter_marks(actor=request.user, batch=batch, marks=form.marks()),
        title="考试成绩",
        headings=("考试成绩",),
        paste=forms.Pasted(),
    )


@login_required
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Results of the inspection."""
    batch = batch_for(request, pk, BatchVerb.INSPECT)
    return _table(
        request,
        batch,
        _rows(request, batch, FOUND),
        FindingsForm,
        lambda form: results.enter_findings(
            actor=request.user, batch=batch, findings=form.findings()
        ),
        title="考察结果",
        headings=("考察结果", "考察得分", "考察情况"),
    )


def _rows(request: HttpRequest, batch: IntakeBatch, states: Sequence[str]) -> Any:
    return (
        Applicant.objects.visible_to(request.user).filter(batch=batch, state__in=states).in_order()
    )


def _table(
    request: HttpRequest,
    batch: IntakeBatch,
    rows: Any,
    form_class: type[RowsForm],
    save: Any,
    **words: Any,
) -> HttpResponse:
    """Show a page of the table; when it is posted, save what differs and show it again."""
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    if request.method != "POST":
        return _drawn(request, batch, form_class(list(page)), page=page, **words)
    form = form_class(list(rows.filter(pk__in=keys_in(request.POST))), request.POST)
    status, changed = bind(form, lambda _data: save(form))
    if status != 200:
        return _drawn(request, batch, form, status=status, page=page, **words)
    messages.success(request, f"已保存，{changed} 人有变化。")
    return redirect(f"{request.path}?page={page.number}")


def _filled(request: HttpRequest, batch: IntakeBatch, rows: Any) -> HttpResponse:
    """The table of the pasted people with their marks in it, nothing saved yet."""
    paste = forms.Pasted(request.POST)
    words = {"title": "考试成绩", "headings": ("考试成绩",), "paste": paste}
    if not paste.is_valid():
        return _drawn(request, batch, MarksForm([]), status=400, **words)
    names, typed = pasted_lines(paste.cleaned_data["pasted"])
    found = find(rows, names, person="cadre__")
    for fault in found.faults:
        paste.add_error("pasted", fault)
    initial = {f"mark-{person.pk}": typed[line] for person, line in found.pairs}
    form = MarksForm(found.records, initial=initial)
    return _drawn(request, batch, form, status=400 if found.faults else 200, filled=True, **words)


def _drawn(
    request: HttpRequest, batch: IntakeBatch, form: RowsForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    log_reading(request, batch, len(form.people), context["title"])
    context |= {
        "intake": batch,
        "form": form,
        "back": page_of(batch),
        "address": reverse(request.resolver_match.view_name, args=[batch.pk]),
    }
    return render(request, "intake/table.html", context, status=status)
