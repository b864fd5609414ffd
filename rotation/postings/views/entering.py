"""Forms that make postings: taking up a post, sending out, entering what the file says already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from core.errors import NotAllowed, refuse_if
from core.pages import form_page
from core.scoping import roles_of
from rotation.choices import AWAY, HELD, SHORT, PostingKind
from rotation.postings import services
from rotation.postings.forms import ChooseForm, EnterForm, PlaceForm, SendOutForm, TakeUpForm
from rotation.postings.models import Posting
from rotation.postings.querysets import OFFICES
from rotation.postings.views.reach import asked_cadre

NO_RIGHT = "任职和锻炼由组织部门和单位登记，您的角色不能办理。"
NO_ENTERING = "补录由组织部门办理，您的角色不能办理。"
Verb = Callable[[Cadre, Any], Posting]


@login_required
def take_up(request: HttpRequest) -> HttpResponse:
    """任职 or 轮岗 of `?cadre=`."""
    allowed = HELD if _is_department(request) else (PostingKind.ROTATION,)

    def verb(cadre: Cadre, form: TakeUpForm) -> Posting:
        on = timezone.localdate()
        return services.take_up(actor=request.user, order=form.order(cadre), on=on)

    return _page(
        request,
        TakeUpForm,
        verb,
        allowed=allowed,
        title="登记任职",
        done="已登记任职，简历和现任职务已写入。",
        intro="写入后，简历增加一段、现任职务和任职时间同步更改；勾选“主职务”的，原主职务同日结束。",
    )


@login_required
def send_out(request: HttpRequest) -> HttpResponse:
    """One person sent out; a whole batch goes by its programme."""
    allowed = AWAY if _is_department(request) else SHORT

    def verb(cadre: Cadre, form: SendOutForm) -> Posting:
        orders = [form.order(cadre, is_main=False)]
        on = timezone.localdate()
        return services.send_out(actor=request.user, orders=orders, on=on)[0]

    return _page(
        request,
        SendOutForm,
        verb,
        allowed=allowed,
        title="登记派出",
        done="已登记派出，简历已写入“其间”。",
        intro="派出锻炼不改变职务和人事关系：简历写入“其间”，现任职务不变，需要的可以加注。",
    )


@login_required
def enter(request: HttpRequest) -> HttpResponse:
    """What the file says already."""
    refuse_if(not _is_department(request), NO_ENTERING, NotAllowed)

    def verb(cadre: Cadre, form: EnterForm) -> Posting:
        away = form.cleaned_data["kind"] in AWAY
        if away:
            form.cleaned_data |= {"is_main": False, "acting": False}
        on = timezone.localdate()
        return services.enter_many(actor=request.user, orders=[form.order(cadre)], on=on)[0]

    return _page(
        request,
        EnterForm,
        verb,
        allowed=tuple(PostingKind),
        title="补录任职经历",
        done="已补录。",
        intro="补录档案里已有的任职和锻炼：简历和现任职务都不改。还没有结束的不填结束日期。",
    )


def _is_department(request: HttpRequest) -> bool:
    roles = roles_of(request.user)
    refuse_if(not roles & OFFICES, NO_RIGHT, NotAllowed)
    return bool(roles & KEEPERS)


def _page(
    request: HttpRequest,
    form_class: type[PlaceForm],
    verb: Callable[[Cadre, Any], Posting],
    *,
    allowed: tuple[PostingKind, ...],
    title: str,
    done: str,
    intro: str,
) -> HttpResponse:
    cadre = asked_cadre(request)
    if cadre is None:
        return _choose(request, title)
    wanted = {name: request.GET.get(name, "") for name in ("unit", "kind", "position", "title")}
    initial = {name: value for name, value in wanted.items() if value}
    if allowed == (PostingKind.ROTATION,):
        initial = {"unit": cadre.unit_id, "level": cadre.level} | initial
    form = form_class(request.POST or None, viewer=request.user, allowed=allowed, initial=initial)
    return form_page(
        request,
        form,
        lambda _data: reverse("postings:detail", args=[verb(cadre, form).pk]),
        title=f"{title}：{cadre}",
        submit=title,
        done=done,
        back=_back(request, cadre),
        template="postings/form.html",
        intro=intro,
        cadre=cadre,
        postings=Posting.objects.visible_to(request.user)
        .real()
        .filter(cadre=cadre)
        .select_related("unit", "cadre"),
    )


def _choose(request: HttpRequest, title: str) -> HttpResponse:
    """Whom it is about."""
    form = ChooseForm(request.POST or None, viewer=request.user)

    def there(data: dict[str, Any]) -> HttpResponse:
        query = request.GET.copy()
        query["cadre"] = data["cadre"]
        return redirect(f"{request.path}?{query.urlencode()}")

    return form_page(
        request, form, there, title=title, submit="下一步", back=reverse("postings:list")
    )


def _back(request: HttpRequest, cadre: Cadre) -> str:
    return reverse("cadres:detail", args=[cadre.pk])
