"""Ending registration, the sheet of marks or votes, and the decision."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from cadres.intake.naming import find
from cadres.intake.ranking import cut
from core.pages import bind
from rotation.choices import BatchState, CandidateState, Selection
from rotation.frontline import forms
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.pasting import scores_in
from rotation.frontline.ranking import RANKED
from rotation.frontline.row_forms import PastedScores, ScoresForm
from rotation.frontline.services import batches
from rotation.frontline.services import selecting as services
from rotation.frontline.verbs import BatchVerb
from rotation.frontline.views.facts import reason_told
from rotation.frontline.views.reach import batch_for, log_reading, page_of, verb_page


@login_required
def select(request: HttpRequest, pk: int) -> HttpResponse:
    """Registration ends."""
    batch = batch_for(request, pk, BatchVerb.SELECT)
    fit = batch.candidates.filter(state=CandidateState.NOMINATED).count()
    return verb_page(
        request,
        batch,
        forms.Seen,
        lambda data: batches.select(actor=request.user, batch=batch, **data),
        title=f"结束报名：{batch}",
        intro=f"现有 {fit} 人符合条件。结束时再审查一遍资格，此后不能再推荐。",
        submit="结束报名",
        done="已结束报名。下一步：登记成绩。",
    )


@login_required
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet for everybody; a paste fills it before it is saved; saving ranks."""
    batch = batch_for(request, pk, BatchVerb.SCORE)
    people = _people(request, batch)
    if "fill" in request.POST:
        return _filled(request, batch, people)
    form = ScoresForm(batch, people, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status, changed = bind(
            form,
            lambda _data: services.enter(actor=request.user, batch=batch, marks=form.marks()),
        )
        if status == 200:
            messages.success(request, f"已保存，{changed} 人有变化，名次已重新排出。")
            return redirect(page_of(batch))
    return _sheet(request, batch, form, status=status, paste=PastedScores())


def _people(request: HttpRequest, batch: Batch) -> list[Candidate]:
    rows = Candidate.objects.opened(request.user).filter(batch=batch, state__in=RANKED)
    return list(rows.select_related("cadre__unit").order_by("cadre__sort_key", "pk"))


def _filled(request: HttpRequest, batch: Batch, people: list[Candidate]) -> HttpResponse:
    """The sheet with what was pasted in it, nothing saved yet."""
    paste = PastedScores(request.POST)
    if not paste.is_valid():
        return _sheet(request, batch, ScoresForm(batch, people), status=400, paste=paste)
    names, figures = scores_in(paste.cleaned_data["pasted"])
    rows = Candidate.objects.filter(pk__in=[person.pk for person in people])
    found = find(rows.select_related("cadre"), names, person="cadre__")
    for fault in found.faults:
        paste.add_error("pasted", fault)
    typed = {person.pk: figures[line] for person, line in found.pairs}
    form = ScoresForm(batch, people, typed=typed)
    status = 400 if found.faults else 200
    return _sheet(request, batch, form, status=status, paste=paste, filled=not found.faults)


def _sheet(
    request: HttpRequest, batch: Batch, form: ScoresForm, *, status: int, **context: Any
) -> HttpResponse:
    log_reading(request, batch, len(form.people), "成绩")
    votes = batch.programme.selection == Selection.NOMINATION
    context |= {
        "intake": batch,
        "form": form,
        "title": f"登记{'推荐票' if votes else '成绩'}：{batch}",
        "back": page_of(batch),
    }
    return render(request, "frontline/scores.html", context, status=status)


@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody by place, and a decision on each; what the figures say is chosen at first."""
    batch = batch_for(request, pk, BatchVerb.DECIDE)
    people = services.ranked(batch, request.user)
    decided = batch.state == BatchState.DECIDED
    chosen = services.suggested(batch, people)
    if decided:
        chosen = {p.pk: p.state if p.state in services.DECISIONS else "" for p in people}
    reason = reason_told(batch, request.user)
    form = forms.Decide(request.POST or None, initial={"seen": batch.version, "reason": reason})
    status = 200
    if request.method == "POST":
        chosen = {person.pk: request.POST.get(f"decision-{person.pk}", "") for person in people}

        def run(data: dict[str, Any]) -> Batch:
            return services.decide(
                actor=request.user,
                batch=batch,
                decisions={key: value for key, value in chosen.items() if value},
                on=timezone.localdate(),
                **data,
            )

        status, _ = bind(form, run)
        if status == 200:
            count = sum(value == CandidateState.CHOSEN for value in chosen.values())
            messages.success(request, f"已确定人选，入选 {count} 人。下一步：安排接收岗位。")
            return redirect(page_of(batch))
    log_reading(request, batch, len(people), "确定人选")
    context = {
        "intake": batch,
        "title": f"确定人选：{batch}",
        "form": form,
        "lines": _lines(batch, people, chosen),
        "choices": [(state.value, state.label) for state in services.DECISIONS],
        "is_ranked": batch.programme.selection != Selection.ASSIGNMENT,
        "is_votes": batch.programme.selection == Selection.NOMINATION,
        "back": page_of(batch),
    }
    return render(request, "frontline/decide.html", context, status=status)


def _lines(batch: Batch, people: list[Candidate], chosen: dict[int, str]) -> list[dict[str, Any]]:
    """Each person with what stands at the line of the quota: a tie, the cut above."""
    places = {person.pk: person.place for person in people if person.place is not None}
    edge = cut(places, batch.quota)
    sharing = Counter(places.values())
    lines, above = [], bool(places)
    for person in people:
        fits = person.pk in edge.within or person.pk in edge.tied
        lines.append(
            {
                "person": person,
                "is_tied": sharing[person.place] > 1 if person.place else False,
                "is_tied_at_cut": person.pk in edge.tied,
                "is_cut": above and not fits,
                "decision": chosen.get(person.pk, ""),
            }
        )
        above = fits
    return lines
