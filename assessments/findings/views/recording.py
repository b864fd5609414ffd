"""Recording a finding: about whom, then the form; another wording; taking it back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from assessments.findings import services
from assessments.findings.forms import AmendFinding, RecordFinding, WithdrawFinding
from assessments.findings.views.reach import asked_person, departments_alone, seen_finding
from cadres.people.models import Cadre
from cadres.people.search import called
from core.audit.models import Action
from core.audit.services import record as log
from core.pages import form_page

MOST, NAME = 50, 30


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """The form for one person, or whom to choose."""
    departments_alone(request)
    person = asked_person(request)
    if person is None:
        return _choose(request)
    form = RecordFinding(request.POST or None, request.FILES or None)

    def run(data: dict[str, Any]) -> HttpResponse:
        on = timezone.localdate()
        made = services.record(actor=request.user, cadre=person, on=on, **data)
        messages.success(request, "已登记。")
        return redirect("findings:detail", made.pk)

    return form_page(
        request,
        form,
        run,
        title=f"登记组织认定：{person}",
        back=reverse("findings:list"),
        template="findings/record.html",
        person=person,
    )


def _choose(request: HttpRequest) -> HttpResponse:
    """The people whose file the department keeps, by a part of the name."""
    name = request.GET.get("q", "").replace("\x00", "")[:NAME]
    mine = Cadre.objects.kept_by(request.user).exclude(account=request.user.pk)
    rows = called(request.user, name).filter(pk__in=mine.values("pk")) if name else mine.none()
    people = list(rows.select_related("unit")[: MOST + 1])
    if name:
        label = "选择干部"
        log(Action.READ, actor=request.user, subject="cadres", label=label, rows=len(people))
    context = {"people": people[:MOST], "are_more": len(people) > MOST, "asked": name, "most": MOST}
    return render(request, "findings/choose.html", context)


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another wording, with a reason."""
    found = seen_finding(request, pk)
    form = AmendFinding(request.POST or None, initial=AmendFinding.initial_of(found))

    def run(data: dict[str, Any]) -> str:
        services.amend(actor=request.user, finding=found, on=timezone.localdate(), **data)
        return reverse("findings:detail", args=[pk])

    return form_page(
        request,
        form,
        run,
        title=f"修改组织认定：{found.cadre}",
        back=reverse("findings:detail", args=[pk]),
        submit="保存",
        template="findings/amend.html",
        finding=found,
    )


@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not stand any more."""
    found = seen_finding(request, pk)
    form = WithdrawFinding(request.POST or None, initial={"seen": found.version})

    def run(data: dict[str, Any]) -> str:
        services.withdraw(actor=request.user, finding=found, on=timezone.localdate(), **data)
        return reverse("findings:detail", args=[pk])

    return form_page(
        request,
        form,
        run,
        title=f"撤销组织认定：{found.cadre}",
        back=reverse("findings:detail", args=[pk]),
        submit="撤销认定",
        done="已撤销。",
        intro="撤销以后不再作为调出的依据，记录和证据仍保留备查，不能恢复。已经立案的个案请另行办理。",
        is_danger=True,
    )
