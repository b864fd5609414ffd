"""The page on which the form's own texts are edited."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cadres.approval.composing import offered_text
from cadres.approval.forms import TextsForm
from cadres.approval.models import ApprovalTexts
from cadres.approval.services import write_texts
from cadres.dossier.dossier import ANSWERABLE
from cadres.editing.access import DEPARTMENTS_ALONE, NEXT, Way, opened
from cadres.editing.person import page_title, read_to_edit
from cadres.people.models import Cadre
from core.errors import NotAllowed, refuse_if
from core.pages import form_page

FORM = "任免审批表"


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts of one person's form; of people on the roster a unit reads them only."""
    editing = opened(request, pk)
    cadre = editing.cadre
    texts = ApprovalTexts.objects.visible_to(request.user).filter(cadre=cadre).first()
    people = Cadre.objects.visible_to(request.user, acting_as=ANSWERABLE)
    offer = offered_text(cadre.pk, texts.assessments if texts else "", timezone.localdate())
    taken = {"assessments": offer} if offer and request.GET.get("take") == "assessments" else {}
    form = TextsForm(
        request.POST or None,
        texts=texts,
        answers=people.filter(pk=cadre.pk).exists(),
        initial=taken,
    )
    back = editing.after or reverse("cadres:tab", args=[cadre.pk, "approval"])
    way_back = {NEXT: editing.after} if editing.after else {}
    context = editing.context("approval:edit") | {
        "offer": offer,
        "take_url": f"?{urlencode({'take': 'assessments', **way_back})}",
        "is_taken": bool(taken),
    }
    if request.method != "POST":
        read_to_edit(request, editing, FORM)
    if editing.way == Way.ASK:
        refuse_if(request.method == "POST", DEPARTMENTS_ALONE, NotAllowed)
        title = f"{cadre}　{FORM}"
        context |= {"form": form, "title": title, "back": back, "asks": None}
        return render(request, "approval/read.html", context)

    def save(data: dict[str, Any]) -> str:
        write_texts(
            actor=request.user,
            cadre=cadre,
            seen=data["seen"],
            on=timezone.localdate(),
            values=form.values(),
        )
        return back

    return form_page(
        request,
        form,
        save,
        title=page_title(editing, FORM),
        back=back,
        template="approval/edit.html",
        **context,
    )
