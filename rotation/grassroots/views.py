"""The page on which a line of the résumé is judged."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from cadres.choices import LineKind
from cadres.people.models import Cadre, ResumeLine
from core.errors import NotAllowed, refuse_if
from core.months import span_text
from core.pages import form_page
from rotation.choices import GrassrootsKind
from rotation.grassroots import services
from rotation.grassroots.forms import NOT_COUNTED, JudgementForm
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.words import told_by


@login_required
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say of a line whether its months count, and why."""
    rows = ResumeLine.objects.visible_to(request.user).select_related("cadre")
    line = get_object_or_404(rows, pk=pk, kind=LineKind.WORK)
    refuse_if(not services.may_judge(request.user, line.cadre), services.NO_RIGHT, NotAllowed)
    here = GrassrootsJudgement.objects.visible_to(request.user)
    old = here.filter(cadre=line.cadre_id, since=line.since, text=line.text).first()
    told = told_by(line.text)

    def verb(data: dict[str, Any]) -> str:
        on = timezone.localdate()
        about = {"cadre": line.cadre, "since": line.since, "text": line.text}
        services.judge(actor=request.user, **about, on=on, **data)
        return page_of(line.cadre)

    initial = {
        "kind": (old.kind or NOT_COUNTED) if old else (told or NOT_COUNTED),
        "reason": old.reason if old else "",
        "seen": services.mark_of(old),
    }
    suggested = f"文字说明是“{GrassrootsKind(told).label}”" if told else "从文字看不出是基层工作"
    return form_page(
        request,
        JudgementForm(request.POST or None, initial=initial),
        verb,
        title=f"认定基层经历：{line.cadre}",
        back=page_of(line.cadre),
        intro=f"{span_text(line.since, line.until)}　{line.text}（{suggested}）",
        done="已认定。",
    )


def page_of(cadre: Cadre) -> str:
    """Where the evidence is shown."""
    return reverse("cadres:tab", args=[cadre.pk, "postings"])
