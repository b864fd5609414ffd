"""Findings one by one, by rule, and by person; the button that has everybody looked at again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.checks.access import OFFICES, may_run, refuse_strangers, sees_figures
from cadres.checks.batch import VERBS
from cadres.checks.entities import FINDINGS
from cadres.checks.forms import PeopleFilter
from cadres.checks.jobs import DEPARTMENTS_ALONE
from cadres.checks.latest import RUN, last_run
from cadres.checks.overview import by_person, by_rule
from cadres.checks.refreshing import refresh_people
from cadres.checks.standing import unlooked
from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.errors import NotAllowed, refuse_if
from core.jobs.models import Job
from core.jobs.services import enqueue
from core.listing.views import list_page

MOST_AT_ONCE = 50  # people looked at again before a list is shown
NOTHING = {
    "title": "没有待处理的问题",
    "text": "每天夜里自动校核一次；组织部门可以点“重新校核”。",
}
NEVER = {
    "title": "还没有校核过",
    "text": "校核以后，查出的问题会列在这里。每天夜里自动校核一次。",
}
PAGES = (
    ("checks:list", "逐条"),
    ("checks:rules", "按规则"),
    ("checks:people", "按人员"),
    ("checks:trend", "各单位趋势"),
)


@login_required
def findings(request: HttpRequest) -> HttpResponse:
    """Every finding in scope; files that were changed, or came, since are looked at again first."""
    refuse_strangers(request.user)
    mine = Cadre.objects.visible_to(request.user, acting_as=OFFICES).order_by()
    changed = list(unlooked(mine).values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    refresh_people(changed[:MOST_AT_ONCE], on=timezone.localdate())
    return list_page(
        request,
        FINDINGS,
        title="校核",
        template="checks/list.html",
        above="checks/tabs.html",
        is_stacked=True,
        batch=_verbs(request),
        has_unlooked=len(changed) > MOST_AT_ONCE,
        **around(request, "checks:list"),
    )


@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with how many it found; the numbers open the findings."""
    refuse_strangers(request.user)
    found = by_rule(request.user, timezone.localdate())
    context = {"themes": found, "title": "校核：按规则"} | around(request, "checks:rules")
    return render(request, "checks/rules.html", context)


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """The people of whom most was found."""
    refuse_strangers(request.user)
    form = PeopleFilter(request.GET or None, viewer=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    found = by_person(request.user, timezone.localdate(), **asked)
    record(Action.READ, actor=request.user, subject="findings", label="按人员", rows=len(found))
    context = {
        "people": found,
        "form": form,
        "is_narrowed": any(asked.values()),
        "title": "校核：按人员",
    } | around(request, "checks:people")
    status = 400 if form.errors else 200
    return render(request, "checks/people.html", context, status=status)


@require_POST
@login_required
def run(request: HttpRequest) -> HttpResponse:
    """Have everybody whose file the department keeps looked at again: a job."""
    refuse_if(not may_run(request.user), DEPARTMENTS_ALONE, NotAllowed)
    if _running(request) is None:
        enqueue(actor=request.user, kind=RUN, label="校核")
    return redirect("checks:list")


def around(request: HttpRequest, here: str) -> dict[str, Any]:
    """What stands around every page: its tabs, the run under way, the button."""
    tabs = [
        {"label": label, "url": reverse(name), "current": name == here}
        for name, label in PAGES
        if sees_figures(request.user) or name != "checks:trend"
    ]
    last = last_run(request.user)
    return {
        "tabs": tabs,
        "job": _running(request),
        "may_run": may_run(request.user),
        "last_run": last,
        "nothing": NOTHING if last else NEVER,
    }


def _verbs(request: HttpRequest) -> list[dict[str, str]]:
    """A unit decides one by one, by asking the department."""
    verbs = VERBS if may_run(request.user) else ()
    return [{"label": verb.label, "url": verb.url} for verb in verbs]


def _running(request: HttpRequest) -> Job | None:
    jobs = Job.objects.visible_to(request.user).filter(kind=RUN, finished_at__isnull=True)
    return jobs.order_by("-pk").first()
