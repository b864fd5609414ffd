"""The page of the code tables."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from core.codes.entities import CODES
from core.codes.models import CodeRelease
from core.listing.views import list_page


@login_required
def codes(request: HttpRequest) -> HttpResponse:
    """Every code of every table, narrowed by table."""
    release = CodeRelease.objects.order_by("-number").first()
    return list_page(request, CODES, title="代码表", template="codes/list.html", release=release)
