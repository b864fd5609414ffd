"""Opening a case by hand: who wishes to go (3.3.3-7), or who should be on the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from assessments.cases import offers, services
from assessments.cases.flow import OPINERS
from assessments.cases.forms import NominateForm, OpenForm
from assessments.cases.models import RosterCase
from cadres.choices import ExitGround
from cadres.people.models import Cadre
from core.asking import asked_key
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.pages import form_page
from core.scoping import roles_of

NAME = 30
NO_RIGHT = "个案由该同志所在单位党组织或组织部门登记，您的角色不能登记。"


@login_required
def open_by_hand(request: HttpRequest) -> HttpResponse:
    """Ground (7), for somebody on the roster."""

    def act(cadre: Cadre, words: str) -> RosterCase:
        on = timezone.localdate()
        return services.open_by_hand(
            actor=request.user, cadre=cadre, ground=ExitGround.OTHER, words=words, on=on
        )

    return _opening(request, OpenForm, act, is_exit=True)


@login_required
def nominate(request: HttpRequest) -> HttpResponse:
    """An addition, for somebody who is not on it."""

    def act(cadre: Cadre, words: str) -> RosterCase:
        on = timezone.localdate()
        return services.nominate(actor=request.user, cadre=cadre, words=words, on=on)

    return _opening(request, NominateForm, act, is_exit=False)


def _opening(
    request: HttpRequest,
    form_class: type[forms.Form],
    act: Callable[[Cadre, str], RosterCase],
    *,
    is_exit: bool,
) -> HttpResponse:
    refuse_if(not roles_of(request.user) & OPINERS, NO_RIGHT, NotAllowed)
    asked = asked_key(request, "cadre")
    if asked is None:
        return _choose(request, is_exit=is_exit)
    cadre = get_object_or_404(offers.reachable(request.user), pk=asked)
    title = "登记退出" if is_exit else "提名补充"

    def then(data: dict[str, Any]) -> str:
        return reverse("cases:detail", args=[act(cadre, data["words"]).pk])

    return form_page(
        request,
        form_class(request.POST or None),
        then,
        title=f"{title}：{cadre}",
        submit="立案",
        done="已立案。",
        back=reverse("cases:list"),
        intro=f"{cadre.title}。" + (EXITS if is_exit else ADDS),
    )


EXITS = "本人自愿退出或者有其他原因不宜继续列为重点掌握的，立案以后由单位提出意见、组织部门决定。"
ADDS = "表现突出、符合选拔条件的，立案以后由单位提出意见、组织部门决定是否补充。"


def _choose(request: HttpRequest, *, is_exit: bool) -> HttpResponse:
    """Whom it is about: people within reach, by name."""
    name = request.GET.get("q", "").replace("\x00", "")[:NAME]
    people, are_more = offers.people(
        request.user, timezone.localdate(), name, are_on_roster=is_exit
    )
    record(
        Action.READ,
        actor=request.user,
        subject="cadres",
        label="个案：选择干部",
        rows=len(people),
    )
    context = {"people": people, "are_more": are_more, "asked": name, "is_exit": is_exit}
    return render(request, "cases/choose.html", context)
