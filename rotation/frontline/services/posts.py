"""The posts that a batch is sent to, and who goes to which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cadres.roster.guards import names
from core.audit.models import Action
from core.audit.services import changes, record
from core.errors import DomainError, Stale, refuse_if
from core.units.models import Unit
from rotation.choices import CandidateState
from rotation.frontline.models import Batch, Candidate, HostPost
from rotation.frontline.services.steps import advance, hold, write
from rotation.frontline.verbs import BatchVerb
from rotation.positions.models import Position

CHANGED = "人选或岗位已有变化，没有保存。请刷新页面后再安排。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A post as it was typed: the unit, the title without it, and how many may come."""

    unit: int
    title: str
    seats: int = 1
    level: str = ""
    seat: str = "other"
    duties: str = ""


@transaction.atomic
def add(*, actor: Any, batch: Batch, posts: Sequence[Wanted]) -> list[HostPost]:
    """All of them or none. A position of the unit with the same title gives its level and seat."""
    held = hold(batch, BatchVerb.POSTS, actor=actor)
    refuse_if(not posts, "还没有填写接收岗位，请填写后再登记。")
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=[one.unit for one in posts])}
    gone = [unit.short_name for unit in units.values() if unit.abolished_on]
    refuse_if(gone, f"“{'、'.join(gone)}”已撤销，不能作为接收单位，请另选。")
    listed = {(one.unit_id, one.title) for one in held.host_posts.all()}
    positions = {
        (one.unit_id, one.title): one
        for one in Position.objects.filter(unit__in=units, until__isnull=True)
    }
    made = []
    for one in posts:
        key = (one.unit, one.title)
        refuse_if(
            key in listed,
            f"“{units[one.unit].short_name}{one.title}”已经列出，请在原来的一行改人数。",
        )
        listed.add(key)
        post = HostPost(batch=held, unit=units[one.unit], title=one.title, seats=one.seats)
        post.level, post.seat, post.duties = one.level, one.seat, one.duties
        position = positions.get(key)
        if position is not None:
            post.position = position
            post.level, post.seat = one.level or position.level, position.seat
        post.clean_fields()
        made.append(post)
    HostPost.objects.bulk_create(made)
    said = "；".join(f"{post} {post.seats} 人" for post in made)[:300]
    advance(held, BatchVerb.POSTS, actor=actor, said=said)
    return made


@transaction.atomic
def change(*, actor: Any, post: HostPost, seen: int, **values: Any) -> HostPost:
    """Other words or seats; never fewer seats than people who are assigned to it."""
    held = hold(post.batch, BatchVerb.POSTS, actor=actor)
    current = HostPost.objects.select_related("unit", "changed_by").get(pk=post.pk)
    refuse_if(current.version != seen, current.stale_sentence(), Stale)
    taken = current.candidates.filter(state=CandidateState.CHOSEN).count()
    refuse_if(
        values.get("seats", taken) < taken,
        f"这个岗位已安排 {taken} 人，人数不能改为 {values.get('seats')}，请先调整安排。",
    )
    told = changes({name: getattr(current, name) for name in values}, values)
    if told:
        for name, value in values.items():
            setattr(current, name, value)
        current.full_clean(exclude=["changed_by"])
        current.change(actor=actor, seen=seen, **values)
        record(Action.CHANGE, actor=actor, target=held, detail={str(current): told})
    return current


@transaction.atomic
def remove(*, actor: Any, post: HostPost) -> None:
    """The post is not offered any more; refused while somebody is assigned to it."""
    held = hold(post.batch, BatchVerb.POSTS, actor=actor)
    people = list(Candidate.objects.filter(host_post=post).select_related("cadre"))
    refuse_if(people, f"{names(people)}已安排到这个岗位，请先改安排，再删除岗位。")
    advance(held, BatchVerb.POSTS, actor=actor, said=f"删除 {post}")
    HostPost.objects.filter(pk=post.pk).delete()


@transaction.atomic
def assign(*, actor: Any, batch: Batch, seen: int, places: Mapping[int, int | None]) -> Batch:
    """Which of the chosen goes to which post (candidate key to post key; None: not yet)."""
    held = hold(batch, BatchVerb.ASSIGN, actor=actor, seen=seen)
    people = chosen(held, actor)
    posts = {post.pk: post for post in held.host_posts.select_related("unit")}
    unknown = set(places) - {p.pk for p in people} | {v for v in places.values() if v} - set(posts)
    refuse_if(unknown, CHANGED)
    before = {person.pk: person.host_post_id for person in people}
    for person in people:
        if person.pk in places:
            key = places[person.pk]
            person.host_post = posts[key] if key else None
    refuse_misfits(held, people)
    moved = [person for person in people if person.host_post_id != before[person.pk]]
    write(moved, "安排接收岗位", actor=actor, fields=("host_post",))
    return advance(held, BatchVerb.ASSIGN, actor=actor, said=f"{len(moved)} 人")


def refuse_misfits(batch: Batch, people: Sequence[Candidate]) -> None:
    """Nobody to his own unit, and no post with more people than seats."""
    own = [p for p in people if p.host_post and p.host_post.unit_id == p.cadre.unit_id]
    refuse_if(own, f"{names(own)}被安排到本单位，不能派到本单位，请另选接收岗位。")
    # Whoever the actor does not see (himself) holds his seat all the same.
    seen = [person.pk for person in people]
    others = batch.candidates.filter(state=CandidateState.CHOSEN).exclude(pk__in=seen)
    taken = Counter(others.exclude(host_post=None).values_list("host_post_id", flat=True))
    taken.update(person.host_post_id for person in people if person.host_post_id)
    full = [post for post in batch.host_posts.select_related("unit") if taken[post.pk] > post.seats]
    said = "；".join(
        f"“{post.unit.short_name}{post.title}”只要 {post.seats} 人，安排了 {taken[post.pk]} 人"
        for post in full
    )
    if said:
        raise DomainError(f"{said}，请调整安排或增加岗位人数。")


def chosen(batch: Batch, viewer: Any = None) -> list[Candidate]:
    """Who is to be sent out, by place; without the viewer himself."""
    rows = batch.candidates.filter(state=CandidateState.CHOSEN)
    if viewer is not None:
        rows = rows.opened(viewer)
    return list(
        rows.in_order().select_related("cadre__unit", "batch__programme", "host_post__unit")
    )


def proposed(batch: Batch, people: Sequence[Candidate]) -> dict[int, int | None]:
    """Posts for who has none yet: in the order of places the first post with a free seat."""
    posts = list(batch.host_posts.select_related("unit"))
    free = Counter({post.pk: post.seats for post in posts})
    every = batch.candidates.filter(state=CandidateState.CHOSEN).exclude(host_post=None)
    free.subtract(every.values_list("host_post_id", flat=True))
    found: dict[int, int | None] = {}
    for person in people:
        key = person.host_post_id
        if key is None:
            fits = (p.pk for p in posts if free[p.pk] > 0 and p.unit_id != person.cadre.unit_id)
            key = next(fits, None)
            if key is not None:
                free[key] -= 1
        found[person.pk] = key
    return found
