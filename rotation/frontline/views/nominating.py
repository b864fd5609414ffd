"""Putting people forward: from the roster or by name; and what is decided of the ticked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from cadres.dossier.dossier import ANSWERABLE
from cadres.intake.naming import find
from cadres.people.entities import CADRES
from cadres.people.models import Cadre
from cadres.roster.entities import ROSTER
from core.accounts.querysets import not_of_oneself
from core.errors import DomainError
from core.listing.selection import Selection, fingerprint
from core.listing.views import list_page
from core.pages import bind, form_page
from core.scoping import EVERYTHING, roles_of
from rotation.choices import CandidateState
from rotation.frontline import forms
from rotation.frontline.entities.candidates import CANDIDATES
from rotation.frontline.flow import BATCH_FLOW, EVERY_OFFICE
from rotation.frontline.limits import missed_by, told
from rotation.frontline.models import Batch, Candidate
from rotation.frontline.querysets import CandidateQuerySet
from rotation.frontline.services import nominating as services
from rotation.frontline.services.steps import MOST_AT_ONCE
from rotation.frontline.verbs import BatchVerb
from rotation.frontline.views.reach import (
    batch_for,
    keys,
    log_reading,
    page_of,
    verb_page,
)

SHOWN = 50
# What is done to ticked candidates: label, service, the verb of the batch, states it fits.
ROW_VERBS: dict[str, tuple[str, Any, BatchVerb, tuple[str, ...]]] = {
    "qualify": (
        "认定符合条件",
        services.qualify,
        BatchVerb.JUDGE,
        (CandidateState.UNQUALIFIED,),
    ),
    "disqualify": (
        "认定不符合条件",
        services.disqualify,
        BatchVerb.JUDGE,
        (CandidateState.NOMINATED,),
    ),
    "withdraw": (
        "登记退出",
        services.withdraw,
        BatchVerb.WITHDRAW,
        tuple(state for state in CandidateState if state != CandidateState.WITHDRAWN),
    ),
}


def row_verbs(verbs: Iterable[str]) -> list[dict[str, str]]:
    """Buttons over a list of candidates."""
    return [
        {"label": ROW_VERBS[verb][0], "url": reverse("frontline:judge", args=[verb])}
        for verb in verbs
    ]


def row_verbs_of(offered: Collection[str]) -> list[dict[str, str]]:
    """Those that fit what the batch offers."""
    return row_verbs(verb for verb, (_, _, needed, _) in ROW_VERBS.items() if needed in offered)


def open_to(viewer: Any, verb: str) -> QuerySet[Candidate]:
    """Candidates to whom the viewer may do the verb now: reach, batch and state by the tables."""
    _, _, needed, states = ROW_VERBS[verb]
    found = Candidate.objects.none()
    for state in BATCH_FLOW.sources(needed):
        roles = BATCH_FLOW.step(state, needed).roles
        rows = Candidate.objects.filter(CandidateQuerySet.opened_to(viewer, roles))
        kept = Batch.objects.visible_to(viewer, acting_as=roles).filter(state=state)
        found = found | rows.filter(batch__in=kept, state__in=states)
    return found


@login_required
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """The roster (or all people, where the programme is not for the roster alone), to tick."""
    batch = batch_for(request, pk, BatchVerb.NOMINATE)
    entity = ROSTER if batch.programme.roster_only else CADRES
    url = reverse("frontline:nominate", args=[pk])
    return list_page(
        request,
        entity,
        title=f"推荐人选：{batch}",
        template="frontline/pick.html",
        intake=batch,
        back=page_of(batch),
        batch=[{"label": "推荐勾选的人", "url": url}],
    )


@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Name people a line each; the next page shows exactly who they are."""
    batch = batch_for(request, pk, BatchVerb.NOMINATE)

    def look_up(data: dict[str, Any]) -> HttpResponse:
        reached = Cadre.objects.visible_to(request.user, acting_as=EVERY_OFFICE)
        found = find(reached, data["people"].splitlines())
        if found.faults:
            raise DomainError(" ".join(found.faults[:SHOWN]))
        return confirm(request, batch, mine(request, [p.pk for p in found.records]))

    return form_page(
        request,
        forms.Names(request.POST or None),
        look_up,
        title=f"按姓名推荐：{batch}",
        back=reverse("frontline:pick", args=[pk]),
        submit="下一步：核对",
    )


