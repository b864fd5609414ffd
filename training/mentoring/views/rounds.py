"""One round: its page, and the forms that begin, renew, amend and end it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from cadres.people.models import Cadre
from core.audit.models import Action
from core.audit.services import record
from core.pages import form_page
from training.choices import EndReason
from training.mentoring import services
from training.mentoring.forms import AmendForm, EndForm, PairForm
from training.mentoring.mentors import Offer, offers
from training.mentoring.models import Mentorship
from training.mentoring.shown import History, shown_round, state_of
from training.mentoring.views.reach import ABOUT, asked_duty, kept_cadre, kept_round, key

RENEWED = ("rhythm", "people", "goals", "content", "document")


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The four points, what was done, how it was judged (for offices), and the rounds before."""
    rows = Mentorship.objects.visible_to(request.user).select_related(*ABOUT)
    found = get_object_or_404(rows, pk=pk)
    record(Action.READ, actor=request.user, target=found.cadre, label=f"{found.cadre} 帮带")
    context = shown_round(found, request.user, timezone.localdate())
    return render(request, "mentoring/detail.html", context)


@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A mentor for `?cadre=`, or for whom `?duty=` is about; who has one gets the next round."""
    duty = asked_duty(request, "mentor.pair")
    asked = str(duty.cadre_id) if duty else request.GET.get("cadre", "")
    if not asked:
        return redirect("mentoring:pairing")
    cadre = kept_cadre(request, key(asked))
    running = Mentorship.objects.kept_by(request.user).open().filter(cadre=cadre).first()
    if running is not None and request.method != "POST":
        return redirect("mentoring:renew", running.pk)
    offer = _offer(request, cadre)
    form = PairForm(
        request.POST or None,
        viewer=request.user,
        offer=offer,
        initial={"mentor": offer.chosen and str(offer.chosen)},
    )
    return form_page(
        request,
        form,
        lambda _data: _at(
            services.pair(actor=request.user, order=form.order(cadre), on=timezone.localdate())
        ),
        title=f"落实帮带人：{cadre}",
        submit="落实帮带人",
        done=f"已为{cadre}落实帮带人。",
        back=reverse("mentoring:list"),
        template="mentoring/pair.html",
        cadre=cadre,
        history=History(cadre, request.user).rounds,
    )


@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """The next round, with the same mentor or another; the one before ends on its first day."""
    old, on = kept_round(request, pk), timezone.localdate()
    offer = _offer(request, old.cadre)
    initial = {name: getattr(old, name) for name in RENEWED}
    initial |= {"seen": old.version, "since": min(max(old.until, old.since), on)}
    form = PairForm(request.POST or None, viewer=request.user, offer=offer, initial=initial)
    return form_page(
        request,
        form,
        lambda _data: _at(
            services.pair(actor=request.user, order=form.order(old.cadre, old), on=on)
        ),
        title=f"续定帮带：{old.cadre}",
        submit="续定帮带",
        done=f"已为{old.cadre}续定帮带，原来的一轮同日结束。",
        back=reverse("mentoring:detail", args=[pk]),
        template="mentoring/pair.html",
        cadre=old.cadre,
        old=old,
        history=[],
    )


@login_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the four points or the first day."""
    found = kept_round(request, pk)
    names = ("since", *services.POINTS)
    initial = {name: getattr(found, name) for name in names} | {"seen": found.version}
    form = AmendForm(request.POST or None, initial=initial)

    def verb(data: dict[str, Any]) -> HttpResponse:
        services.correct(
            actor=request.user,
            mentorship=found,
            seen=data["seen"],
            since=data["since"],
            on=timezone.localdate(),
            **form.points(),
        )
        return _at(found)

    return form_page(
        request,
        form,
        verb,
        title=f"更正帮带：{found.cadre}",
        back=reverse("mentoring:detail", args=[pk]),
        intro=f"帮带人为{found.mentor}。换帮带人请用“续定”，录错了人请结束本轮并重新落实。",
    )


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a round; the page knows why it probably ends."""
    found, on = kept_round(request, pk), timezone.localdate()
    day, reason = state_of(found, on).ends
    initial = {"seen": found.version, "ended_on": day, "reason": reason}
    form = EndForm(request.POST or None, initial=initial)

    def verb(data: dict[str, Any]) -> HttpResponse:
        services.end(actor=request.user, mentorship=found, on=on, **data)
        return _at(found)

    return form_page(
        request,
        form,
        verb,
        title=f"结束帮带：{found.cadre}",
        submit="结束帮带",
        done="已结束本轮帮带。",
        back=reverse("mentoring:detail", args=[pk]),
        is_danger=True,
        intro=(
            f"{found.mentor}自 {found.since} 起帮带{found.cadre}，{found.until} 期满。结束以后，"
            f"{found.cadre}在名册上的，要重新落实帮带人；录错了人的，结束日期填 {found.since}，"
            f"结束原因选“{EndReason.OTHER.label}”。"
        ),
    )


def _offer(request: HttpRequest, cadre: Cadre) -> Offer:
    return offers(request.user, [cadre], timezone.localdate()).get(cadre.pk, Offer())


def _at(found: Mentorship) -> Any:
    return reverse("mentoring:detail", args=[found.pk])
