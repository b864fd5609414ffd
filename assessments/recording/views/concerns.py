"""Concerns: the list by state, and one with its steps and the next one as a form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from assessments.choices import ConcernState, ConcernVerb
from assessments.concerns import services
from assessments.concerns.duties import concern_of
from assessments.concerns.entities import CONCERNS
from assessments.concerns.flow import CONCERN_FLOW
from assessments.concerns.models import Concern
from assessments.recording.forms import DatedStep, Step
from assessments.recording.tabs import concern_tabs
from core.asking import asked_key
from core.audit.models import Action
from core.audit.services import record
from core.listing.views import list_page
from core.pages import bind
from policy.duties.models import Duty

NOTHING = {"title": "没有在办的苗头问题", "text": "登记谈话时发现苗头性问题，填写后会列在这里。"}
# Verb to its form, its function, the words of its button and of the box for what was done.
STEPS: dict[str, tuple[type[Step], Callable[..., Concern], str, str]] = {
    ConcernVerb.REMIND: (DatedStep, services.remind, "登记提醒", "提醒情况"),
    ConcernVerb.REPORT: (Step, services.report, "报告整改", "改正情况"),
    ConcernVerb.CLOSE: (Step, services.close, "核实销号", "核实意见"),
    ConcernVerb.RETURN: (DatedStep, services.give_back, "退回整改", "退回理由"),
}


@login_required
def concerns(request: HttpRequest) -> HttpResponse:
    """Those in scope, by state."""
    return list_page(
        request,
        CONCERNS,
        template="concerns/list.html",
        above="concerns/tabs.html",
        tabs=concern_tabs(request),
        nothing=NOTHING,
    )


@login_required
def of_duty(request: HttpRequest) -> HttpResponse:
    """To the concern that a duty is about."""
    asked = asked_key(request, "duty")
    if asked is None:
        raise Http404
    duties = Duty.objects.visible_to(request.user).filter(rule__in=services.RULES)
    duty = get_object_or_404(duties, pk=asked)
    return redirect("concerns:detail", concern_of(duty.period))


@login_required
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, what was done, and what comes next."""
    rows = Concern.objects.visible_to(request.user).select_related("cadre__unit", "talk")
    found = get_object_or_404(rows, pk=pk)
    offered = () if found.talk.voided_on else CONCERN_FLOW.offered(found, request.user)
    asked = request.POST.get("verb", "")
    boxes = [_box(request, found, verb, is_asked=verb == asked) for verb in offered]
    status = 200
    if request.method == "POST":
        status, outcome = _take(request, found, asked, boxes)
        if outcome is not None:
            messages.success(request, "已办理。")
            return redirect("concerns:detail", pk)
    else:
        label = f"{found.cadre} 苗头问题 {found.raised_on}"
        record(Action.READ, actor=request.user, subject="cadre", target=found.cadre, label=label)
    context = {
        "concern": found,
        "steps": found.steps.select_related("done_by").order_by("pk"),
        "boxes": boxes,
        "waits": bool(
            not boxes and found.state == ConcernState.CORRECTED and not found.talk.voided_on
        ),
        "flow": [(state.label, state == found.state) for state in CONCERN_FLOW.states],
    }
    return render(request, "concerns/detail.html", context, status=status)


def _box(request: HttpRequest, found: Concern, verb: str, *, is_asked: bool) -> dict[str, Any]:
    form_class, act, label, words = STEPS[verb]
    initial: dict[str, Any] = {"seen": found.version}
    if verb == ConcernVerb.REMIND:
        initial["correct_by"] = found.correct_by or services.usual_due(found, timezone.localdate())
    form = form_class(request.POST if is_asked else None, initial=initial, prefix=verb)
    form.fields["words"].label = words
    return {"verb": verb, "form": form, "label": label, "act": act, "is_asked": is_asked}


def _take(
    request: HttpRequest, found: Concern, asked: str, boxes: list[dict[str, Any]]
) -> tuple[int, Any]:
    """The step that was posted; a verb that is not offered is refused by the table."""
    box = next((box for box in boxes if box["verb"] == asked), None)
    if box is None:
        if asked not in ConcernVerb.values:
            raise Http404
        CONCERN_FLOW.permit(found, asked, request.user)
        raise Http404  # its talk was voided
    act, on = box["act"], timezone.localdate()
    return bind(box["form"], lambda data: act(actor=request.user, concern=found, on=on, **data))
