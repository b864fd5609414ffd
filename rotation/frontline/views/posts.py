"""The posts of a batch: listed, added one at a time or pasted, changed and removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cadres.people.querysets import KEEPERS
from core.pages import bind, form_page
from core.units.models import Unit
from rotation.choices import CandidateState
from rotation.frontline import forms
from rotation.frontline.models import Batch, HostPost
from rotation.frontline.pasting import posts_in
from rotation.frontline.services import posts as services
from rotation.frontline.services.posts import Wanted
from rotation.frontline.verbs import BatchVerb
from rotation.frontline.views.reach import batch_for, page_of


@login_required
def posts(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is wanted so far, and two ways to add to it."""
    batch = batch_for(request, pk, BatchVerb.POSTS)
    pasted = "paste" in request.POST
    typed = request.POST if request.method == "POST" else None
    add = forms.AddPost(None if pasted else typed, viewer=request.user)
    paste = forms.PastePosts(typed if pasted else None)
    status = 200
    if request.method == "POST":

        def run(data: dict[str, Any]) -> list[HostPost]:
            if pasted:
                units = Unit.objects.visible_to(request.user, acting_as=KEEPERS)
                wanted = posts_in(data["pasted"], units.standing().employers())
            else:
                wanted = [Wanted(unit=data.pop("unit").pk, **data)]
            return services.add(actor=request.user, batch=batch, posts=wanted)

        status, made = bind(paste if pasted else add, run)
        if status == 200:
            seats = sum(post.seats for post in made)
            messages.success(request, f"已登记 {len(made)} 个岗位，共 {seats} 人。")
            return redirect("frontline:posts", pk)
    taken = Count("candidates", filter=Q(candidates__state=CandidateState.CHOSEN))
    rows = batch.host_posts.select_related("unit").annotate(taken=taken)
    listed = list(rows.order_by("unit__sort_path", "pk"))
    context = {
        "intake": batch,
        "title": f"接收岗位：{batch}",
        "posts": listed,
        "seats": sum(post.seats for post in listed),
        "add": add,
        "paste": paste,
        "back": page_of(batch),
    }
    return render(request, "frontline/posts.html", context, status=status)


@login_required
def edit(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """Other words or seats."""
    batch = batch_for(request, pk, BatchVerb.POSTS)
    found = _post(batch, post)
    names = ("title", "seats", "seat", "level", "duties")
    initial = {name: getattr(found, name) for name in names} | {"seen": found.version}

    def run(data: dict[str, Any]) -> str:
        services.change(actor=request.user, post=found, **data)
        return reverse("frontline:posts", args=[pk])

    return form_page(
        request,
        forms.EditPost(request.POST or None, initial=initial),
        run,
        title=f"修改岗位：{found}",
        back=reverse("frontline:posts", args=[pk]),
    )


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """Not offered any more."""
    batch = batch_for(request, pk, BatchVerb.POSTS)
    services.remove(actor=request.user, post=_post(batch, post))
    messages.success(request, "已删除岗位。")
    return redirect("frontline:posts", pk)


def _post(batch: Batch, pk: int) -> HostPost:
    return get_object_or_404(batch.host_posts.select_related("unit", "batch__programme"), pk=pk)
