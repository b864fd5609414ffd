"""One move: its page, where it leads, who arrived."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.audit.models import Action
from core.audit.services import record
from core.pages import form_page
from rotation.choices import MoveState
from rotation.moves import forms
from rotation.moves.flow import PlanVerb
from rotation.moves.services import arranging, carrying_out
from rotation.moves.told import Told
from rotation.moves.views.reach import keeps, move_for, page_of_move, seen_move


@login_required
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One move: for the department all of it, for a unit what it was asked."""
    found = seen_move(request, pk)
    record(Action.READ, actor=request.user, target=found)
    told = Told(found, request.user, is_kept=keeps(request, found.plan))
    return render(request, "moves/move.html", {"move": found, "told": told})


@login_required
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Where somebody goes."""
    found = move_for(request, pk, PlanVerb.ARRANGE)
    initial = {
        "seen": found.version,
        "kind": found.kind,
        "position": found.to_position_id,
        "unit": found.to_unit_id,
        "title": found.to_title,
        "level": found.to_level,
        "seat": found.to_seat,
        "target": found.target,
    }
    form = forms.Arrange(request.POST or None, initial=initial, viewer=request.user)

    def verb(data: dict[str, Any]) -> str:
        arranging.arrange(
            actor=request.user,
            move=found,
            seen=data["seen"],
            kind=data["kind"],
            to=form.destination(),
            on=timezone.localdate(),
        )
        return page_of_move(found)

    changed = "改了拟任单位的，要向新单位重新征求意见；已经决定的，要重新决定。"
    return form_page(
        request,
        form,
        verb,
        title=f"填写去向：{found.cadre}",
        intro=f"现任：{found.from_title}。"
        + (changed if found.consultations.exists() or found.state != MoveState.PROPOSED else ""),
        back=page_of_move(found),
    )


@login_required
def carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has arrived: the posting is written, or found."""
    found = move_for(request, pk, PlanVerb.CARRY_OUT)
    entered = list(carrying_out.outcomes(found).visible_to(request.user)[:20])
    form = forms.CarryOut(
        request.POST or None,
        initial={"seen": found.version, "document": found.plan.document},
        move=found,
        entered=entered,
    )

    def verb(data: dict[str, Any]) -> str:
        posting = data.pop("posting", "")
        if posting:
            carrying_out.link(
                actor=request.user, move=found, seen=data["seen"], posting=int(posting)
            )
        else:
            carrying_out.carry_out(actor=request.user, move=found, on=timezone.localdate(), **data)
        return page_of_move(found)

    return form_page(
        request,
        form,
        verb,
        title=f"登记到岗：{found.cadre}",
        intro=(
            f"登记后写入任职：{found.to_unit}　{found.to_title}；"
            "原任职同日结束，简历和现任职务随之更新。"
        ),
        submit="登记到岗",
        done="已登记到岗。",
        back=page_of_move(found),
    )


@login_required
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """The posting was taken back."""
    found = move_for(request, pk, PlanVerb.RESTORE)

    def verb(data: dict[str, Any]) -> str:
        carrying_out.restore(actor=request.user, move=found, **data)
        return page_of_move(found)

    return form_page(
        request,
        forms.Seen(request.POST or None, initial={"seen": found.version}),
        verb,
        title=f"恢复待到岗：{found.cadre}",
        intro="这项安排的任职已撤回，恢复以后可以重新登记到岗，或改为不安排。",
        submit="恢复待到岗",
        done="已恢复为待到岗。",
        back=page_of_move(found),
    )
