"""A round and a history of rounds as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from cadres.choices import SERVING
from cadres.people.models import Cadre
from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from training.choices import EndReason, ReviewKind
from training.mentoring.entities import LIGHTS, SOON_DAYS, State
from training.mentoring.models import MentoringReview, MentoringSession, Mentorship
from training.mentoring.querysets import PAIRERS
from training.mentoring.rounds import middle_of


@dataclass(frozen=True, slots=True)
class Standing:
    """How a round stands on a day: its state, in words, and when and why it should end."""

    state: State
    words: str
    ends: tuple[date, str]

    @property
    def light(self) -> str:
        """The colour of its light."""
        return LIGHTS[str(self.state.label)]


def state_of(found: Mentorship, on: date) -> Standing:
    """What `entities.state_on` says of a row at hand, with the reason."""
    if found.ended_on is not None and found.ended_on <= on:
        words = f"{found.ended_on} 结束（{found.get_end_reason_display()}）"
        return Standing(State.ENDED, words, (found.ended_on, found.end_reason))
    stays = RosterEntry.objects.filter(cadre=found.cadre_id)
    if not stays.on_roster(on).exists():
        left = stays.filter(left_on__isnull=False).order_by("-left_on").first()
        day = left.left_on if left and left.left_on >= found.since else on
        words = f"{found.cadre}已不在名册上，请结束本轮。"
        return Standing(State.BROKEN, words, (day, EndReason.LEFT_ROSTER))
    if found.mentor.status != SERVING:
        words = f"帮带人{found.mentor}已不是现职人员，请结束本轮并另选帮带人。"
        return Standing(State.BROKEN, words, (on, EndReason.MENTOR_MOVED))
    if found.until <= on:
        words = f"{found.until} 已期满，请评议并续定，或结束本轮。"
        return Standing(State.FULL, words, (found.until, EndReason.COMPLETED))
    left_days = (found.until - on).days
    if left_days <= SOON_DAYS:
        return Standing(State.SOON, f"还有 {left_days} 天期满", (on, ""))
    return Standing(State.RUNNING, f"{found.until} 期满", (on, ""))


class History:
    """The rounds of a cadre that a viewer may see, newest first, with what was recorded of each."""

    def __init__(self, cadre: Cadre, viewer: Viewer) -> None:
        self.cadre = cadre
        self.viewer = viewer

    @cached_property
    def rounds(self) -> list[Mentorship]:
        """Newest first."""
        rows = Mentorship.objects.visible_to(self.viewer).filter(cadre=self.cadre)
        return list(rows.select_related("mentor__unit").order_by("-since", "-pk"))


def sessions_of(found: Mentorship, viewer: Viewer) -> list[MentoringSession]:
    """Newest first."""
    rows = MentoringSession.objects.visible_to(viewer).filter(mentorship=found)
    return list(rows.select_related("entered_by"))


def reviews_of(found: Mentorship, viewer: Viewer) -> list[MentoringReview]:
    """For offices alone: a cadre does not read how his round was judged."""
    rows = MentoringReview.objects.visible_to(viewer, acting_as=PAIRERS)
    return list(rows.filter(mentorship=found).select_related("entered_by"))


def shown_round(found: Mentorship, viewer: Viewer, on: date) -> dict[str, Any]:
    """What mentoring/detail.html draws."""
    may_keep = Mentorship.objects.kept_by(viewer).filter(pk=found.pk).exists()
    reviews = reviews_of(found, viewer) if may_keep else []
    written = {review.kind for review in reviews}
    half = middle_of(found.since, found.until)
    is_open = found.ended_on is None
    begins = (
        {ReviewKind.MIDTERM: half, ReviewKind.FINAL: found.until - timedelta(days=SOON_DAYS)}
        if is_open
        else {ReviewKind.FINAL: half}
    )
    wanted = [kind for kind, day in begins.items() if kind not in written and day <= on]
    return {
        "round": found,
        "standing": state_of(found, on),
        "half": half,
        "sessions": sessions_of(found, viewer),
        "reviews": reviews,
        "wanted": wanted,
        "rounds": History(found.cadre, viewer).rounds,
        "may_keep": may_keep,
        "is_open": is_open,
    }
