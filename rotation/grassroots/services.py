"""Judging a line of the résumé: whether its months are grassroots experience."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cadres.choices import LineKind
from cadres.people.models import Cadre, ResumeLine
from cadres.roster.models import RosterEntry
from core.accounts.querysets import not_of_oneself
from core.audit.models import Action
from core.audit.services import record
from core.errors import DomainError, NotAllowed, Stale, refuse_if
from core.months import span_text
from core.scoping import EVERYTHING
from rotation.choices import GrassrootsKind
from rotation.grassroots.models import GrassrootsJudgement
from rotation.grassroots.months import of_posting

AS_WORDS = "words"  # no judgement: as the words of the line tell
NONE = ""  # no grassroots experience
NO_RIGHT = "基层经历由组织部门认定，您不能办理。"
GONE = "简历已修改，没有这段经历了，没有保存。请重新打开页面。"
OF_POSTING = "这段经历已登记为任职与锻炼，基层经历类别请在那条记录中更正。"
STALE = "这段经历刚由{who}认定过，您的认定没有保存。请重新打开页面，核对后再改。"


@transaction.atomic
def judge(
    *, actor: Any, cadre: Cadre, since: date, text: str, seen: str, kind: str, reason: str, on: date
) -> GrassrootsJudgement | None:
    """Say of a line what its months are: a `GrassrootsKind`, NONE, or AS_WORDS (no judgement).

    `seen` is the judgement that was shown (`mark_of`). The same judgement again changes nothing.
    Raises NotAllowed, Stale, DomainError, and ValidationError for a reason that is missing.
    """
    refuse_if(not may_judge(actor, cadre), NO_RIGHT, NotAllowed)
    reason = reason.strip()
    if kind not in (AS_WORDS, NONE, *GrassrootsKind.values):
        raise ValidationError({"kind": "请从选项中选择基层经历类别。"})
    if kind != AS_WORDS and not reason:
        raise ValidationError({"reason": "请写明认定的理由。"})
    # Whoever writes the résumé or judges it waits.
    Cadre.objects.select_for_update(of=("self",), no_key=True).get(pk=cadre.pk)
    line = ResumeLine.objects.filter(cadre=cadre, since=since, text=text, kind=LineKind.WORK)
    found = line.first()
    if found is None:
        raise DomainError(GONE)
    refuse_if(is_of_posting(found), OF_POSTING)
    old = GrassrootsJudgement.objects.filter(cadre=cadre, since=since, text=text).first()
    if _is_said(old, kind, reason):
        return old
    if mark_of(old) != seen:
        raise Stale(STALE.format(who=getattr(old and old.judged_by, "name", None) or "他人"))
    before = _told(old)
    made = _write(actor, cadre, since, text, kind, reason)
    # The roster tells the months: its copies hear of it.
    RosterEntry.objects.filter(cadre=cadre, left_on=None).update(cadre=F("cadre"))
    record(
        Action.CHANGE,
        actor=actor,
        target=cadre,
        label=f"{cadre} 基层经历",
        detail={f"{span_text(since, found.until)} {text}": [before, _told(made)]},
    )
    return made


def may_judge(actor: Any, cadre: Cadre) -> bool:
    """Departments that keep the person's file; nobody judges himself."""
    kept = Cadre.objects.kept_by(actor).filter(pk=cadre.pk)
    return kept.filter(not_of_oneself(EVERYTHING, actor, "account")).exists()


def _write(
    actor: Any, cadre: Cadre, since: date, text: str, kind: str, reason: str
) -> GrassrootsJudgement | None:
    rows = GrassrootsJudgement.objects.filter(cadre=cadre, since=since, text=text)
    if kind == AS_WORDS:
        rows.delete()
        return None
    said = {"kind": kind, "reason": reason, "judged_by": actor, "judged_at": timezone.now()}
    made, _ = GrassrootsJudgement.objects.update_or_create(
        cadre=cadre, since=since, text=text, defaults=said
    )
    return made


def is_of_posting(line: ResumeLine) -> bool:
    """Whether a posting stands for the line: it says what its months are."""
    return ResumeLine.objects.filter(of_posting(), pk=line.pk).exists()


def mark_of(judgement: GrassrootsJudgement | None) -> str:
    """What a form keeps of the judgement that was shown; nothing where there was none."""
    return f"{judgement.pk}-{judgement.judged_at.timestamp():.6f}" if judgement else ""


def _is_said(old: GrassrootsJudgement | None, kind: str, reason: str) -> bool:
    if old is None:
        return kind == AS_WORDS
    return (old.kind, old.reason) == (kind, reason)


def _told(judgement: GrassrootsJudgement | None) -> str:
    if judgement is None:
        return "按经历文字"
    return f"{judgement.get_kind_display() or '不计入'}：{judgement.reason}"
