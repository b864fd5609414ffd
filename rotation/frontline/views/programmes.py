"""One programme: its figures, its batches, and what is done to it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cadres.people.querysets import KEEPERS
from core.errors import NotAllowed, refuse_if
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of
from core.units.models import Unit
from rotation.choices import Channel
from rotation.frontline import figures, forms
from rotation.frontline.entities.batches import BATCHES
from rotation.frontline.flow import PROGRAMME_FLOW
from rotation.frontline.models import Programme
from rotation.frontline.services import programmes as services
from rotation.frontline.verbs import ProgrammeVerb
from rotation.frontline.views import facts
from rotation.frontline.views.reach import programme_for, seen_programme

PAGES = {
    ProgrammeVerb.EDIT: "frontline:edit_programme",
    ProgrammeVerb.ADD_BATCH: "frontline:add_batch",
    ProgrammeVerb.CLOSE: "frontline:close",
    ProgrammeVerb.REOPEN: "frontline:reopen",
}


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One programme above the list of its batches."""
    programme = seen_programme(request, pk)
    verbs = PROGRAMME_FLOW.offered(programme, request.user)
    may_add = ProgrammeVerb.ADD_BATCH in verbs
    text = "点“新建批次”，定下报名、派出和期满的日期。" if may_add else "发布公告以后会列在这里。"
    return list_page(
        request,
        BATCHES,
        title=programme.name,
        template="frontline/programme.html",
        fixed={"programme": str(pk)},
        nothing={"title": "还没有批次", "text": text},
        programme=programme,
        facts=facts.programme_facts(programme),
        verbs=[
            {
                "label": verb.label,
                "url": reverse(view, args=[pk]),
                "is_main": verb == ProgrammeVerb.ADD_BATCH,
                "is_apart": verb == ProgrammeVerb.CLOSE,
            }
            for verb, view in PAGES.items()
            if verb in verbs
        ],
    )


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """First the channel, then its figures as clause 3.1.4 has them."""
    refuse_if(
        not KEEPERS & roles_of(request.user),
        "一线锻炼项目由市、县（区）委组织部新建，您的角色不能进行这项操作；请联系组织部门。",
        NotAllowed,
    )
    channel = request.POST.get("channel") or request.GET.get("channel", "")
    if channel not in Channel.values:
        return render(request, "frontline/channels.html", {"channels": _channels()})
    on = timezone.localdate()
    form = forms.NewProgramme(request.POST or None, viewer=request.user)
    host: Unit | None = form.fields["unit"].queryset.first()  # type: ignore[attr-defined]
    form.initial |= {"unit": host, "channel": channel, "year": on.year, "batch_count": 1}
    form.initial |= figures.first_values(channel, on, host)
    return form_page(
        request,
        form,
        lambda data: _page(services.create(actor=request.user, **data)),
        title=f"新建项目：{Channel(channel).label}",
        intro="周期、批数、名额和选派方式取自实施方案第 3.1.4 条，可以按实际改动。",
        back=reverse("frontline:create"),
        submit="新建项目",
        done="已新建项目。下一步：新建批次。",
    )


def _channels() -> list[dict[str, Any]]:
    """Each channel with what the clause says of it now."""
    on = timezone.localdate()
    found = []
    for channel in Channel:
        values = figures.first_values(channel, on, None)
        said = [f"{values['term_months']} 个月" if "term_months" in values else "按天安排"]
        if values.get("batch_count", 1) > 1:
            said.append(f"分 {values['batch_count']} 批")
        if "quota" in values:
            said.append(f"{values['quota']} 人")
        said.append(str(values["selection"].label))
        url = f"{reverse('frontline:create')}?channel={channel}"
        found.append({"label": channel.label, "url": url, "text": "，".join(said)})
    return found


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other figures."""
    programme = programme_for(request, pk, ProgrammeVerb.EDIT)
    form = forms.EditProgramme(request.POST or None, initial=forms.figures_of(programme))
    return form_page(
        request,
        form,
        lambda data: _page(services.edit(actor=request.user, programme=programme, **data)),
        title=f"修改项目：{programme}",
        back=_page(programme),
    )


@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of it."""
    programme = programme_for(request, pk, ProgrammeVerb.CLOSE)
    return form_page(
        request,
        forms.Seen(request.POST or None, initial={"seen": programme.version}),
        lambda data: _page(services.close(actor=request.user, programme=programme, **data)),
        title=f"结束项目：{programme}",
        intro="结束后不能再建批次，需要时可以恢复。各批次都已返回或取消才能结束。",
        submit="结束项目",
        done="已结束项目。",
        back=_page(programme),
    )


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Another batch after all."""
    programme = programme_for(request, pk, ProgrammeVerb.REOPEN)
    return form_page(
        request,
        forms.Seen(request.POST or None, initial={"seen": programme.version}),
        lambda data: _page(services.reopen(actor=request.user, programme=programme, **data)),
        title=f"恢复项目：{programme}",
        intro="恢复后可以再建批次。",
        submit="恢复项目",
        done="已恢复项目。",
        back=_page(programme),
    )


def _page(programme: Programme) -> str:
    return reverse("frontline:programme", args=[programme.pk])
