"""A posting as its page shows it, and what the viewer may do with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.scoping import Viewer
from rotation.choices import AWAY
from rotation.postings.entities import LIGHTS, State
from rotation.postings.guards.authority import unit_keeps
from rotation.postings.known import Known
from rotation.postings.models import Arrangement, Posting
from rotation.postings.querysets import PostingQuerySet
from rotation.postings.returning import soon_until


def state_of(found: Posting, on: date) -> tuple[State, str]:
    """What `entities.state_on` says of a row at hand, and a sentence."""
    if found.ended_on is not None and found.ended_on <= on:
        return State.ENDED, f"{found.ended_on} 结束（{found.get_end_reason_display()}）"
    if found.kind not in AWAY or found.until is None:
        return State.HELD, f"{found.since} 起任职"
    if found.until <= on:
        return State.OVERDUE, f"{found.until} 已期满，请办理返回或延长。"
    left = (found.until - on).days
    near = Posting.objects.filter(pk=found.pk, until__lte=soon_until(on))
    if near.exists():
        return State.SOON, f"还有 {left} 天期满（{found.until}）"
    return State.AWAY, f"{found.until} 期满"


def may_change(found: Posting, viewer: Viewer, on: date) -> bool:
    """Whether the viewer may end, extend, correct or take it back."""
    known = Known(actor=viewer, people=[found.cadre], on=on)
    own = found.cadre_id in known.kept
    return own or (found.cadre_id in known.asked and unit_keeps(found))


def may_arrange(found: Posting, viewer: Viewer, on: date) -> bool:
    """Whether the viewer may say what comes after it: his offices, while he is away."""
    known = Known(actor=viewer, people=[found.cadre], on=on)
    is_out = found.kind in AWAY and found.ended_on is None
    return is_out and found.cadre_id in known.kept | known.asked


def shown(found: Posting, viewer: Viewer, on: date) -> dict[str, Any]:
    """What postings/detail.html draws."""
    state, words = state_of(found, on)
    opened = Posting.objects.filter(PostingQuerySet.opened_to(viewer), pk=found.pk).exists()
    rows = Posting.objects.visible_to(viewer).real().filter(cadre=found.cadre_id)
    return {
        "posting": found,
        "state": state,
        "light": LIGHTS[str(state.label)],
        "words": words,
        "is_opened": opened,
        "is_taken_back": found.ended_on == found.since,
        "is_away": found.kind in AWAY,
        "is_open": found.ended_on is None,
        "may_change": may_change(found, viewer, on),
        "may_arrange": may_arrange(found, viewer, on),
        "arrangement": Arrangement.objects.visible_to(viewer).filter(posting=found).first(),
        "extensions": found.extensions.select_related("entered_by"),
        "postings": rows.select_related("unit", "cadre").order_by("-since", "-pk"),
        "sees_file": type(found.cadre)
        ._default_manager.visible_to(viewer)
        .filter(pk=found.cadre_id)
        .exists(),
    }
