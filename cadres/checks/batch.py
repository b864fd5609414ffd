"""Many findings at once: their suggestions taken over, or left alone for a while."""

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from cadres.checks import services
from cadres.checks.accepting import NO_SUGGESTION, accept, refuse_unsound
from cadres.checks.entities import FINDINGS
from cadres.checks.forms import AcceptManyForm, MuteManyForm
from cadres.checks.models import Finding
from cadres.checks.shown import Shown, shown
from cadres.checks.standing import outdated
from cadres.editing.access import Editing, Way
from cadres.people.models import Cadre
from cadres.roster.batch import Done, Foresight, Line, Order, Verb
from core.errors import DomainError, refuse_if
from core.scoping import Viewer

MOST: Final = 200  # findings in one request: each file that changes is looked at again
TOO_MANY: Final = f"一次最多办理 {MOST} 条，这一条请下次办理。"
MUTED: Final = "已设为暂不处理，恢复提示以后才能采用建议。"
WAITING: Final = "已有变更申请待审核，请先审核。"
NOT_KEPT: Final = "档案不由您所在的组织部门管理，不能办理。"
MOST_TOLD: Final = 5  # refusals that are told one by one


def accepting(rows: QuerySet, viewer: Viewer, _values: dict[str, Any]) -> Foresight:
    """Those that have a suggestion, each with old and new; the others with the reason."""
    return _foreseen(rows, viewer, _why_not_accepted)


def muting(rows: QuerySet, viewer: Viewer, values: dict[str, Any]) -> Foresight:
    """Those that are not left alone yet."""
    new = f"暂不处理，到 {values['until']}"
    return _foreseen(rows, viewer, lambda one: "" if one.may_mute or one.mute else NOT_KEPT, new)


def _foreseen(
    rows: QuerySet, viewer: Viewer, why_not: Callable[[Shown], str], new: str = ""
) -> Foresight:
    foresight = Foresight()
    for one in shown(rows.order_by("cadre", "pk"), viewer, timezone.localdate()):
        found, cadre = one.finding, one.finding.cadre
        why = why_not(one)
        if not why and len(foresight.changing) >= MOST:
            why = TOO_MANY
        old = found.sentence if new else f"{found.spot}　{found.value or '（空）'}".strip("　")
        line = Line(
            pk=found.pk,
            version=found.version,
            name=cadre.name,
            unit=cadre.unit.short_name,
            old=f"已暂不处理：{found.sentence}" if new and one.mute else old,
            new=new or one.suggested or "（空）",
            why=f"{found.sentence}　{why}" if why else "",
        )
        if why:
            foresight.refused.append(line)
        else:
            (foresight.staying if new and one.mute else foresight.changing).append(line)
    return foresight


def _why_not_accepted(one: Shown) -> str:
    if one.suggested is None:
        return NO_SUGGESTION
    if one.mute:
        return MUTED
    if one.asked_url:
        return WAITING
    if not one.may_mute:  # who keeps the file
        return NOT_KEPT
    try:
        refuse_unsound(one.finding, one.rule, timezone.localdate())
    except ValidationError as refused:
        return f"档案里要先改正：{'；'.join(refused.messages)}"
    return ""


def accept_all(_verb: Verb, order: Order) -> Done:
    """Each suggestion by itself, so that one that is refused stops no other."""
    return _done(order, "已采用 {} 条建议。", lambda found: _accept(order, found))


def mute_all(_verb: Verb, order: Order) -> Done:
    """Each left alone; two of one rule in one file are one."""
    return _done(order, "已将 {} 条设为暂不处理。", lambda found: _mute(order, found))


def _done(order: Order, sentence: str, act: Callable[[Finding], Any]) -> Done:
    refuse_if(not order.rows, "没有可以办理的问题，没有办理；请返回列表重新勾选。")
    seen = dict(order.rows)
    rows = Finding.objects.visible_to(order.actor).select_related("cadre__unit")
    changed = outdated(rows.filter(pk__in=seen)).values_list("pk", flat=True)
    stale = set(changed) | {
        one.pk for one in rows.filter(pk__in=seen) if one.version != seen[one.pk]
    }
    count, refused = 0, [f"{len(stale)} 条的档案在核对以后又改过"] if stale else []
    for pk in seen:
        found = None if pk in stale else rows.filter(pk=pk).first()
        if found is None:  # or mended with another one of the same file
            continue
        try:
            with transaction.atomic():
                act(found)
            count += 1
        except (DomainError, ValidationError) as refusal:
            texts = getattr(refusal, "messages", [str(refusal)])
            refused.append(f"{found.cadre}：{'；'.join(texts)}")
    said = sentence.format(count)
    if refused:
        more = f"等 {len(refused)} 处" if len(refused) > MOST_TOLD else ""
        said += f"没有办理：{'；'.join(refused[:MOST_TOLD])}{more}"
    back = f"?{order.query}" if order.query else ""
    return Done(reverse("checks:list") + back, said)


def _accept(order: Order, found: Finding) -> None:
    """As the file is now: what was shown was compared before the first was written."""
    cadre = Cadre.objects.kept_by(order.actor).select_related("unit").filter(pk=found.cadre_id)
    kept = cadre.first()
    refuse_if(kept is None, NOT_KEPT)
    editing = Editing(kept, Way.KEEP)
    accept(actor=order.actor, finding=found, editing=editing, seen=found.version, on=order.today)


def _mute(order: Order, found: Finding) -> None:
    muted = {mute.rule for mute in found.cadre.mutes.filter(ended_on=None, until__gt=order.today)}
    if found.rule not in muted:
        services.mute(actor=order.actor, finding=found, on=order.today, **order.values)


ACCEPT = Verb(
    name="accept_many",
    label="采用建议",
    view="checks:accept_many",
    entity=FINDINGS,
    form=AcceptManyForm,
    foresee=accepting,
    carry_out=accept_all,
)
MUTE = Verb(
    name="mute_many",
    label="暂不处理",
    view="checks:mute_many",
    entity=FINDINGS,
    form=MuteManyForm,
    foresee=muting,
    carry_out=mute_all,
)
VERBS = (ACCEPT, MUTE)
