"""Who goes to which post, the dispatch, and the return."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.errors import DomainError, refuse_if
from core.listing.selection import fingerprint
from core.pages import bind
from rotation.choices import BatchState
from rotation.frontline import forms
from rotation.frontline.models import Batch
from rotation.frontline.services import posts, sending
from rotation.frontline.verbs import BatchVerb
from rotation.frontline.views.reach import (
    batch_for,
    keys,
    log_reading,
    page_of,
    seen_batch,
    verb_page,
)


@login_required
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """A post for each of the chosen; the free seats are proposed in the order of places."""
    batch = batch_for(request, pk, BatchVerb.ASSIGN)
    people = posts.chosen(batch, request.user)
    places = posts.proposed(batch, people)
    form = forms.Seen(request.POST or None, initial={"seen": batch.version})
    status = 200
    if request.method == "POST":
        typed = {person.pk: request.POST.get(f"post-{person.pk}", "") for person in people}
        places = {key: min(keys([value]), default=None) for key, value in typed.items()}
        strange = [value for value in typed.values() if value and not keys([value])]

        def run(data: dict[str, Any]) -> Batch:
            refuse_if(strange, posts.CHANGED)
            return posts.assign(actor=request.user, batch=batch, places=places, **data)

        status, _ = bind(form, run)
        if status == 200:
            messages.success(request, "已安排接收岗位。")
            return redirect(page_of(batch))
    log_reading(request, batch, len(people), "安排接收岗位")
    context = {
        "intake": batch,
        "title": f"安排接收岗位：{batch}",
        "form": form,
        "lines": [(person, places.get(person.pk)) for person in people],
        "posts": batch.host_posts.select_related("unit"),
        "is_proposed": any(p.host_post_id != places.get(p.pk) for p in people),
        "back": page_of(batch),
    }
    return render(request, "frontline/assign.html", context, status=status)


@login_required
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Exactly who goes where; then they are out. A second click finds it done."""
    batch = seen_batch(request, pk)
    posted = request.method == "POST"
    if not (posted and batch.state == BatchState.DISPATCHED):
        batch = batch_for(request, pk, BatchVerb.DISPATCH)
    people = sending.going(batch)
    now = fingerprint([person.pk for person in people])
    form = forms.Dispatch(request.POST or None, initial={"seen": batch.version, "expected": now})
    status = 200

    def run(data: dict[str, Any]) -> Batch:
        expected = data.pop("expected")
        if batch.state == BatchState.DECIDED and expected != now:
            raise DomainError(f"入选的人有了变化，现在是 {len(people)} 人，请重新打开页面再核对。")
        on = timezone.localdate()
        return sending.dispatch(actor=request.user, batch=batch, on=on, **data)

    if posted:
        status, done = bind(form, run)
        if status == 200:
            count = done.candidates.exclude(posting=None).count()
            messages.success(request, f"已派出 {count} 人。")
            return redirect(page_of(batch))
    log_reading(request, batch, len(people), "派出核对")
    context = {
        "intake": batch,
        "title": f"办理派出：{batch}",
        "form": form,
        "people": people,
        "unplaced": sum(person.host_post_id is None for person in people),
        "back": page_of(batch),
    }
    return render(request, "frontline/dispatch.html", context, status=status)


@login_required
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """They are back."""
    batch = batch_for(request, pk, BatchVerb.BRING_BACK)
    out, on = sending.out(batch), timezone.localdate()
    over = sum(posting.until is not None and posting.until <= on for posting in out)
    later = f"另有 {len(out) - over} 人还没有期满，到期再办理。" if len(out) > over else ""

    def run(data: dict[str, Any]) -> HttpResponse:
        done = sending.bring_back(actor=request.user, batch=batch, on=on, **data)
        back = done.state == BatchState.RETURNED
        messages.success(
            request, "这一批已全部返回。" if back else "期满的已返回，批次还有人在外。"
        )
        return redirect(page_of(batch))

    return verb_page(
        request,
        batch,
        forms.BringBack,
        run,
        title=f"办理返回：{batch}",
        intro=f"在外 {len(out)} 人，已期满 {over} 人，按期满结束。{later}",
        submit="办理返回",
    )
