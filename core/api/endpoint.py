"""What every REST address does: refuse what no query can mean, answer OPTIONS."""

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse, QueryDict
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import private
from core.audit.models import ActorKind
from core.errors import Invalid, NotAllowed, refuse_if
from core.listing.entity import Entity
from core.scoping import Viewer

# PostgreSQL has no such character; it would refuse the statement.
NUL = "\x00"


class Endpoint(APIView):
    """A view of `/api/v1/`. `request.user` is a person's account or an API client."""

    @property
    def viewer(self) -> Viewer:
        """Who asks; `viewer.scopes` is the only authority."""
        return self.request.user

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Identity, permission and rate first, then the query string."""
        super().initial(request, *args, **kwargs)
        refused = {
            name.replace(NUL, "�"): ["含有空字符（NUL），请去掉。"]
            for name, values in request.query_params.lists()
            if NUL in name or any(NUL in value for value in values)
        }
        if refused:
            raise Invalid(refused)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The methods, and nothing else."""
        response = HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})
        del response.headers["Content-Type"]
        return private(response)


def refuse_unknown(params: QueryDict, known: Collection[str]) -> None:
    """A parameter that nobody reads is a mistake of the caller, not to be overlooked."""
    unknown = sorted(set(params) - set(known))
    names = "、".join(sorted(known)) or "（无）"
    if unknown:
        raise Invalid({name: [f"没有这个参数。可用的参数：{names}。"] for name in unknown})


def refuse_without_fields(viewer: Viewer, entity: Entity) -> None:
    """A client that was granted no column of an entity has no business with its rows either."""
    is_client = getattr(viewer, "actor_kind", None) == ActorKind.CLIENT
    refuse_if(
        is_client and not entity.columns_for(viewer),
        f"这个令牌没有“{entity.label}”的可取字段，请联系安全管理员授权。",
        NotAllowed,
    )
