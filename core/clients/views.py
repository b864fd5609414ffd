"""Pages of API clients, for the security administrator."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.accounts.authority import GRANTORS, in_charge, refuse_strangers
from core.clients import forms, services
from core.clients.entities import CLIENTS
from core.clients.fields import grantable, in_words
from core.clients.models import ApiClient
from core.clients.powers import in_words as powers_in_words
from core.clients.states import ClientState
from core.listing.views import list_page
from core.pages import form_page

NO_RIGHT = "接口客户端由安全管理员管理，您的角色不能进行这项操作。"
# Vocabularies and one's own jobs are no secret: ticked at first, the rest is for the issuer to say.
OFFERED_AT_FIRST = ("codes", "jobs")
TONES = {ClientState.EXPIRED: "yellow", ClientState.REVOKED: "red", ClientState.ACTIVE: "green"}


@login_required
def clients(request: HttpRequest) -> HttpResponse:
    """Every client in reach."""
    refuse_strangers(request.user, GRANTORS, NO_RIGHT)
    nothing = {
        "title": "还没有接口客户端",
        "text": "给一个业务系统签发令牌以后，会列在这里。",
        "url": reverse("clients:issue"),
        "label": "签发令牌",
    }
    return list_page(request, CLIENTS, template="clients/list.html", nothing=nothing)


@login_required
def client(request: HttpRequest, pk: int) -> HttpResponse:
    """One client: what it may have, since when, until when."""
    found = get_object_or_404(
        CLIENTS.rows(request.user).select_related("unit", "issued_by", "changed_by"), pk=pk
    )
    context = {
        "client": found,
        "state": ClientState(found.state),
        "tone": TONES[ClientState(found.state)],
        "fields": in_words(found.fields),
        "powers": powers_in_words(found.powers),
        "is_final": found.state == ClientState.REVOKED,
    }
    return render(request, "clients/detail.html", context)


@never_cache
@login_required
def issue(request: HttpRequest) -> HttpResponse:
    """A new client; its token is shown once."""
    refuse_strangers(request.user, GRANTORS, NO_RIGHT)
    first = {
        entity.name: [column.name for column in columns]
        for entity, columns in grantable().items()
        if entity.name in OFFERED_AT_FIRST
    }
    form = forms.IssueClient(request.POST or None, viewer=request.user, granted=first)

    def verb(data: dict) -> HttpResponse:
        issued = services.issue(actor=request.user, on=timezone.localdate(), **data)
        return _token_page(request, *issued)

    return form_page(
        request, form, verb, title="签发接口令牌", back=reverse("clients:list"), submit="签发"
    )


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other fields, another contact."""
    found = _mine(request, pk)
    initial = {"seen": found.version, "contact": found.contact, "powers": found.powers}
    form = forms.EditClient(request.POST or None, initial=initial, granted=found.fields)
    return form_page(
        request,
        form,
        lambda data: _page(services.edit(actor=request.user, client=found, **data)),
        title=f"修改可取字段：{found}",
        back=_page(found),
    )


@never_cache
@login_required
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """A new token with a new term."""
    found = _mine(request, pk)

    def verb(data: dict) -> HttpResponse:
        renewed = services.renew(actor=request.user, client=found, on=timezone.localdate(), **data)
        return _token_page(request, *renewed)

    return form_page(
        request,
        forms.RenewClient(request.POST or None, initial={"seen": found.version}),
        verb,
        title=f"换发令牌：{found}",
        intro="换发后旧令牌立即失效，请先与责任人约好更换时间。",
        back=_page(found),
        submit="换发",
    )


@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """The end of a client."""
    found = _mine(request, pk)
    return form_page(
        request,
        forms.RevokeClient(request.POST or None, initial={"seen": found.version}),
        lambda data: _page(services.revoke(actor=request.user, client=found, **data)),
        title=f"吊销令牌：{found}",
        intro="吊销立即生效，用这个令牌的程序不能再取数。此操作不能撤回。",
        back=_page(found),
        submit="吊销令牌",
        done="已吊销令牌。",
        is_danger=True,
    )


def _mine(request: HttpRequest, pk: int) -> ApiClient:
    """The client, if he may see it (404), act on it (403), and it has not ended (409)."""
    found = in_charge(ApiClient.objects.all(), request.user, pk, roles=GRANTORS, refusal=NO_RIGHT)
    services.refuse_revoked(found)
    return found


def _token_page(request: HttpRequest, issued: ApiClient, token: str) -> HttpResponse:
    first = next(iter(issued.fields))
    address = request.build_absolute_uri(reverse(f"api:{first}-list"))
    context = {"client": issued, "token": token, "address": address}
    return render(request, "clients/token.html", context)


def _page(client: ApiClient) -> str:
    return reverse("clients:detail", args=[client.pk])
