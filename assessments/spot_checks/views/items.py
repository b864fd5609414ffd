"""Drawn records: all of them, one with its check-list, and the way to the next."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from assessments.choices import CheckState
from assessments.spot_checks.checklist import KEYS
from assessments.spot_checks.entities import SPOT_ITEMS
from assessments.spot_checks.forms import CheckList
from assessments.spot_checks.models import SpotItem, SpotSign
from assessments.spot_checks.services import reading
from assessments.spot_checks.signs.kinds import HINTS, SignKind
from assessments.spot_checks.snapshots import compared, digest, loaded, ordered, snapshot
from assessments.spot_checks.standing import tally
from assessments.spot_checks.views.reach import crumb, refuse_units, seen_check
from assessments.talks.models import Talk
from core.audit.models import Action
from core.audit.services import record
from core.listing.views import list_page
from core.pages import bind
from core.scoping import Viewer

READ_BY_OTHERS = "剩下的是与您本人的谈话记录，请部里的其他同志核查。"


@login_required
def items(request: HttpRequest) -> HttpResponse:
    """Every drawn record of every check in scope."""
    refuse_units(request)
    return list_page(request, SPOT_ITEMS)


@login_required
def following(request: HttpRequest, pk: int) -> HttpResponse:
    """The next record that nobody has read; the check itself when all are."""
    check = seen_check(request, pk)
    after = request.GET.get("after", "")
    place = int(after) if after.isdecimal() and len(after) < 10 else 0
    found = reading.next_unread(check, request.user, place)
    if found is None:
        left = tally(check).unread
        messages.success(request, READ_BY_OTHERS if left else "全部核查完了，可以反馈。")
        return redirect("spot_checks:detail", pk)
    return redirect("spot_checks:item", found.pk)


@login_required
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The record as it was and as it is, what was noticed, and the check-list."""
    rows = SpotItem.objects.visible_to(request.user).select_related("check_of__unit", "talk__cadre")
    one = get_object_or_404(rows, pk=pk)
    check, status = one.check_of, 200
    is_open = check.state == CheckState.DRAWN
    first = {f"q_{key}": one.answers.get(key) for key in KEYS}
    first |= {"seen": one.version, "note": one.note, "result": one.result}
    form = CheckList(request.POST or None, initial=first)
    if request.method == "POST":
        status, _saved = bind(form, lambda data: _read(request, one, form, data))
        if status == 200:
            left = reading.next_unread(check, request.user, one.position)
            messages.success(request, f"第 {one.position} 份已记下：{one.get_result_display()}。")
            if left is not None:
                return redirect("spot_checks:item", left.pk)
            return redirect("spot_checks:detail", check.pk)
    else:
        # Logged with the check: the log of a person is read by his unit, which hears of it later.
        record(Action.READ, actor=request.user, target=check, label=f"{check} {one}")
    # Whoever has moved to another region took the record along: what it says now is not ours.
    now = loaded(Talk.objects.recorded_by(request.user).filter(pk=one.talk_id)).first()
    lines = ordered(compared(one.snapshot, snapshot(now) if now else one.snapshot))
    order = dict(check.items.order_by().values_list("position", "pk"))
    context = {
        "item": one,
        "spot": check,
        "crumbs": crumb(check, f"第 {one.position} 份"),
        "form": form,
        "counts": tally(check),
        "facts": [line for line in lines if not line.is_long],
        "texts": [line for line in lines if line.is_long],
        "is_readable": now is not None,
        "is_changed": any(line.is_changed for line in lines),
        "is_intact": digest(one.snapshot) == one.digest,
        "signs": _signs(request.user, one),
        "previous": order.get(one.position - 1),
        "following": order.get(one.position + 1),
        "is_open": is_open,
    }
    return render(request, "spot_checks/item.html", context, status=status)


def _read(request: HttpRequest, one: SpotItem, form: CheckList, data: dict[str, Any]) -> SpotItem:
    return reading.read(
        actor=request.user,
        item=one,
        seen=data["seen"],
        answers=form.answers(),
        result=data["result"],
        note=data["note"],
    )


def _signs(viewer: Viewer, one: SpotItem) -> list[dict[str, Any]]:
    """What was noticed, with the records that it was compared with."""
    signs = SpotSign.objects.visible_to(viewer)
    rows = list(signs.filter(check_of=one.check_of_id, talk=one.talk_id))
    keys = {key for sign in rows for key in sign.others}
    seen = Talk.objects.visible_to(viewer).filter(pk__in=keys).select_related("cadre")
    others = {talk.pk: talk for talk in seen}
    return [
        {
            "label": SignKind(sign.kind).label,
            "is_hint": sign.kind in HINTS,
            "sentence": sign.sentence,
            "others": [others[key] for key in sign.others if key in others],
        }
        for sign in rows
    ]
