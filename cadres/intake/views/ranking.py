"""The ranking with its cut, the list of the chosen, and their admission."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cadres.intake import forms
from cadres.intake.choices import ApplicantState, BatchVerb
from cadres.intake.flow import BATCH_FLOW
from cadres.intake.models import Applicant, IntakeBatch
from cadres.intake.ranking import cut
from cadres.intake.services import admission
from cadres.intake.views.reach import batch_for, kept_batch, log_reading, page_of
from core.errors import DomainError
from core.listing.selection import fingerprint
from core.pages import bind


@login_required
def ranking(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody by place; while it is being decided, the ticks of who is to be admitted."""
    batch = kept_batch(request, pk)
    deciding = BatchVerb.CHOOSE in BATCH_FLOW.offered(batch, request.user)
    people = admission.ranked(batch, request.user)
    taken = [p.pk for p in people if p.state != ApplicantState.INSPECTED]
    ticked = set(taken) or set(admission.suggested(batch, people))
    form = forms.Choose(
        request.POST or None, initial={"seen": batch.version, "reason": batch.choice_reason}
    )
    status = 200
    if request.method == "POST":
        batch_for(request, pk, BatchVerb.CHOOSE)
        ticked = {
            int(key)
            for key in request.POST.getlist("chosen")
            if key.isascii() and key.isdecimal() and len(key) < 19
        }
        status, _ = bind(
            form,
            lambda data: admission.choose(actor=request.user, batch=batch, chosen=ticked, **data),
        )
        if status == 200:
            messages.success(request, f"已拟定 {len(ticked)} 人。下一步：办理入库。")
            return redirect("intake:ranking", batch.pk)
    log_reading(request, batch, len(people), "排名")
    context = {
        "intake": batch,
        "title": f"排名：{batch}",
        "form": form,
        "lines": _lines(batch, people, ticked),
        "deciding": deciding,
        "is_chosen": bool(taken),
        "waiting": [p for p in people if p.state == ApplicantState.CHOSEN],
        "back": page_of(batch),
    }
    return render(request, "intake/ranking.html", context, status=status)


def _lines(batch: IntakeBatch, people: list[Applicant], ticked: set[int]) -> list[dict[str, Any]]:
    """Each person with what stands at the line: a tie, the cut above, a tick."""
    places = {person.pk: person.place for person in people if person.place is not None}
    edge = cut(places, batch.quota)
    sharing = Counter(places.values())
    lines, above = [], True
    for person in people:
        fits = person.pk in edge.within or person.pk in edge.tied
        lines.append(
            {
                "person": person,
                "is_tied": sharing[person.place] > 1,
                "is_tied_at_cut": person.pk in edge.tied,
                "is_cut": above and not fits,
                "is_ticked": person.pk in ticked or person.state == ApplicantState.ADMITTED,
                "is_admitted": person.state == ApplicantState.ADMITTED,
            }
        )
        above = fits
    return lines


@login_required
def admit(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly who comes onto the roster; then they do."""
    batch = batch_for(request, pk, BatchVerb.ADMIT)
    people = admission.waiting(batch, request.user)
    now = fingerprint([person.pk for person in people])
    form = forms.Admit(request.POST or None, initial={"seen": batch.version, "expected": now})
    status = 200

    def run(data: dict[str, Any]) -> list[Applicant]:
        if data.pop("expected") != now:
            raise DomainError(f"拟定名单有了变化，现在是 {len(people)} 人，请重新打开页面再核对。")
        return admission.admit(actor=request.user, batch=batch, today=timezone.localdate(), **data)

    if request.method == "POST":
        status, done = bind(form, run)
        if status == 200:
            messages.success(request, f"已入库 {len(done)} 人。")
            return redirect(page_of(batch))
    log_reading(request, batch, len(people), "入库核对")
    context = {
        "intake": batch,
        "title": f"办理入库：{batch}",
        "form": form,
        "people": people,
        "holder": admission.holder(batch).label,
        "back": page_of(batch),
    }
    return render(request, "intake/admit.html", context, status=status)
