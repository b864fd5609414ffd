"""The list, one sheet, its paper, and the ways to it from a duty."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cadres.exporting.answering import PAPERS, file_response
from core.audit.models import Action
from core.audit.services import record
from core.listing.page import Listing
from core.listing.views import list_page
from core.scoping import roles_of
from rotation.appraisals.entities import APPRAISALS, JUDGED_FOR
from rotation.appraisals.flow import OFFICES, sides_of
from rotation.appraisals.models import Appraisal
from rotation.appraisals.sheet.content import form_of
from rotation.appraisals.sheet.docx import sheet_docx
from rotation.appraisals.sheet.pdf import sheet_pdf
from rotation.appraisals.shown import shown_sheet
from rotation.appraisals.tabs import tabs
from rotation.appraisals.views.reach import posting_of_duty, seen_sheet
from rotation.choices import AppraisalKind
from rotation.postings.shown import may_arrange, may_change

RULE_OF = {AppraisalKind.MIDTERM: "frontline.midterm", AppraisalKind.FINAL: "frontline.appraise"}


@login_required
def appraisals(request: HttpRequest) -> HttpResponse:
    """Sheets by whose turn it is."""
    may = bool(roles_of(request.user) & JUDGED_FOR)
    return list_page(
        request,
        APPRAISALS,
        template="appraisals/list.html",
        above="appraisals/tabs.html",
        tabs=tabs(Listing(APPRAISALS, request.user, request.GET)) if may else [],
        nothing={
            "title": "没有办理中的鉴定表",
            "text": "锻炼过半或期满前，从责任事项或派出记录填写。",
        },
    )


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet as far as the viewer may read it, and what he can do with it."""
    sheet = seen_sheet(request, pk)
    record(Action.READ, actor=request.user, target=sheet.posting.cadre, label=_label(sheet))
    return render(request, "appraisals/detail.html", shown_sheet(sheet, request.user))


@login_required
def paper(request: HttpRequest, pk: int, fmt: str) -> HttpResponse:
    """The form as a file; `?inline=1` shows a PDF instead of keeping it."""
    if fmt not in PAPERS:
        raise Http404
    sheet, on = seen_sheet(request, pk), timezone.localdate()
    opened = bool(sides_of(sheet.posting, request.user) & OFFICES)
    form = form_of(sheet, opened=opened)
    content = sheet_pdf(form) if fmt == "pdf" else sheet_docx(form, on=on)
    is_shown = fmt == "pdf" and request.GET.get("inline") == "1"
    record(
        Action.PRINT if is_shown else Action.EXPORT,
        actor=request.user,
        target=sheet.posting.cadre,
        label=_label(sheet),
        detail={"格式": fmt},
        rows=1,
    )
    name = f"{form.title} {sheet.posting.cadre.name}"
    return file_response(content, fmt, name, on, is_shown=is_shown)


@login_required
def of_duty(request: HttpRequest, kind: str) -> HttpResponse:
    """From a duty to the sheet that it asks for (`?duty=`), or to where it is begun."""
    posting = posting_of_duty(request, RULE_OF[AppraisalKind(kind)])
    if posting is None:
        return redirect("appraisals:list")
    rows = Appraisal.objects.visible_to(request.user).filter(posting=posting, kind=kind)
    found = rows.first()
    if found is not None:
        return redirect("appraisals:detail", found.pk)
    return redirect("appraisals:fill", posting.pk, kind)


@login_required
def return_of_duty(request: HttpRequest) -> HttpResponse:
    """From the duty of the way back to the posting: to end it, or to say what comes after it.

    Departments end most of them; a unit that owes it says what it has in store.
    """
    posting = posting_of_duty(request, "frontline.return")
    if posting is None:
        return redirect("postings:list")
    on = timezone.localdate()
    says = not may_change(posting, request.user, on) and may_arrange(posting, request.user, on)
    return redirect("postings:arrange" if says else "postings:detail", posting.pk)


def _label(sheet: Appraisal) -> str:
    posting = sheet.posting
    return f"{posting.cadre} {posting.get_kind_display()}{sheet.get_kind_display()}"
