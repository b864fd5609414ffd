"""Applicants: putting people forward, one applicant's page, and what is decided of the ticked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.intake import forms
from cadres.intake.choices import ApplicantState, ApplicantVerb, BatchVerb
from cadres.intake.entities import APPLICANTS
from cadres.intake.explaining import why_of
from cadres.intake.flow import BATCH_FLOW, EVERY_OFFICE
from cadres.intake.models import Applicant, IntakeBatch, IntakeStep
from cadres.intake.naming import find
from cadres.intake.offers import NEEDS, open_to
from cadres.intake.services import proposals, qualification
from cadres.intake.views import facts
from cadres.intake.views.reach import batch_for, page_of
from cadres.people.entities import CADRES
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError
from core.listing.entity import Entity
from core.listing.selection import Selection, fingerprint
from core.listing.views import list_page
from core.pages import bind, form_page

SHOWN = 50
VERBS = {
    ApplicantVerb.QUALIFY: qualification.qualify,
    ApplicantVerb.DISQUALIFY: qualification.disqualify,
    ApplicantVerb.WITHDRAW: proposals.withdraw,
}


@login_required
def applicants(request: HttpRequest) -> HttpResponse:
    """Everybody who applied anywhere, in the viewer's scope."""
    return list_page(request, APPLICANTS, batch=facts.every_row_verb())


@login_required
def applicant(request: HttpRequest, pk: int) -> HttpResponse:
    """One person in one batch: what the check found, what was decided, and by whom."""
    rows = Applicant.objects.visible_to(request.user)
    person = get_object_or_404(rows.select_related("cadre__unit", "batch__unit"), pk=pk)
    record(Action.READ, actor=request.user, target=person.cadre, label=f"{person} {person.batch}")
    keeps = rows.visible_to(request.user, acting_as=KEEPERS).filter(pk=pk).exists()
    steps = IntakeStep.objects.visible_to(request.user, acting_as=KEEPERS).filter(applicant=person)
    context = {
        "person": person,
        "why": why_of(person),
        "keeps": keeps,
        "verbs": [
            {"label": verb.label, "url": reverse("intake:judge", args=[verb.value])}
            for verb in NEEDS
            if open_to(request.user, verb).filter(pk=pk).exists()
        ],
        "history": facts.history(steps),
    }
    return render(request, "intake/applicant.html", context)


