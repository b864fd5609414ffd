"""What describes the interface: the OpenAPI document, and a page made from it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from rest_framework.request import Request

from core.api.answers import tagged_answer
from core.api.endpoint import Endpoint, refuse_unknown
from core.api.problems import KINDS
from core.api.reference import operations
from core.api.schema import document_for


class Schema(Endpoint):
    """The OpenAPI document, as far as the reader may know it."""

    schema = None  # it does not describe itself

    def get(self, request: Request) -> HttpResponse:
        """The document in JSON; 304 when the caller has it already."""
        refuse_unknown(request.query_params, ())
        return tagged_answer(request, document_for(request.user))


@require_safe
@login_required
def docs(request: HttpRequest) -> HttpResponse:
    """The reference, written by the server from the same document: no script, nothing fetched."""
    document = document_for(request.user)
    context = {
        "groups": operations(document),
        "problems": KINDS,
        "base": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "api/docs.html", context)
