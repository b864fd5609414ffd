"""Talks: the list, one record, its sheet, and what may be done with it while it is not sealed."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessments.concerns import services as concerns
from assessments.concerns.models import Concern
from assessments.fields import AttachFiles
from assessments.filing import served
from assessments.recording import shown
from assessments.recording.forms import AmendTalk, RaiseConcern, VoidTalk
from assessments.recording.offers import owed_quarters
from assessments.recording.tabs import talk_tabs
from assessments.talks import filing, services
from assessments.talks.coverage import heat
from assessments.talks.entities import TALKS
from assessments.talks.models import Talk, TalkAttachment
from assessments.talks.services import log_about, may_record
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.listing.nothing import filled_by
from core.listing.views import list_page
from core.pages import bind, form_page
from core.scoping import roles_of
from policy.periods import Quarter

NOTHING = {"title": "还没有谈话记录", "text": "单位登记谈心谈话以后会列在这里。"}
MOST_UNITS = 100  # on the page of quarters, until all are asked for
Page = HttpResponse


@login_required
def talks(request: HttpRequest) -> Page:
    """The records in scope; what was said is columns of the offices."""
    may = may_record(request.user)
    return list_page(
        request,
        TALKS,
        template="talks/list.html",
        above="talks/tabs.html",
        tabs=talk_tabs(request),
        may_record=may,
        nothing=filled_by(NOTHING, "talks:create", "登记谈话", may=may),
    )


@login_required
def coverage(request: HttpRequest) -> Page:
    """Units by quarters: how many were talked with of how many, the worst unit first.

    As many units as can be read; `?all=1` is all of them.
    """
    if not may_record(request.user):
        raise Http404
    try:
        until = Quarter.parse(request.GET.get("until", ""))
    except ValueError:
        until = Quarter.of(timezone.localdate())
    until = min(until, Quarter.of(timezone.localdate()))
    most = 0 if request.GET.get("all") == "1" else MOST_UNITS
    found = heat(request.user, timezone.localdate(), until=until, most=most)
    context = {
        "heat": found,
        "earlier": found.quarters[0].previous.key,
        "is_past": until < Quarter.of(timezone.localdate()),
        "all_url": f"?{urlencode({'until': until.key, 'all': 1})}",
        "may_nudge": bool(roles_of(request.user) & KEEPERS),
    }
    return render(request, "talks/coverage.html", context)


def seen_talk(request: HttpRequest, pk: int) -> Talk:
    """The record, or 404; `may_read` says whether its content is the viewer's."""
    rows = Talk.objects.visible_to(request.user)
    rows = rows.select_related("cadre__unit", "unit", "entered_by")
    talk = get_object_or_404(rows, pk=pk)
    mine = Talk.objects.recorded_by(request.user).filter(pk=pk)
    talk.may_read = mine.exists()  # type: ignore[attr-defined]
    return talk


def own_talk(request: HttpRequest, pk: int) -> Talk:
    """The record, for who may change it; 404 for anybody else, who does not know of more."""
    talk = seen_talk(request, pk)
    if not talk.may_read:  # type: ignore[attr-defined]
        raise Http404
    return talk


@login_required
def talk(request: HttpRequest, pk: int) -> Page:
    """One record: for the cadre himself that it took place, for the offices all of it."""
    found = seen_talk(request, pk)
    log_about(Action.READ, request.user, found, {"tab": "谈话记录"})
    if not found.may_read:  # type: ignore[attr-defined]
        return render(request, "talks/own.html", {"talk": found, "facts": shown.open_facts(found)})
    return render(request, "talks/detail.html", _whole(request, found, AttachFiles()))


def _whole(request: HttpRequest, talk: Talk, form: forms.Form) -> dict[str, Any]:
    on = timezone.localdate()
    concern = Concern.objects.visible_to(request.user).filter(talk=talk).first()
    return {
        "talk": talk,
        "facts": shown.open_facts(talk) + shown.entry_facts(talk),
        "points": shown.points(talk),
        "revisions": shown.revisions(talk, request.user),
        "attachments": TalkAttachment.objects.visible_to(request.user).filter(talk=talk),
        "concern": concern,
        "duties": shown.duties_of(talk, request.user),
        "standing": shown.standing(talk, request.user, on),
        "form": form,
    }