@require_POST
@login_required
def nominate(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly who, with what the check says of each; then they are named."""
    batch = batch_for(request, pk, BatchVerb.NOMINATE)
    if "confirmed" not in request.POST:
        return confirm(request, batch, _ticked(request, batch))
    shown = mine(request, keys(request.POST.getlist("shown")))
    ticked = keys(request.POST.getlist("person"))
    chosen = [person for person in shown if person.pk in ticked]
    form = forms.Nominate(request.POST)

    def run(data: dict[str, Any]) -> list[Candidate]:
        on = timezone.localdate()
        return services.nominate(actor=request.user, batch=batch, people=chosen, on=on, **data)

    status, done = bind(form, run)
    if status != 200:
        return confirm(request, batch, shown, form, status=status, ticked=ticked)
    rows = CANDIDATES.rows(request.user).filter(pk__in=[one.pk for one in done])
    out = rows.filter(state_told=CandidateState.UNQUALIFIED).count()
    said = f"，其中 {out} 人不符合条件" if out else ""
    messages.success(request, f"已推荐 {len(done)} 人{said}。")
    return redirect(page_of(batch))


def _ticked(request: HttpRequest, batch: Batch) -> list[Cadre]:
    """The people of the ticked rows, of the roster or of the list of people."""
    entity = ROSTER if batch.programme.roster_only else CADRES
    rows = Selection(entity, request.user, request.POST).rows().order_by()
    return mine(request, rows.values("cadre_id" if entity is ROSTER else "pk"))


def mine(request: HttpRequest, wanted: Any) -> list[Cadre]:
    """Those among the wanted whom the viewer may put forward; by others, who is one himself."""
    rows = Cadre.objects.visible_to(request.user, acting_as=EVERY_OFFICE).filter(pk__in=wanted)
    rows = rows.filter(not_of_oneself(EVERYTHING, request.user, "account"))
    return list(rows.select_related("unit").order_by("sort_key", "pk")[: MOST_AT_ONCE + 1])


def confirm(
    request: HttpRequest,
    batch: Batch,
    chosen: list[Cadre],
    form: forms.Nominate | None = None,
    *,
    status: int = 200,
    ticked: set[int] | None = None,
) -> HttpResponse:
    """The page that says who they are and what the check says of each."""
    log_reading(request, batch, len(chosen), "推荐人选")
    missed = missed_by(batch, Cadre.objects.filter(pk__in=[person.pk for person in chosen]))
    answered = Cadre.objects.visible_to(request.user, acting_as=ANSWERABLE)
    answers = set(answered.filter(pk__in=missed).values_list("pk", flat=True))
    named = set(batch.candidates.exclude(state="withdrawn").values_list("cadre_id", flat=True))
    lines = []
    for person in chosen:
        said = "；".join(told(missed[person.pk], answers=person.pk in answers))
        fits = person.pk not in named and (person.pk in ticked if ticked is not None else not said)
        line = {"person": person, "is_named": person.pk in named, "missed": said}
        lines.append(line | {"is_ticked": fits})
    context = {
        "title": f"核对推荐人选：{batch}",
        "intake": batch,
        "form": form or forms.Nominate(),
        "lines": lines,
        "address": reverse("frontline:nominate", args=[batch.pk]),
        "back": reverse("frontline:pick", args=[batch.pk]),
    }
    return render(request, "frontline/nominate.html", context, status=status)


@login_required
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody against the limits, by the files as they are now."""
    batch = batch_for(request, pk, BatchVerb.CHECK)

    def run(data: dict[str, Any]) -> HttpResponse:
        changed = services.check(actor=request.user, batch=batch, **data)
        messages.success(request, f"已重新审查，{changed} 人的结论有变化。")
        return redirect(page_of(batch))

    return verb_page(
        request,
        batch,
        forms.Seen,
        run,
        title=f"重新审查报名资格：{batch}",
        intro="按档案现在的内容重新审查全部人选；组织部门已认定的保持不变。",
        submit="重新审查",
    )


@require_POST
@login_required
def judge(request: HttpRequest, verb: str) -> HttpResponse:
    """Qualify, disqualify or withdraw the ticked: look at exactly who, give a reason, confirm."""
    if verb not in ROW_VERBS or not EVERY_OFFICE & roles_of(request.user):
        raise Http404
    label, service, _, _ = ROW_VERBS[verb]
    selection = Selection(CANDIDATES, request.user, request.POST)
    rows = open_to(request.user, verb).filter(pk__in=selection.rows().order_by().values("pk"))
    chosen = list(rows.in_order().select_related("cadre__unit", "batch__programme"))  # type: ignore[attr-defined]
    now = fingerprint([person.pk for person in chosen])
    confirmed = "expected" in request.POST
    form = forms.Judge(request.POST if confirmed else None)
    status = 200
    back = reverse("frontline:candidates") + f"?{selection.query}"
    if len({person.batch_id for person in chosen}) == 1:
        back = page_of(chosen[0].batch)

    def run(data: dict[str, Any]) -> list[Candidate]:
        if request.POST["expected"] != now:
            raise DomainError(f"所选的人有了变化，现在是 {len(chosen)} 人，请再核对一次。")
        done: list[Candidate] = service(actor=request.user, people=chosen, **data)
        return done

    if confirmed:
        status, done = bind(form, run)
        if status == 200:
            messages.success(request, f"{len(done)} 人已{label}。")
            return redirect(back)
    context = {
        "title": label,
        "form": form,
        "lines": [_line(person) for person in chosen[:SHOWN]],
        "count": len(chosen),
        "more": max(len(chosen) - SHOWN, 0),
        "unchanged": selection.rows().count() - len(chosen),
        "expected": now,
        "selection": selection,
        "address": request.path,
        "submit": label,
        "back": back,
    }
    return render(request, "intake/people.html", context, status=status)


def _line(person: Candidate) -> str:
    cadre = person.cadre
    return f"{cadre.name}（{cadre.unit.short_name}，{cadre.title}）　{person.batch}"
