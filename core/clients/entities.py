"""The columns of API clients."""

from datetime import date

from core.clients.models import ApiClient, ApiClientQuerySet
from core.clients.states import ClientState, state
from core.listing.columns import Column, Kind, Lookup
from core.listing.entity import Entity
from core.scoping import Viewer


def _with_state(clients: ApiClientQuerySet, _viewer: Viewer, on: date) -> ApiClientQuerySet:
    """Says of each token whether it works today."""
    return clients.annotate(state=state(on))


CLIENTS = Entity(
    name="clients",
    label="接口客户端",
    measure="个客户端",
    model=ApiClient,
    list_url="clients:list",
    record_url="clients:detail",
    ordering=("-issued_at",),
    prepare=_with_state,
    columns=(
        Column(
            name="name", label="名称", path="name", lookup=Lookup.CONTAINS, pinned=True, width=24
        ),
        Column(
            name="state",
            label="状态",
            path="state",
            kind=Kind.CHOICE,
            options=ClientState,
            lookup=Lookup.ONE_OF,
            width=8,
        ),
        Column(
            name="unit",
            label="数据范围",
            path="unit__short_name",
            filter_on="unit__path",
            lookup=Lookup.SUBTREE,
            width=16,
        ),
        Column(
            name="contact", label="责任人及电话", path="contact", lookup=Lookup.CONTAINS, width=20
        ),
        Column(name="prefix", label="令牌前缀", path="prefix", lookup=Lookup.EXACT),
        Column(name="issued_by", label="签发人", path="issued_by__name", default=False),
        Column(
            name="issued_at",
            label="签发时间",
            path="issued_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            default=False,
            width=17,
        ),
        Column(
            name="expires_on",
            label="到期日",
            path="expires_on",
            kind=Kind.DATE,
            lookup=Lookup.RANGE,
        ),
        Column(
            name="last_used_at",
            label="最近使用",
            path="last_used_at",
            kind=Kind.MOMENT,
            lookup=Lookup.RANGE,
            width=17,
        ),
        Column(
            name="revoked_at",
            label="吊销时间",
            path="revoked_at",
            kind=Kind.MOMENT,
            default=False,
            width=17,
        ),
    ),
    hidden_fields=frozenset(
        {"id", "fields", "powers", "token_hash", "version", "changed_by", "changed_at"}
    ),
)
