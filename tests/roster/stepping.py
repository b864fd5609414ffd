"""A verb upon many as a browser goes through it: list, form, preview, confirmation."""

import re
from datetime import date
from html import unescape

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cadres.roster.batch import Order
from cadres.roster.batch_verbs import TIER, act_now
from cadres.roster.models import RosterAct, RosterEntry
from core.accounts.models import User

DAY = "2026-10-01"


def act_upon(actor: User, stay: RosterEntry) -> RosterAct:
    """An act that gave one stay the fourth tier."""
    on = date.fromisoformat(DAY)
    order = Order(
        actor=actor,
        rows=[(stay.pk, stay.version)],
        values={"on": on, "tier": 4},
        said=[("使用层级", "四级（正县）")],
        typed={},
        today=on,
    )
    return act_now(TIER, order)


def post(client: Client, view: str, step: str, **data: object) -> HttpResponse:
    """One step of the verb at `view`."""
    return client.post(reverse(view), {"step": step} | data)


def preview(client: Client, view: str, **data: object) -> HttpResponse:
    """The preview of these values, on DAY unless told otherwise."""
    return post(client, view, "preview", **({"on": DAY} | data))


def confirm(client: Client, view: str, shown: HttpResponse, **data: object) -> HttpResponse:
    """Send back what the preview gave, all of it hidden."""
    return post(client, view, "confirm", **(hidden(shown) | data))


def hidden(page: HttpResponse) -> dict[str, list[str]]:
    """The hidden fields of a page's form, the token aside."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode()
    ):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(unescape(value))
    return found


def named(page: HttpResponse, part: str) -> list[str]:
    """The names in one part of a preview: changing, staying, refused."""
    return [line.name for line in getattr(page.context["foresight"], part)]
