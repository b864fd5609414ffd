"""Pages of a person's facts: taking up somebody new, and changing what is on file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from cadres.changes.services import ask
from cadres.editing.access import Editing, Way, opened, refuse_all_but_keepers
from cadres.people import services
from cadres.people.forms import RESERVED, AddPerson, PersonForm
from cadres.people.guards import remarks
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.pages import form_page

ASKED = "已提交，等待组织部门审核。"


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """A new person; departments alone take people up."""
    refuse_all_but_keepers(request)
    form = AddPerson(
        request.POST or None, initial={"unit": request.GET.get("unit", "")}, viewer=request.user
    )

    def save(_data: dict[str, Any]) -> str:
        cadre = services.add(actor=request.user, on=timezone.localdate(), **form.values())
        _remark(request, cadre)
        return reverse("cadres:detail", args=[cadre.pk])

    page = form_page(
        request,
        form,
        save,
        title="新建干部档案",
        back=reverse("cadres:list"),
        submit="新建档案",
        done="已新建档案。下一步：在“修改”中填写简历和家庭成员。",
        template="people/edit.html",
    )
    for person in form.same:  # shown, so that the two can be told apart
        record(Action.READ, actor=request.user, target=person, detail={"tab": "建档查重"})
    return page


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The facts of one person: a department's changes are written, a unit's may be asked for."""
    editing = opened(request, pk)
    if request.method != "POST":
        read_to_edit(request, editing, "基本信息")
    form = PersonForm(
        request.POST or None, viewer=request.user, cadre=editing.cadre, asks=editing.asks
    )
    return form_page(
        request,
        form,
        lambda data: _save(request, editing, form, data),
        title=page_title(editing, "基本信息"),
        back=editing.back,
        submit="提交审核" if editing.way == Way.ASK else "保存",
        done=ASKED if editing.way == Way.ASK else "已保存。",
        template="people/edit.html",
        **editing.context("edit"),
    )


def page_title(editing: Editing, what: str) -> str:
    """What the page does, and to whom."""
    verb = "提出变更" if editing.way == Way.ASK else "修改"
    return f"{verb}：{editing.cadre}　{what}"


def read_to_edit(request: HttpRequest, editing: Editing, what: str) -> None:
    """A form full of a person's data was opened: that is reading it."""
    detail = {"tab": f"修改{what}"}
    record(Action.READ, actor=request.user, target=editing.cadre, detail=detail)


def _save(request: HttpRequest, editing: Editing, form: PersonForm, data: dict[str, Any]) -> Any:
    on = timezone.localdate()
    changed = form.changed_values()
    if editing.way == Way.ASK or (editing.way == Way.WRITE and RESERVED & set(changed)):
        if not data["reason"]:
            raise ValidationError(
                {
                    "reason": "单位、职务层次、职级和身份证号的变更要由组织部门审核，"
                    "请写明变更原因后再提交。"
                }
            )
        asked = ask(
            actor=request.user,
            cadre=editing.cadre,
            seen=data["seen"],
            on=on,
            reason=data["reason"],
            values=changed,
        )
        return editing.after or reverse("changes:detail", args=[asked.pk])
    # Only what differs: a choice that the form no longer offers must not be asked for again.
    cadre = services.edit(
        actor=request.user, cadre=editing.cadre, seen=data["seen"], on=on, **changed
    )
    _remark(request, cadre)
    return editing.back


def _remark(request: HttpRequest, cadre: Cadre) -> None:
    for sentence in remarks(cadre):
        messages.warning(request, sentence)