@login_required
def paper(request: HttpRequest, pk: int) -> Page:
    """The record as a sheet to be printed and signed."""
    found = own_talk(request, pk)
    log_about(Action.PRINT, request.user, found, {"操作": "打印谈话记录"})
    # The person signs it too: what was found about him goes on the sheet only where that is asked.
    with_concern = request.GET.get("concern") == "1"
    concern = Concern.objects.visible_to(request.user).filter(talk=found).first()
    context = {
        "talk": found,
        "points": shown.points(found),
        "concern": concern if with_concern else None,
        "may_add": concern is not None and not with_concern,
    }
    return render(request, "talks/paper.html", context)


@login_required
def amend(request: HttpRequest, pk: int) -> Page:
    """Another wording, with a reason; what it said before stays."""
    found, on = own_talk(request, pk), timezone.localdate()
    owed = owed_quarters(found.cadre, on)
    if found.makes_up_for:
        owed = sorted({*owed, Quarter.of(found.makes_up_for)}, reverse=True)
    form = AmendTalk(request.POST or None, owed=owed, initial=AmendTalk.initial_of(found))

    def run(data: dict[str, Any]) -> str:
        services.amend(actor=request.user, talk=found, on=on, **data)
        return reverse("talks:detail", args=[pk])

    back = reverse("talks:detail", args=[pk])
    title = f"修改与{found.cadre}的谈话记录"
    return form_page(
        request, form, run, title=title, back=back, template="talks/amend.html", talk=found
    )


@login_required
def void(request: HttpRequest, pk: int) -> Page:
    """It does not count any more."""
    found = own_talk(request, pk)
    form = VoidTalk(request.POST or None, initial={"seen": found.version})

    def run(data: dict[str, Any]) -> str:
        services.void(actor=request.user, talk=found, on=timezone.localdate(), **data)
        return reverse("talks:detail", args=[pk])

    return form_page(
        request,
        form,
        run,
        title=f"作废谈话记录：{found.cadre}",
        back=reverse("talks:detail", args=[pk]),
        submit="作废",
        done="已作废。",
        intro="作废以后不计入季度谈话，记录仍保留备查，不能恢复。",
        is_danger=True,
    )


@require_POST
@login_required
def attach(request: HttpRequest, pk: int) -> Page:
    """Keep files with the record."""
    found = own_talk(request, pk)
    form = AttachFiles(request.POST, request.FILES)
    status, _ = bind(
        form,
        lambda data: filing.attach(
            actor=request.user, talk=found, on=timezone.localdate(), files=data["files"]
        ),
    )
    if status != 200:
        return render(request, "talks/detail.html", _whole(request, found, form), status=status)
    messages.success(request, "已上传附件。")
    return redirect("talks:detail", pk)


def _attachment(request: HttpRequest, pk: int) -> TalkAttachment:
    rows = TalkAttachment.objects.visible_to(request.user).select_related("talk__cadre")
    return get_object_or_404(rows, pk=pk)


@login_required
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    """One file, to be saved."""
    found = _attachment(request, pk)
    detail = {"操作": "下载附件", "文件": found.name}
    return served(found, told=lambda: log_about(Action.READ, request.user, found.talk, detail))


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> Page:
    """Take a file away."""
    found = _attachment(request, pk)
    filing.remove(actor=request.user, attachment=found, on=timezone.localdate())
    messages.success(request, "已删除附件。")
    return redirect("talks:detail", found.talk_id)


@login_required
def concern(request: HttpRequest, pk: int) -> Page:
    """A concern that was not entered with its talk."""
    found = own_talk(request, pk)
    form = RaiseConcern(request.POST or None)

    def run(data: dict[str, Any]) -> str:
        made = concerns.raise_concern(
            actor=request.user, talk=found, on=timezone.localdate(), **data
        )
        return reverse("concerns:detail", args=[made.pk])

    return form_page(
        request,
        form,
        run,
        title=f"登记苗头问题：{found.cadre}",
        back=reverse("talks:detail", args=[pk]),
        intro="只有本单位党组织和组织部门能看到，本人看不到。",
    )
