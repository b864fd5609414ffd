"""Fetching what a page speaks of, and whether the viewer may touch it: one call each."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from cadres.people.models import Cadre
from core.errors import NotAllowed, refuse_if
from rotation.postings.choice import postable
from rotation.postings.guards.authority import NOT_YOURS
from rotation.postings.models import Posting
from rotation.postings.shown import may_change

LONGEST_PK = 18
ABOUT = ("cadre__unit", "unit", "sending_unit", "position", "changed_by")


def seen_posting(request: HttpRequest, pk: Any) -> Posting:
    """A posting in scope; 404 for any other."""
    rows = Posting.objects.visible_to(request.user).select_related(*ABOUT)
    return get_object_or_404(rows, pk=pk)


def kept_posting(request: HttpRequest, pk: Any) -> Posting:
    """A posting that the viewer may change: 404 out of scope, 403 where others keep it."""
    found = seen_posting(request, pk)
    may = may_change(found, request.user, timezone.localdate())
    refuse_if(not may, NOT_YOURS.format(who=found.cadre), NotAllowed)
    return found


def asked_cadre(request: HttpRequest) -> Cadre | None:
    """Whom the page is about (`?cadre=`); 404 for one whom the viewer may not post."""
    asked = request.GET.get("cadre", "")
    if not asked:
        return None
    return get_object_or_404(postable(request.user), pk=key(asked))


def key(text: str) -> int:
    """A database key out of an address; 404 for what is none."""
    if not text.isdecimal() or len(text) > LONGEST_PK:
        raise Http404
    return int(text)
