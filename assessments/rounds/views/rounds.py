"""One round: its people and quota, its figures, its meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from assessments.rounds import services
from assessments.rounds.choices import Outcome, RoundVerb
from assessments.rounds.flow import ROUND_FLOW
from assessments.rounds.forms import ReasonForm, RoundForm, SettleForm
from assessments.rounds.models import Round
from assessments.rounds.quota import Quota, quota
from assessments.rounds.standing import Line, bar_of, judges_himself, lacks, lines_of
from assessments.rounds.views.reach import crumb, page_of_round, seen_round
from core.audit.models import Action
from core.audit.services import record
from core.pages import form_page
from policy.parameters.figures import Missing

QUICK = [(one.value, one.label) for one in Outcome if one not in (Outcome.UNGRADED, Outcome.ABSENT)]

OWN = "您本人在这次考核中，审定以前不显示优秀名额，请由他人核对和审定。"
PAPERS = (("pdf", "登记表 PDF"), ("zip", "登记表 Word"))


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody in it with state and grade; a secretary sets grades here, row by row."""
    one = seen_round(request, pk)
    record(Action.READ, actor=request.user, target=one)
    return render(request, "rounds/detail.html", shown_round(request, one))


def shown_round(
    request: HttpRequest, one: Round, given: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What rounds/detail.html draws; `given` is what was chosen in its rows and refused."""
    verbs = ROUND_FLOW.offered(one, request.user)
    lines = lines_of(one, request.user, may_grade=RoundVerb.SETTLE in verbs, given=given or {})
    counted, fault = _quota(one, lines)
    return {
        "round": one,
        "crumbs": crumb(None, f"{one.unit.short_name} {one.year}"),
        "lines": lines,
        "may_grade": any(line.may_grade for line in lines),
        "grades": QUICK,
        "papers": PAPERS,
        "verbs": verbs,
        "quota": counted,
        "bar": bar_of(counted) if counted else None,
        "fault": fault,
        "lacks": lacks(one, lines, counted, request.user),
    }


def _quota(one: Round, lines: Sequence[Line]) -> tuple[Quota | None, str]:
    """The quota, or why it is not shown."""
    if judges_himself(lines):
        return None, OWN
    try:
        return quota(one, timezone.localdate()), ""
    except Missing as missing:
        return None, str(missing)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What the quota is of."""
    one = seen_round(request, pk)
    if request.method != "POST":
        ROUND_FLOW.permit(one, RoundVerb.EDIT, request.user)
    names = ("headcount", "others_excellent", "percent", "percent_document")
    initial = {name: getattr(one, name) for name in names} | {"seen": one.version}

    def verb(data: dict[str, Any]) -> str:
        services.edit_round(actor=request.user, round=one, on=timezone.localdate(), **data)
        return page_of_round(one)

    form = RoundForm(request.POST or None, initial=initial)
    return form_page(
        request, form, verb, title=f"人数和优秀比例：{one.unit.short_name} {one.year}",
        back=page_of_round(one),
    )  # fmt: skip


@login_required
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """The meeting decides every sheet; what is in the way is said before it is tried."""
    one, on = seen_round(request, pk), timezone.localdate()
    if request.method != "POST":
        ROUND_FLOW.permit(one, RoundVerb.SETTLE, request.user)

    def verb(data: dict[str, Any]) -> str:
        services.settle(actor=request.user, round=one, on=on, **data)
        return page_of_round(one)

    form = SettleForm(request.POST or None, initial={"seen": one.version, "day": on})
    lines = lines_of(one, request.user, may_grade=False)
    counted, _ = _quota(one, lines)
    return form_page(
        request,
        form,
        verb,
        title=f"审定等次：{one.unit.short_name} {one.year}",
        submit="审定",
        done="已审定。下一步：由本人签署意见。",
        back=page_of_round(one),
        template="rounds/settle.html",
        lacks=lacks(one, lines, counted, request.user),
        quota=counted,
        tally=_tally(lines),
        crumbs=crumb(one, "审定等次"),
    )


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A settled round anew, with the reason."""
    one = seen_round(request, pk)
    if request.method != "POST":
        ROUND_FLOW.permit(one, RoundVerb.REOPEN, request.user)

    def verb(data: dict[str, Any]) -> str:
        services.reopen(actor=request.user, round=one, on=timezone.localdate(), **data)
        return page_of_round(one)

    return form_page(
        request,
        ReasonForm(request.POST or None, initial={"seen": one.version}),
        verb,
        title=f"重新办理：{one.unit.short_name} {one.year}",
        intro="已审定的等次回到待审定，本人意见作废，重新开会审定。",
        submit="重新办理",
        done="已重新办理。",
        back=page_of_round(one),
        is_danger=True,
    )


def _tally(lines: list) -> list[tuple[str, int]]:
    """How many of each proposed grade."""
    found = [(str(one.label), sum(line.grade == one for line in lines)) for one in Outcome]
    return [(label, number) for label, number in found if number]
