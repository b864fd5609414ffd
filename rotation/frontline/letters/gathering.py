"""Who is sent by a batch, from where to where: what its letters are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F

from core.errors import refuse_if
from core.scoping import Viewer
from core.units.models import Unit
from rotation.choices import BatchState, CandidateState
from rotation.frontline.models import Batch, Candidate

WRITTEN_IN = (BatchState.DECIDED, BatchState.DISPATCHED, BatchState.RETURNED)
NAMED = 5  # people without a host post whom one refusal names


@dataclass(frozen=True, slots=True)
class Sent:
    """One person of the batch."""

    pk: int
    name: str
    gender: str
    birth: date | None
    title: str
    sender: Unit
    host: Unit
    post: str
    duties: str
    since: date
    until: date  # not included


def sent_by(batch: Batch, viewer: Viewer) -> list[Sent]:
    """Those chosen, as far as the viewer sees them, in the order of their units; one statement.

    Raises DomainError while nobody is chosen, or somebody has no host post yet.
    """
    sources = "、".join(str(state.label) for state in WRITTEN_IN)
    refuse_if(
        batch.state not in WRITTEN_IN,
        f"“{batch}”现在是“{batch.get_state_display()}”，还没有函件；"
        f"函件要在“{sources}”时生成，请先确定人选。",
    )
    rows = Candidate.objects.visible_to(viewer).filter(batch=batch, state=CandidateState.CHOSEN)
    rows = rows.exclude(posting__ended_on=F("posting__since"))  # taken back: he was not sent
    rows = rows.select_related(
        "cadre__unit", "host_post__unit", "posting__unit", "posting__sending_unit"
    )
    chosen = list(rows.order_by("cadre__sort_key", "pk"))
    refuse_if(not chosen, f"“{batch}”还没有入选的人，不能生成函件；请先确定人选。")
    homeless = [one.cadre.name for one in chosen if one.posting is None and one.host_post is None]
    more = f"等 {len(homeless)} 人" if len(homeless) > NAMED else ""
    refuse_if(
        homeless,
        f"{'、'.join(homeless[:NAMED])}{more}还没有安排接收岗位，不能生成函件；请先安排接收岗位。",
    )
    return [_sent(batch, one) for one in chosen]


def by_unit(sent: Iterable[Sent], unit_of: Callable[[Sent], Unit]) -> list[tuple[Unit, list[Sent]]]:
    """People by one of their units, units in the order of the tree."""

    def place(one: Sent) -> tuple[str, int]:
        return unit_of(one).sort_path, unit_of(one).pk

    grouped = groupby(sorted(sent, key=place), key=lambda one: unit_of(one).pk)
    found = []
    for _, some in grouped:
        people = list(some)
        found.append((unit_of(people[0]), people))
    return found


def _sent(batch: Batch, one: Candidate) -> Sent:
    cadre, posting, post = one.cadre, one.posting, one.host_post
    if posting is not None:
        place = {"sender": posting.sending_unit or cadre.unit, "host": posting.unit}
        place |= {"post": posting.title, "duties": posting.duties}
        place |= {"since": posting.since, "until": posting.until or batch.ends_on}
    else:
        assert post is not None  # noqa: S101 -- refused above
        place = {"sender": cadre.unit, "host": post.unit, "post": post.title}
        place |= {"duties": post.duties, "since": batch.starts_on, "until": batch.ends_on}
    return Sent(
        pk=cadre.pk,
        name=cadre.name,
        gender=cadre.get_gender_display(),
        birth=cadre.birth,
        title=cadre.title,
        **place,
    )
