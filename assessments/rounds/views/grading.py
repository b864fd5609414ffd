"""Grades set row by row on the page of a round."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessments.rounds import services
from assessments.rounds.forms import LONGEST_COMMENT
from assessments.rounds.standing import Line, lines_of
from assessments.rounds.views.reach import page_of_round, seen_round
from assessments.rounds.views.rounds import QUICK, shown_round
from core.errors import DomainError, refuse_if

KNOWN = frozenset(value for value, _ in QUICK)
NOTHING = "没有改动等次。"
UNKNOWN = "{who}的建议等次“{value}”无效，请从列表中选择。不定等次的，请打开登记表填写情形。"


@require_POST
@login_required
def grade(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows whose grade differs from the sheet's; all of them or none."""
    one = seen_round(request, pk)
    lines = lines_of(one, request.user, may_grade=True)
    try:
        with transaction.atomic():
            changed = sum(_set(request, line) for line in lines)
        refuse_if(not changed, NOTHING, DomainError)
    except (DomainError, ValidationError) as refusal:
        said = "；".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        context = shown_round(request, one, _given(request.POST)) | {"refusal": said}
        return render(
            request, "rounds/detail.html", context, status=getattr(refusal, "status", 400)
        )
    messages.success(request, f"已提出 {changed} 人的等次。")
    return redirect(page_of_round(one))


def _set(request: HttpRequest, line: Line) -> bool:
    """Whether the row was changed; the version of each sheet travels with its row."""
    sheet = line.sheet
    value = request.POST.get(f"grade-{sheet.pk}", "")
    comment = request.POST.get(f"comment-{sheet.pk}", "").strip()
    if not value or (value, comment) == (sheet.proposed, sheet.comment):
        return False
    refuse_if(not comment, f"{sheet.cadre}还没有评语：提出等次要写明主管领导评语。")
    refuse_if(
        len(comment) > LONGEST_COMMENT,
        f"{sheet.cadre}的评语有 {len(comment)} 字，最多 {LONGEST_COMMENT} 字，请删减。",
    )
    refuse_if("\0" in comment, f"{sheet.cadre}的评语含有不能保存的字符，请重新填写。")
    refuse_if(value not in KNOWN, UNKNOWN.format(who=sheet.cadre, value=value[:20]))
    seen = request.POST.get(f"seen-{sheet.pk}", "")
    known = seen.isascii() and seen.isdecimal() and len(seen) < 10
    refuse_if(not known, f"{sheet.cadre}的登记表版本不明，请重新打开页面。")
    services.propose(
        actor=request.user,
        assessment=sheet,
        seen=int(seen),
        outcome=value,
        comment=comment,
        host_opinion=sheet.host_opinion,
        on=timezone.localdate(),
    )
    return True


def _given(data: QueryDict) -> dict[str, str]:
    """What was chosen and written, to be shown again."""
    return {name: value for name, value in data.items() if name.startswith(("grade-", "comment-"))}