@login_required
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Name people a line each; the next page shows exactly who they are."""
    batch = batch_for(request, pk, BatchVerb.PROPOSE)
    form = forms.Names(request.POST or None)

    def look_up(data: dict[str, Any]) -> HttpResponse:
        mine = Cadre.objects.visible_to(request.user, acting_as=EVERY_OFFICE)
        found = find(mine, data["people"].splitlines())
        if found.faults:
            raise DomainError(" ".join(found.faults[:SHOWN]))
        ticked = QueryDict(mutable=True)
        ticked.setlist("selected", [str(person.pk) for person in found.records])
        selection = Selection(CADRES, request.user, ticked)
        return _propose_page(
            request,
            selection,
            forms.Propose(initial={"batch": batch.pk}, batches=_open_batches(request)),
        )

    return form_page(
        request,
        form,
        look_up,
        title=f"推荐人选：{batch}",
        back=page_of(batch),
        submit="下一步：核对",
    )


@require_POST
@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """People ticked in the list of cadres: choose a batch, look at who they are, confirm."""
    selection = Selection(CADRES, request.user, request.POST)
    confirmed = "expected" in request.POST
    form = forms.Propose(request.POST if confirmed else None, batches=_open_batches(request))
    if not confirmed:
        return _propose_page(request, selection, form)
    people = _proposable(request, selection)

    def run(data: dict[str, Any]) -> HttpResponse:
        if request.POST["expected"] != fingerprint([person.pk for person in people]):
            raise DomainError(f"所选的人有了变化，现在是 {len(people)} 人，请再核对一次。")
        done = proposals.propose(
            actor=request.user, batch=data["batch"], people=people, note=data["note"]
        )
        fit = sum(person.state == ApplicantState.QUALIFIED for person in done)
        messages.success(
            request, f"已报名 {len(done)} 人：资格合格 {fit} 人，资格不符 {len(done) - fit} 人。"
        )
        return redirect(page_of(data["batch"]))

    status, outcome = bind(form, run)
    return outcome if status == 200 else _propose_page(request, selection, form, status=status)


def _open_batches(request: HttpRequest):
    """Batches that the viewer may put people forward for now."""
    rows = IntakeBatch.objects.visible_to(request.user, acting_as=EVERY_OFFICE)
    return rows.filter(state__in=BATCH_FLOW.sources(BatchVerb.PROPOSE)).order_by("-pk")


def _proposable(request: HttpRequest, selection: Selection) -> list[Cadre]:
    keys = selection.rows().order_by().values("pk")
    mine = Cadre.objects.visible_to(request.user, acting_as=EVERY_OFFICE).filter(pk__in=keys)
    return list(mine.select_related("unit").order_by("sort_key", "pk"))


def _propose_page(
    request: HttpRequest, selection: Selection, form: forms.Propose, *, status: int = 200
) -> HttpResponse:
    people = _proposable(request, selection)
    _log(request, CADRES, "报名选拔储备", people)
    context = {
        "title": "报名选拔储备",
        "form": form,
        "lines": [_line(person) for person in people[:SHOWN]],
        "count": len(people),
        "more": max(len(people) - SHOWN, 0),
        "expected": fingerprint([person.pk for person in people]),
        "selection": selection,
        "address": reverse("intake:propose"),
        "submit": "报名",
        "back": reverse("intake:list"),
    }
    return render(request, "intake/people.html", context, status=status)


def _log(request: HttpRequest, entity: Entity, what: str, people: list[Any]) -> None:
    """Names are read before anything is done."""
    rows, label = min(len(people), SHOWN), f"{entity.label}：{what}"
    record(Action.READ, actor=request.user, subject=entity.name, label=label, rows=rows)


def _line(person: Cadre) -> str:
    """Who it is, beyond doubt."""
    return f"{person.name}（{person.unit.short_name}，{person.title}）"


@require_POST
@login_required
def judge(request: HttpRequest, verb: str) -> HttpResponse:
    """Qualify, disqualify or withdraw the ticked: look at exactly who, give a reason, confirm."""
    chosen = next((one for one in VERBS if one == verb), None)
    if chosen is None:
        raise Http404
    selection = Selection(APPLICANTS, request.user, request.POST)
    keys = selection.rows().order_by().values("pk")
    rows = open_to(request.user, chosen).filter(pk__in=keys)
    people = list(rows.select_related("batch").in_order())
    now = fingerprint([person.pk for person in people])
    confirmed = "expected" in request.POST
    form = forms.Judge(request.POST if confirmed else None)
    status = 200

    def run(data: dict[str, Any]) -> list[Applicant]:
        if request.POST["expected"] != now:
            raise DomainError(f"所选的人有了变化，现在是 {len(people)} 人，请再核对一次。")
        return VERBS[chosen](actor=request.user, people=people, **data)

    back = reverse("intake:applicants") + f"?{selection.query}"
    if confirmed:
        status, done = bind(form, run)
        if status == 200:
            messages.success(request, f"{len(done)} 人已{chosen.label}。")
            return redirect(back)
    _log(request, APPLICANTS, str(chosen.label), people)
    context = {
        "title": f"{chosen.label}",
        "form": form,
        "lines": [f"{_line(p.cadre)}　{p.get_state_display()}" for p in people[:SHOWN]],
        "count": len(people),
        "more": max(len(people) - SHOWN, 0),
        "unchanged": selection.rows().count() - len(people),
        "expected": now,
        "selection": selection,
        "address": request.path,
        "submit": chosen.label,
        "back": back,
    }
    return render(request, "intake/people.html", context, status=status)
