"""Pages of résumé and family: rows to edit, or the résumé as one text."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cadres.changes.services import ask
from cadres.editing.access import Editing, Way, opened
from cadres.editing.person import ASKED, page_title, read_to_edit
from cadres.formats.resume_remarks import gap_sentences, misread
from cadres.formats.resume_text import Line, parse, write
from cadres.people import services
from cadres.people.formsets import (
    RELATIONS_LIST,
    FamilySet,
    ResumeSet,
    ResumeText,
    Row,
    Rows,
    Seen,
    relations,
)
from cadres.people.guards import RowsRefused
from cadres.people.services.rows import family_of, resume_of
from cadres.people.wording import WHOLE_ROWS
from core.errors import DomainError
from core.pages import REFUSED, bind

MORE = "more"  # the button that asks for another row
TEXT = "text"  # ?as=text

Told = tuple[Sequence[Row], list[Any]]


class ShownInRows(DomainError):
    """The sentences stand at the rows."""

    status = REFUSED

    def __init__(self) -> None:
        super().__init__("有几行需要改正，没有保存，请看标出的行。")


@login_required
def edit_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """The résumé, row by row or (`?as=text`) in its official writing."""
    editing = opened(request, pk)
    if request.method != "POST":
        read_to_edit(request, editing, "简历")
    lines = resume_of(editing.cadre)
    if request.GET.get("as") == TEXT:
        return _resume_text(request, editing, lines)
    names = ("since", "until", "text", "kind", "within")
    initial = [{name: getattr(line, name) for name in names} for line in lines]
    rows = ResumeSet(_with_spare(request), initial=initial)

    def told() -> Told:
        arranged = rows.arranged()
        return arranged, [row.line() for row in arranged]

    return _rows_page(request, editing, "resume", rows, told)


@login_required
def edit_family(request: HttpRequest, pk: int) -> HttpResponse:
    """The family, row by row."""
    editing = opened(request, pk)
    if request.method != "POST":
        read_to_edit(request, editing, "家庭成员")
    initial = [member._asdict() for member in family_of(editing.cadre)]
    rows = FamilySet(_with_spare(request), initial=initial)

    def told() -> Told:
        used = rows.used()
        return used, [row.member() for row in used]

    return _rows_page(request, editing, "family", rows, told)


def _rows_page(
    request: HttpRequest, editing: Editing, what: str, rows: Rows, told: Callable[[], Told]
) -> HttpResponse:
    """Rows with the head of the form; `told` are the used rows and what a service is given."""
    head = _head(request, editing)

    def save(data: dict[str, Any]) -> str:
        used, values = told()
        try:
            return _write(request, editing, what, values, data)
        except RowsRefused as refused:
            rows.put(refused, used)
            raise ShownInRows from refused

    status = 200
    if request.method == "POST" and MORE not in request.POST:
        status, outcome = bind(head, save) if rows.is_valid() else (REFUSED, None)
        if status == 200:
            return _done(request, editing, outcome)
    context = {
        "rows": rows,
        "head": head,
        "what": what,
        "datalists": {RELATIONS_LIST: relations()} if what == "family" else {},
    }
    return _page(request, editing, what, "people/edit_rows.html", context, status)


def _resume_text(request: HttpRequest, editing: Editing, lines: list[Line]) -> HttpResponse:
    """The résumé as one text; what cannot be read is refused by its line."""
    head = _head(request, editing)
    text = ResumeText(request.POST or None, initial={"text": write(lines)})

    def save(data: dict[str, Any]) -> str:
        found = parse(text.cleaned_data["text"], known=lines)
        try:
            written = _write(request, editing, "resume", found, data)
        except RowsRefused as refused:
            for place, sentences in refused.rows.items():
                line = found[place]
                text.add_error(
                    "text", [f"“{line} {line.text[:16]}”：{said}" for said in sentences.values()]
                )
            raise ShownInRows from refused
        for sentence in misread(text.cleaned_data["text"]):
            messages.warning(request, sentence)
        return written

    status = 200
    if request.method == "POST":
        status, outcome = bind(head, save) if text.is_valid() else (REFUSED, None)
        if status == 200:
            return _done(request, editing, outcome)
    context = {"text": text, "head": head, "what": "resume"}
    return _page(request, editing, "resume", "people/edit_text.html", context, status)


def _write(
    request: HttpRequest, editing: Editing, what: str, values: list[Any], data: dict[str, Any]
) -> str:
    """Write the rows, or ask the department to; the address to go to."""
    who = {
        "actor": request.user,
        "cadre": editing.cadre,
        "seen": data["seen"],
        "on": timezone.localdate(),
    }
    if editing.way == Way.ASK:
        asked = ask(**who, reason=data["reason"], values={what: values})
        return editing.after or reverse("changes:detail", args=[asked.pk])
    if what == "resume":
        services.replace_resume(**who, lines=values)
        for sentence in gap_sentences(values):
            messages.warning(request, sentence)
    else:
        services.replace_family(**who, members=values)
    return editing.after or reverse("cadres:tab", args=[editing.cadre.pk, what])


def _done(request: HttpRequest, editing: Editing, outcome: str) -> HttpResponse:
    messages.success(request, ASKED if editing.way == Way.ASK else "已保存。")
    return redirect(outcome)


def _page(
    request: HttpRequest,
    editing: Editing,
    what: str,
    template: str,
    context: dict[str, Any],
    status: int,
) -> HttpResponse:
    context |= editing.context(f"edit_{what}") | {
        "title": page_title(editing, WHOLE_ROWS[what]),
        "back": editing.back,
        "submit": "提交审核" if editing.way == Way.ASK else "保存",
    }
    return render(request, template, context, status=status)


def _head(request: HttpRequest, editing: Editing) -> forms.Form:
    """The version that was seen, and the reason of a request."""
    return Seen(
        request.POST or None,
        initial={"seen": editing.cadre.version},
        asks=editing.way == Way.ASK,
    )


def _with_spare(request: HttpRequest) -> QueryDict | None:
    """What was posted, with one row more where another was asked for."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    total = data.get("form-TOTAL_FORMS", "")
    if MORE in data and total.isdecimal() and len(total) < 4:
        data["form-TOTAL_FORMS"] = str(int(total) + 1)
    return data
