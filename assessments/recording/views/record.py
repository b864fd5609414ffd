"""Recording a talk: whom with, then the form; made for several in one sitting."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from assessments.choices import TalkKind
from assessments.concerns.services import record_talk
from assessments.recording import offers
from assessments.recording.forms import RecordTalk
from assessments.talks import filing
from assessments.talks.guards import EXIT_TALK, RULE, RULES
from assessments.talks.services import may_record
from cadres.people.models import Cadre
from core.asking import asked_key
from core.audit.models import Action
from core.audit.services import record as log
from core.errors import NotAllowed
from core.pages import form_page
from policy.duties.models import Duty
from policy.periods import Quarter

NAME = 30


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """The form for one person, or whom to choose."""
    if not may_record(request.user):
        raise NotAllowed("谈话由单位党组织或组织部门登记，您的角色不能登记；请联系所在单位。")
    duty = _duty(request)
    person = _person(request, duty)
    return choose(request) if person is None else _form(request, person, duty)


def choose(request: HttpRequest) -> HttpResponse:
    """The people on the roster, those still owed first."""
    on, name = timezone.localdate(), request.GET.get("q", "").replace("\x00", "")[:NAME]
    people, are_more = offers.candidates(request.user, on, name)
    log(
        Action.READ,
        actor=request.user,
        subject="cadres",
        label="谈心谈话：选择谈话对象",
        rows=len(people),
    )
    context = {
        "owed": [one for one in people if one.is_owed],
        "others": [one for one in people if not one.is_owed],
        "are_more": are_more,
        "asked": name,
        "quarter": Quarter.of(on),
    }
    return render(request, "talks/choose.html", context)


def _duty(request: HttpRequest) -> Duty | None:
    """The duty that the form was opened from; 404 for one out of scope."""
    asked = asked_key(request, "duty")
    if asked is None:
        return None
    rows = Duty.objects.visible_to(request.user).filter(rule__in=RULES)
    return get_object_or_404(rows, pk=asked)


def _person(request: HttpRequest, duty: Duty | None) -> Cadre | None:
    asked = duty.cadre_id if duty else asked_key(request, "cadre")
    if asked is None:
        return None
    return get_object_or_404(offers.talkable(request.user), pk=asked)


def _form(request: HttpRequest, person: Cadre, duty: Duty | None) -> HttpResponse:
    on = timezone.localdate()
    asked = Quarter.parse(duty.period) if duty and duty.rule == RULE else None
    owed = offers.owed_quarters(person, on)
    if asked not in owed:
        asked = None
    initial = {} if request.POST else offers.usual(request.user, on, asked)
    if initial and duty and duty.rule == EXIT_TALK:
        initial |= {"kind": TalkKind.EXIT, "held_on": on}
    form = RecordTalk(request.POST or None, request.FILES or None, owed=owed, initial=initial)

    @transaction.atomic
    def run(data: dict[str, Any]) -> HttpResponse:
        facts, concern, files = form.told()
        made = record_talk(actor=request.user, cadre=person, on=on, concern=concern, **facts)
        if files and not made.attachments.exists():
            filing.attach(actor=request.user, talk=made, on=on, files=files)
        return _after(request, person, made.pk)

    return form_page(
        request,
        form,
        run,
        title=f"登记谈话：{person}",
        back=reverse("talks:list"),
        template="talks/record.html",
        person=person,
        owed=owed,
        quarter=Quarter.of(on),
    )


def _after(request: HttpRequest, person: Cadre, pk: int) -> HttpResponse:
    """The record, or the form for whoever is owed one next."""
    if "next" not in request.POST:
        messages.success(request, f"已登记与{person}的谈话。")
        return redirect("talks:detail", pk)
    following = offers.next_owed(request.user, timezone.localdate(), after=person)
    if following is None:
        rest = f"{person}还有欠谈的季度，" if offers.is_owed(person, timezone.localdate()) else ""
        said = f"{rest}其他人都已谈完。" if rest else "应谈的都已谈完。"
        messages.success(request, f"已登记与{person}的谈话。{said}")
        return redirect("talks:list")
    messages.success(request, f"已登记与{person}的谈话，下一位是{following}。")
    return redirect(f"{reverse('talks:create')}?cadre={following.pk}")
