"""What units have to put right: the list, one with its records and rounds, and the verbs."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from assessments.choices import RectificationVerb as Verb
from assessments.spot_checks import forms
from assessments.spot_checks.checklist import failed
from assessments.spot_checks.entities import RECTIFICATIONS
from assessments.spot_checks.flow import RECTIFICATION_FLOW
from assessments.spot_checks.models import Rectification
from assessments.spot_checks.services import rectifying
from assessments.spot_checks.standing import since_then, told_items
from assessments.talks.models import Talk
from cadres.people.querysets import ASKERS, KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of
from policy.duties.models import Duty

NOTHING = {
    "title": "没有需要整改的",
    "text": "组织部抽查谈话记录后，发现的问题会反馈到这里，由单位在期限内改正并报告。",
}
BUTTONS = {
    Verb.ANSWER: ("报告整改", "rectifications:answer"),
    Verb.ACCEPT: ("认可", "rectifications:accept"),
    Verb.RETURN: ("退回", "rectifications:return"),
}


@login_required
def rectifications(request: HttpRequest) -> HttpResponse:
    """Those of one's units."""
    refuse_if(
        not (KEEPERS | ASKERS) & roles_of(request.user),
        "抽查整改由单位和组织部办理，您的角色不能查看；需要的，请联系安全管理员调整授权。",
        NotAllowed,
    )
    return list_page(request, RECTIFICATIONS, template="rectifications/list.html", nothing=NOTHING)


@login_required
def of_duty(request: HttpRequest) -> HttpResponse:
    """From a duty to what it is about."""
    key = request.GET.get("duty", "")
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    duty = get_object_or_404(Duty.objects.visible_to(request.user), pk=key)
    pk = duty.period.partition("-")[0]
    if not pk.isdecimal():
        raise Http404
    return redirect("rectifications:detail", pk)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The demand, the records with the department's words, every round, and what can be done."""
    one, on = _seen(request, pk), timezone.localdate()
    found = list(told_items(one, request.user))
    readable = set(
        Talk.objects.visible_to(request.user)
        .filter(pk__in=[item.talk_id for item in found])
        .values_list("pk", flat=True)
    )
    lines = []
    for item, colour, words in since_then(found, on):
        lines.append(
            {
                "item": item,
                "faults": failed(item.answers),
                "colour": colour,
                "words": words,
                "is_readable": item.talk_id in readable,
            }
        )
    record(Action.READ, actor=request.user, target=one, rows=len(lines))
    verbs = rectifying.offered(one, request.user)
    context = {
        "one": one,
        "lines": lines,
        "rounds": list(one.rounds.select_related("answered_by", "decided_by").order_by("-number")),
        "verbs": [
            {"label": BUTTONS[verb][0], "url": reverse(BUTTONS[verb][1], args=[pk]),
             "is_main": verb != Verb.RETURN}
            for verb in map(Verb, verbs)
        ],
        "facts": [
            {"label": "单位", "value": one.unit.name},
            {"label": "抽查", "value": f"{one.check_of.period.label}谈话记录"},
            {"label": "反馈日期", "value": one.asked_on.isoformat()},
            {"label": "整改期限", "value": one.answer_by.isoformat()},
        ],
        "light": _light(one, on),
        "keeps": rectifying.keeps_check(one, request.user),
    }  # fmt: skip
    return render(request, "rectifications/detail.html", context)


@login_required
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit reports."""
    return _verb_page(
        request,
        pk,
        Verb.ANSWER,
        forms.Answered,
        rectifying.answer,
        title="报告整改",
        submit="报告",
        done="已报告，等待组织部审核。",
    )


@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The department closes it."""
    return _verb_page(
        request,
        pk,
        Verb.ACCEPT,
        forms.Accepted,
        rectifying.accept,
        title="认可整改",
        submit="认可",
        done="已认可，整改办结。",
    )


@login_required
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The department asks for more."""
    return _verb_page(
        request,
        pk,
        Verb.RETURN,
        forms.Returned,
        rectifying.send_back,
        title="退回整改",
        submit="退回",
        done="已退回，单位需要再次报告。",
    )


def _verb_page(
    request: HttpRequest,
    pk: int,
    verb: Verb,
    form_class: type[django_forms.Form],
    service: Callable[..., Rectification],
    **words: Any,
) -> HttpResponse:
    one = _seen(request, pk)
    RECTIFICATION_FLOW.permit(one, verb, request.user)
    form = form_class(request.POST or None, initial={"seen": one.version})
    back = reverse("rectifications:detail", args=[pk])

    def run(data: dict[str, Any]) -> str:
        service(actor=request.user, rectification=one, on=timezone.localdate(), **data)
        return back

    words["title"] = f"{one.unit.short_name}：{words['title']}"
    intro = one.demand if verb == Verb.ANSWER else f"单位报告：{one.answer}"
    return form_page(request, form, run, back=back, intro=intro, **words)


def _seen(request: HttpRequest, pk: int) -> Rectification:
    rows = Rectification.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("unit", "check_of__unit"), pk=pk)


def _light(one: Rectification, on) -> tuple[str, str]:
    """Colour and words of where it stands."""
    if one.accepted_on is not None:
        return "green", f"{one.accepted_on} 认可"
    if one.answered_on is not None:
        return "yellow", "已报告，等待组织部审核"
    days = (one.answer_by - on).days
    if days < 0:
        return "red", f"逾期 {-days} 天"
    return "yellow", "今天到期" if days == 0 else f"还有 {days} 天"
