"""Forms that change a posting: its end, a longer term, a correction, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.pages import form_page
from rotation.choices import AWAY, EndReason
from rotation.postings import services
from rotation.postings.change_forms import (
    CorrectForm,
    EndForm,
    ExtendForm,
    SeenForm,
    TakeBackForm,
    initial_of,
)
from rotation.postings.models import Posting
from rotation.postings.views.reach import kept_posting


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """It is no more from a day on; the page knows why it probably ends."""
    found, on = kept_posting(request, pk), timezone.localdate()
    is_full = found.until is not None and found.until <= on
    initial = {
        "seen": found.version,
        "ended_on": found.until if is_full else on,
        "reason": EndReason.COMPLETED if is_full else "",
    }
    form = EndForm(request.POST or None, initial=initial)
    verb_label = "办理返回" if found.kind in AWAY else "结束"

    def verb(data: dict[str, Any]) -> str:
        return _at(services.end(actor=request.user, posting=found, on=on, **data))

    return form_page(
        request,
        form,
        verb,
        title=f"{verb_label}：{found.cadre} {found.title}",
        submit=verb_label,
        done=_done(found),
        back=_at(found),
        is_danger=True,
        intro=_ending(found),
    )


@login_required
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """It lasts longer than planned."""
    found = kept_posting(request, pk)
    form = ExtendForm(request.POST or None, initial={"seen": found.version})

    def verb(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        return _at(services.extend(actor=request.user, posting=found, on=on, **data))

    return form_page(
        request,
        form,
        verb,
        title=f"延长：{found.cadre} {found.title}",
        submit="延长",
        done="已延长。",
        back=_at(found),
        intro=f"原定 {found.until} 期满。",
    )


@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """What was entered wrongly."""
    found = kept_posting(request, pk)
    form = CorrectForm(
        request.POST or None, initial=initial_of(found), posting=found, viewer=request.user
    )

    def verb(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        return _at(services.correct(actor=request.user, posting=found, on=on, **data))

    return form_page(
        request,
        form,
        verb,
        title=f"更正：{found.cadre} {found.title}",
        back=_at(found),
        done="已更正。",
        intro="改了职务、层次或起始日期的，简历和现任职务随之更改。录错了人、类别或单位的请撤回。",
    )


@login_required
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """As if it never was."""
    found = kept_posting(request, pk)
    return _sure(
        request,
        found,
        services.take_back,
        title=f"撤回：{found.cadre} {found.title}",
        submit="撤回",
        done="已撤回。",
        form_class=TakeBackForm,
        intro="录入有误的才撤回：它写入的简历和现任职务恢复成登记之前的样子，原任职继续。",
    )


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Its end was entered by mistake."""
    found = kept_posting(request, pk)
    return _sure(
        request,
        found,
        services.reopen,
        title=f"撤销结束：{found.cadre} {found.title}",
        submit="撤销结束",
        done="已撤销结束。",
        intro=f"结束日期 {found.ended_on} 录入有误的才撤销；撤销以后继续任职（锻炼）。",
    )


def _sure(
    request: HttpRequest,
    found: Posting,
    service: Any,
    *,
    title: str,
    form_class: type[SeenForm] = SeenForm,
    **words: str,
) -> HttpResponse:
    form = form_class(request.POST or None, initial={"seen": found.version})

    def verb(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        return _at(service(actor=request.user, posting=found, on=on, **data))

    return form_page(request, form, verb, title=title, back=_at(found), is_danger=True, **words)


def _ending(found: Posting) -> str:
    if found.kind in AWAY:
        return (
            "返回以后，简历的“其间”写上终止年月，现任职务后的加注去掉。"
            "没有期满的，结束原因选“提前结束”并写明情况；录错了的请撤回。"
        )
    if found.is_main:
        return (
            "直接结束主职务的，简历最后一段写上终止年月，现任职务不改，请随后在干部信息里更正；"
            "改任他职的请登记新的任职，原任职同日结束。录错了的请撤回。"
        )
    return "结束以后，现任职务里的兼任去掉，简历的“其间”写上终止年月。录错了的请撤回。"


def _done(found: Posting) -> str:
    if found.is_main:
        return "已结束，简历最后一段已写上终止年月；现任职务没有改，请在干部信息里更正。"
    if found.kind in AWAY:
        return "已办理返回，简历的“其间”已写上终止年月。"
    return "已结束，简历和现任职务已恢复。"


def _at(found: Posting) -> str:
    return reverse("postings:detail", args=[found.pk])
