"""The inbox, why one got a notice, e-mail or not, and nudges."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from core.accounts.services import choose_mail
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.listing.views import list_page
from core.pages import form_page
from core.scoping import roles_of
from core.units.models import Unit
from policy.notices import forms, services
from policy.notices.entities import NUDGES
from policy.notices.inbox import item_of, page, tabs
from policy.notices.making import without_recipient
from policy.notices.models import Notice
from policy.notices.why import reasons

MOST_UNITS = 12


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """My notices by day: those to be read, or all."""
    on, everything = timezone.localdate(), request.GET.get("show") == "all"
    address = reverse("notices:inbox")
    bell = services.bell(request.user)
    found = page(request.user, on, everything=everything, cursor=request.GET.get("before", "")[:40])
    record(
        Action.READ,
        actor=request.user,
        subject="notices",
        label="通知",
        rows=sum(len(day["items"]) for day in found["days"]),
    )
    context = found | {
        "today": on,
        "everything": everything,
        "tabs": tabs(address, bell["count_text"] if bell else "0", everything=everything),
        "nobody": _nobody(request, on),
        "may_see_nudges": bool(services.OFFICES & roles_of(request.user)),
    }
    return render(request, "notices/inbox.html", context)


def _nobody(request: HttpRequest, on: date) -> dict[str, Any]:
    """For a department: units of its own whose matters have come to a step with nobody to tell."""
    if not services.DEPARTMENTS & roles_of(request.user):
        return {}
    try:
        found = {unit: count for unit, _name, count in without_recipient(on)}
    except DomainError:  # a figure that nobody has set: the plan's own page says so
        return {}
    if not found:
        return {}
    below = Unit.objects.visible_to(request.user, acting_as=services.DEPARTMENTS)
    named = list(below.filter(pk__in=found).order_by("sort_path").values_list("pk", "short_name"))
    if not named:
        return {}
    return {
        "units": [{"name": name, "count": found[pk]} for pk, name in named[:MOST_UNITS]],
        "more": max(len(named) - MOST_UNITS, 0),
        "count": len(named),
        "duties": sum(found[pk] for pk, _ in named),
    }


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Why I got this; opening it is reading it."""
    mine = Notice.objects.visible_to(request.user).select_related(
        "duty__cadre", "duty__unit", "nudge__sent_by__unit", "nudge__unit", "digest"
    )
    notice = get_object_or_404(mine, pk=pk)
    record(Action.READ, actor=request.user, target=notice, label="通知")
    services.read(actor=request.user, notice=notice)
    on = timezone.localdate()
    context = {"item": item_of(notice, request.user, on), "notice": notice}
    context |= reasons(notice, request.user, on)
    return render(request, "notices/detail.html", context)


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Everything that the page showed, and what was below it."""
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdecimal() and len(newest) < 19:
        count = services.read_all(actor=request.user, up_to=int(newest))
        messages.success(request, f"已把 {count} 条通知标为已读。")
    else:
        messages.error(request, "页面内容不完整，请刷新通知页面再试。")
    return redirect("notices:inbox")


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """E-mail or not."""
    user = request.user

    def save(data: dict[str, Any]) -> str:
        choose_mail(user=user, wanted=data["wants_mail"])
        return reverse("notices:inbox")

    form = forms.Preferences(
        request.POST if request.method == "POST" else None,
        initial={"wants_mail": user.wants_mail},
    )
    intro = f"您的邮箱：{user.email}" if user.email else "您的账号没有登记邮箱，现在只在站内提醒。"
    return form_page(
        request, form, save, title="提醒邮件", back=reverse("notices:inbox"), intro=intro
    )


@login_required
def nudges(request: HttpRequest) -> HttpResponse:
    """Which units were reminded by hand."""
    nothing = {"title": "还没有催报", "text": "组织部门催报单位以后，会列在这里。"}
    return list_page(request, NUDGES, template="notices/nudges.html", nothing=nothing)


@require_POST
@login_required
def nudge(request: HttpRequest) -> HttpResponse:
    """Remind a unit now; the answer stands beside the button, or above the page without scripts."""
    form = forms.NudgeForm(request.POST, viewer=request.user)
    tone, said = "red", ""
    unit = None
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            made = services.nudge(actor=request.user, on=timezone.localdate(), **form.cleaned_data)
        except DomainError as refusal:
            said = str(refusal)
        else:
            tone, said = "green", _told(made)
    else:
        said = "".join(text for texts in form.errors.values() for text in texts)
    if request.htmx:
        context = {"unit": unit, "rule": request.POST.get("rule", "")[:40], "said": said}
        return render(request, "notices/nudge_button.html", context | {"tone": tone})
    (messages.success if tone == "green" else messages.error)(request, said)
    return redirect(_back(request))


def _told(made) -> str:
    mine = made.notices.order_by()
    duties = mine.values("duty").distinct().count()
    people = mine.values("recipient").distinct().count()
    return f"已催报“{made.unit}”：{duties} 项，通知 {people} 人。"


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    own = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(asked, own, require_https=request.is_secure())
    if asked.startswith("/") and is_ours:  # "abc" would be taken for the name of a view
        return asked
    return reverse("notices:nudges")
