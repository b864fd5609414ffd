"""Pages of rewards and discipline: a department's, row by row."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.editing.access import Editing, kept
from cadres.editing.person import page_title, read_to_edit
from cadres.people import services
from cadres.people.conduct_forms import DisciplineForm, RewardForm, initial_of
from cadres.people.models import Discipline, Reward
from core.pages import form_page


@login_required
def rewards(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything of the kind on file, each with its verbs."""
    editing = kept(request, pk)
    read_to_edit(request, editing, "奖惩")
    context = editing.context("rewards") | {
        "title": page_title(editing, "奖惩"),
        "rewards": Reward.objects.visible_to(request.user).filter(cadre=editing.cadre),
        "discipline": Discipline.objects.visible_to(request.user).filter(cadre=editing.cadre),
    }
    return render(request, "people/edit_conduct.html", context)


@login_required
def reward(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
    """A new reward, or one on file."""
    editing = kept(request, pk)
    found = _row(request, Reward, editing, row)
    form = RewardForm(request.POST or None, initial=_initial(editing, found))

    def save(data: dict[str, Any]) -> str:
        values = {name: value for name, value in data.items() if name != "seen"}
        who = {"actor": request.user, "seen": data["seen"], "on": timezone.localdate()}
        if found is None:
            services.add_reward(**who, cadre=editing.cadre, **values)
        else:
            services.edit_reward(**who, reward=found, **values)
        return _page(editing)

    return _form(request, editing, form, save, "奖励")


@login_required
def discipline(request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
    """A new sanction or measure, or one on file."""
    editing = kept(request, pk)
    found = _row(request, Discipline, editing, row)
    form = DisciplineForm(request.POST or None, initial=_initial(editing, found), row=found)

    def save(data: dict[str, Any]) -> str:
        who = {"actor": request.user, "seen": data["seen"], "on": timezone.localdate()}
        if found is None:
            services.add_discipline(**who, cadre=editing.cadre, **form.values())
        else:
            services.edit_discipline(**who, discipline=found, **form.values())
        return _page(editing)

    return _form(request, editing, form, save, "处分与组织处理")


@require_POST
@login_required
def remove_reward(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take away a reward entered by mistake."""
    editing = kept(request, pk)
    found = _row(request, Reward, editing, row)
    services.remove_reward(actor=request.user, reward=found, seen=None)
    messages.success(request, "已删除。")
    return redirect(_page(editing))


@require_POST
@login_required
def remove_discipline(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Take away a sanction entered by mistake."""
    editing = kept(request, pk)
    found = _row(request, Discipline, editing, row)
    services.remove_discipline(
        actor=request.user, discipline=found, seen=None, on=timezone.localdate()
    )
    messages.success(request, "已删除。")
    return redirect(_page(editing))


def _row(request: HttpRequest, model: type, editing: Editing, row: int | None) -> Any:
    """The row of this person's file, or None for a new one; 404 when there is no such row."""
    if row is None:
        return None
    found = model.objects.visible_to(request.user).filter(cadre=editing.cadre, pk=row).first()
    if found is None:
        raise Http404
    found.cadre = editing.cadre
    return found


def _initial(editing: Editing, row: Any) -> dict[str, Any]:
    return (initial_of(row) if row else {}) | {"seen": editing.cadre.version}


def _form(request: HttpRequest, editing: Editing, form: Any, save: Any, what: str) -> HttpResponse:
    if request.method != "POST":
        read_to_edit(request, editing, what)
    return form_page(
        request,
        form,
        save,
        title=page_title(editing, what),
        back=_page(editing),
        template="people/edit_row.html",
        **editing.context("rewards"),
    )


def _page(editing: Editing) -> str:
    return editing.after or reverse("cadres:rewards", args=[editing.cadre.pk])
