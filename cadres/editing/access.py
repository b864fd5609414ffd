"""Who changes a file, and how: by writing it, or by asking the department."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from cadres.changes.models import ChangeRequest
from cadres.people.models import Cadre
from cadres.people.querysets import KEEPERS
from cadres.roster.models import RosterEntry
from core.errors import NotAllowed, refuse_if
from core.scoping import roles_of

NEXT = "next"
LONGEST_LINK = 500
NO_RIGHT = "干部信息由组织部门和所在单位维护，您的角色不能更改。"
DEPARTMENTS_ALONE = "这项内容由组织部门办理，单位不能直接更改。"


class Way(StrEnum):
    """A department writes; a unit writes for people who are not on the roster, else it asks."""

    KEEP = "keep"
    WRITE = "write"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Editing:
    """A person whose file the viewer changes in that way.

    `after` is the page that sent the viewer here and wants him back; "" for the usual one.
    """

    cadre: Cadre
    way: Way
    after: str = ""

    @property
    def asks(self) -> bool | None:
        """Whether a form makes a request: it does, it may, it never does."""
        return {Way.KEEP: None, Way.WRITE: False, Way.ASK: True}[self.way]

    @property
    def back(self) -> str:
        """The page that sent the viewer here, or the person's."""
        return self.after or reverse("cadres:detail", args=[self.cadre.pk])

    def context(self, here: str) -> dict[str, Any]:
        """What every page of editing shows: the pages beside it, and a request that waits."""
        pages = [
            ("cadres:edit", "基本信息"),
            ("cadres:edit_resume", "简历"),
            ("cadres:edit_family", "家庭成员"),
        ]
        if self.way != Way.ASK:
            pages.append(("cadres:edit_photo", "照片"))
        if self.way == Way.KEEP:
            pages.append(("cadres:rewards", "奖惩"))
        pages.append(("approval:edit", "任免审批表"))
        waiting = ChangeRequest.objects.pending().filter(cadre=self.cadre)
        return {
            "cadre": self.cadre,
            "asks": self.asks,
            "next_query": f"?{urlencode({NEXT: self.after})}" if self.after else "",
            "waiting": waiting.select_related("asked_by").first(),
            "pages": [
                {
                    "label": label,
                    "url": reverse(name, args=[self.cadre.pk]),
                    "current": name.partition(":")[2] == here or name == here,
                }
                for name, label in pages
            ],
        }


def opened(request: HttpRequest, pk: int) -> Editing:
    """The person to change: 404 out of scope, NotAllowed for who only reads."""
    people = Cadre.objects.filter(pk=pk)
    cadre = get_object_or_404(people.visible_to(request.user).select_related("unit"))
    after = asked_for(request)
    if people.kept_by(request.user).exists():
        return Editing(cadre, Way.KEEP, after)
    refuse_if(not people.asked_for_by(request.user).exists(), NO_RIGHT, NotAllowed)
    is_listed = RosterEntry.objects.open().filter(cadre=cadre).exists()
    return Editing(cadre, Way.ASK if is_listed else Way.WRITE, after)


def asked_for(request: HttpRequest) -> str:
    """The page of ours that `?next=` names; "" for none, and for any other place."""
    link = request.GET.get(NEXT, "")
    is_ours = link.startswith("/") and len(link) <= LONGEST_LINK
    return link if is_ours and url_has_allowed_host_and_scheme(link, allowed_hosts=None) else ""


def kept(request: HttpRequest, pk: int) -> Editing:
    """The person, for a department alone."""
    editing = opened(request, pk)
    refuse_if(editing.way != Way.KEEP, DEPARTMENTS_ALONE, NotAllowed)
    return editing


def refuse_all_but_keepers(request: HttpRequest) -> None:
    """Raises NotAllowed unless the viewer keeps files somewhere."""
    refuse_if(not KEEPERS & roles_of(request.user), DEPARTMENTS_ALONE, NotAllowed)
