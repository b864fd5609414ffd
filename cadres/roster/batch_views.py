"""One page per verb in three steps: fill in, see exactly who changes, confirm."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from cadres.roster.batch import Foresight, Order, Verb, seal, unseal
from cadres.roster.keeping import refuse_strangers
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, Invalid
from core.listing.selection import Selection
from core.pages import sentence_for

NAMED = 20  # people named above the form
DRAWN = 1000  # lines of each part of a preview
NOBODY = "所选的人员已不在列表里，或者没有符合条件的。请返回列表重新选择。"


@login_required
def verb_page(request: HttpRequest, verb: Verb) -> HttpResponse:
    """The steps of a verb; `?id=` is one row, a posted list its ticked rows or all that match."""
    refuse_strangers(request.user, verb.keepers)
    if request.method != "POST":
        return _one(request, verb)
    selection = _selection(verb, request, request.POST)
    step = request.POST.get("step", "")
    if step == "confirm":
        return _confirmed(request, verb, selection)
    form = verb.form(request.POST if step else None, viewer=request.user)
    if step == "preview" and form.is_valid():
        return _preview(request, verb, selection, form)
    return _form(request, verb, selection, form)


def _one(request: HttpRequest, verb: Verb) -> HttpResponse:
    asked = request.GET.getlist("id")
    if not asked:
        return redirect(verb.entity.list_url)
    data = QueryDict(mutable=True)
    data.setlist("selected", asked)
    try:
        selection = _selection(verb, request, data)
    except Invalid as nonsense:
        raise Http404 from nonsense
    if not selection.rows().exists():
        raise Http404
    return _form(request, verb, selection, verb.form(viewer=request.user))


def _selection(verb: Verb, request: HttpRequest, data: QueryDict) -> Selection:
    """Strict: what a list overlooks must not widen what is acted upon."""
    return Selection(verb.entity, request.user, data, strict=True, usual_columns=True)


def _form(request: HttpRequest, verb: Verb, selection: Selection, form: Any) -> HttpResponse:
    """What to fill in; a form that came back with mistakes says so."""
    rows = selection.rows()
    names = [verb.entity.column(name).path for name in ("name", "unit")]
    first = list(rows.values_list(*names)[:NAMED])
    count = rows.count()
    if not count:
        raise Invalid({"selected": [NOBODY]})
    _log(request, verb, len(first))
    context = _context(verb, selection) | {
        "form": form,
        "count": count,
        "first": first,
        "more": count - len(first),
    }
    status = 400 if form.is_bound and request.POST.get("step") == "preview" else 200
    return render(request, "roster/batch_form.html", context, status=status)


def _preview(
    request: HttpRequest, verb: Verb, selection: Selection, form: Any, refusal: Any = None
) -> HttpResponse:
    """Exactly who changes, who stays, who cannot; signed, to be confirmed."""
    foresight = verb.foresee(selection.rows(), request.user, form.values)
    _log(request, verb, sum(map(len, _parts(foresight).values())))
    context = _context(verb, selection) | {
        "form": form,
        "said": form.said(),
        "foresight": foresight,
        "people": f"{len(foresight.changing)} {verb.entity.measure}",
        "parts": {name: lines[:DRAWN] for name, lines in _parts(foresight).items()},
        "drawn": DRAWN,
        "typed": form.typed,
        "seal": seal(verb, request.user, foresight, form.typed),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return render(request, "roster/batch_preview.html", context, status=status)


def _parts(foresight: Foresight) -> dict[str, list]:
    return {
        "changing": foresight.changing,
        "staying": foresight.staying,
        "refused": foresight.refused,
    }


def _confirmed(request: HttpRequest, verb: Verb, selection: Selection) -> HttpResponse:
    """Act upon what was shown; when that is not so any more, show what is so now."""
    try:
        rows, typed = unseal(verb, request.user, request.POST.get("seal", ""))
        form = verb.form(typed, viewer=request.user)
        if not form.is_valid():
            return _form(request, verb, selection, form)
        order = Order(
            actor=request.user,
            rows=rows,
            values=form.values,
            said=form.said(),
            typed=typed,
            today=timezone.localdate(),
            query=selection.query,
        )
        done = verb.carry_out(verb, order)
    except (DomainError, IntegrityError) as refused:
        # What the guards could not see yet, the constraints refuse: somebody did it just now.
        known = isinstance(refused, DomainError)
        refusal = refused if known else DomainError(sentence_for(refused))
        form = verb.form(request.POST, viewer=request.user)
        if form.is_valid():
            return _preview(request, verb, selection, form, refusal)
        return _form(request, verb, selection, form)
    messages.success(request, done.sentence)
    return redirect(done.address)


def _context(verb: Verb, selection: Selection) -> dict[str, Any]:
    back = reverse(verb.entity.list_url)
    return {
        "verb": verb,
        "selection": selection,
        "back": f"{back}?{selection.query}" if selection.query else back,
    }


def _log(request: HttpRequest, verb: Verb, rows: int) -> None:
    """Names are read before anything is done."""
    record(
        Action.READ,
        actor=request.user,
        subject=verb.entity.name,
        label=f"{verb.entity.label}：{verb.label}",
        rows=rows,
    )
