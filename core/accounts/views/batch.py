"""Close or open the ticked accounts, or all that match: look at them first, then confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from core.accounts import services
from core.accounts.authority import (
    KEEPERS,
    NOT_A_KEEPER,
    refuse_held_elsewhere,
    refuse_strangers,
)
from core.accounts.entities import ACCOUNTS
from core.accounts.models import User
from core.errors import DomainError
from core.listing.selection import Selection, fingerprint

SHOWN = 20


@login_required
def close(request: HttpRequest) -> HttpResponse:
    """Nobody logs in with them any more; who is logged in is out at once."""
    return _set_active(request, active=False)


@login_required
def reopen(request: HttpRequest) -> HttpResponse:
    """They work again, with their old passwords and grants."""
    return _set_active(request, active=True)


def _set_active(request: HttpRequest, *, active: bool) -> HttpResponse:
    refuse_strangers(request.user, KEEPERS, NOT_A_KEEPER)
    if request.method != "POST":
        return redirect("accounts:list")
    selection = Selection(ACCOUNTS, request.user, request.POST)
    chosen = selection.rows().visible_to(request.user, acting_as=KEEPERS)
    changing = chosen.filter(is_active=not active)
    ids = list(changing.order_by("pk").values_list("pk", flat=True))
    count, seen, on = len(ids), fingerprint(ids), timezone.localdate()
    verb = "启用" if active else "停用"
    back = f"{reverse('accounts:list')}?{selection.query}"
    status, refusal = 200, ""
    if "expected" in request.POST:
        try:
            if request.POST["expected"] != seen:
                raise DomainError(f"符合条件的账号有了变化，现在是 {count} 个，请再核对一次。")
            same = User.objects.filter(pk__in=ids)
            refuse_held_elsewhere(request.user, same, on)
            count = services.set_active(actor=request.user, users=same, active=active, on=on)
        except DomainError as refused:
            status, refusal = refused.status, str(refused)
        else:
            messages.success(request, f"已{verb} {count} 个账号。")
            return redirect(back)
    context = {
        "title": f"{verb}账号",
        "verb": verb,
        "is_danger": not active,
        "count": count,
        "seen": seen,
        "unchanged": chosen.count() - count,
        "first": changing.order_by(*ACCOUNTS.ordering).select_related("unit")[:SHOWN],
        "more": max(count - SHOWN, 0),
        "selection": selection,
        "refusal": refusal,
        "back": back,
    }
    return render(request, "accounts/batch.html", context, status=status)
