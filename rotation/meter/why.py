"""Why rotation asks about this person: his facts in sentences, with the months counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet

from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry
from core.scoping import Viewer
from policy.duties.models import Duty
from policy.parameters.figures import in_regions
from rotation.choices import Seat
from rotation.meter.figures import PostsFigures
from rotation.meter.meter import Meter, meters
from rotation.postings.models import Posting


@dataclass(slots=True)
class Known:
    """What is known of one person by a day: his main posts in order, pools, the meter of a stay."""

    on: date
    posts: list[Posting] = field(default_factory=list)
    pools: list[PoolMembership] = field(default_factory=list)
    meter: Meter | None = None


def known_of(people: Collection[int], on: date, viewer: Viewer | None = None) -> dict[int, Known]:
    """Of these people what the viewer may see (all of it without one), by key; six statements."""

    def seen(rows: Any) -> QuerySet:
        mine = rows if viewer is None else rows.visible_to(viewer)
        return mine.filter(cadre__in=people)

    found: dict[int, Known] = defaultdict(lambda: Known(on))
    postings = seen(Posting.objects.all())
    mains = postings.real().filter(is_main=True, since__lte=on)  # type: ignore[attr-defined]
    for post in mains.select_related("unit").order_by("since"):
        found[post.cadre_id].posts.append(post)
    for pool in seen(PoolMembership.objects.all()).filter(since__lte=on).order_by("since", "pool"):
        found[pool.cadre_id].pools.append(pool)
    stays = seen(RosterEntry.objects.all()).filter(entered_on__lte=on).order_by("entered_on")
    last = {stay.cadre_id: stay for stay in stays}
    for figures, group in _by_figures(last.values(), on):
        for meter in meters(group, postings, on, figures).values():
            found[meter.stay.cadre_id].meter = meter
    return found


def facts(rule: str, period: str, known: Known) -> list[str]:
    """The facts by which the rule asks, of a duty with this key; nothing for another rule."""
    told = FACTS.get(rule)
    return told(known, period) if told is not None else []


def facts_of_duty(duty: Duty, viewer: Viewer, on: date) -> list[str]:
    """The facts of a duty on the day, or on that on which it was closed, as seen by the viewer."""
    closed = [day for day in (duty.done_on, duty.withdrawn_on, duty.waived_on) if day is not None]
    day = max(min([on, *closed]), duty.opened_on)
    return facts(duty.rule, duty.period, known_of([duty.subject], day, viewer)[duty.subject])


def _by_figures(
    stays: Iterable[RosterEntry], on: date
) -> list[tuple[PostsFigures, list[RosterEntry]]]:
    """The stays by the figures that hold where they are."""
    regions = in_regions(PostsFigures, on)
    groups: dict[str, list[RosterEntry]] = defaultdict(list)
    for stay in stays:
        fitting = [one.path for one in regions if stay.unit_path.startswith(one.path)]
        groups[max(fitting, key=len)].append(stay)
    return [(one.figures, groups[one.path]) for one in regions if groups[one.path]]


def _internal(known: Known, period: str) -> list[str]:
    """The post that he holds, and what counts besides."""
    first = period.partition("-")[0]
    begun = [post for post in known.posts if str(post.pk) == first]
    said = [
        f"现岗位“{_place(post)}”自 {post.since} 起，到 {known.on} 已满"
        f" {_months(post.since, known.on)} 个月。"
        for post in begun
    ]
    return said + _posts(known, period)


def _posts(known: Known, _period: str) -> list[str]:
    """Every posting with what it counts."""
    meter = known.meter
    if meter is None:
        return []
    least = meter.figures.min_posts
    programme = f"培养期自 {meter.stay.entered_on} 起，到 {meter.by} 期满"
    return [
        f"{programme}；到 {known.on} 计入 {meter.counted} 个岗位，要求 {least} 个。",
        *(
            f"{line.place}（{line.period}）：{line.verdict.label}，{line.words}。"
            for line in meter.lines
        ),
    ]


def _exchange(known: Known, _period: str) -> list[str]:
    """His pool, and that all his posts are in one place."""
    return [
        *_pools(known),
        f"到 {known.on} 有 {len(known.posts)} 次任职，都在同一部门：",
        *map(_post, known.posts),
    ]


def _principal(known: Known, _period: str) -> list[str]:
    """His pool, and that none of his posts was a principal's."""
    return [
        *_pools(known),
        f"到 {known.on} 有 {len(known.posts)} 次任职，没有乡科级正职以上层次的正职：",
        *map(_post, known.posts),
    ]


def _down(known: Known, period: str) -> list[str]:
    """How long in organs, and in which."""
    began = datetime.strptime(period.partition("-")[2], "%Y%m%d").date()  # noqa: DTZ007 - a day
    held = [post for post in known.posts if post.ended_on is None or post.ended_on > began]
    months = _months(began, known.on)
    return [
        f"自 {began} 起连续在机关工作，到 {known.on} 已满 {months} 个月，其间没有到过基层：",
        *map(_post, held),
    ]


FACTS: Final[dict[str, Callable[[Known, str], list[str]]]] = {
    "rotation.internal": _internal,
    "rotation.posts": _posts,
    "rotation.exchange": _exchange,
    "rotation.principal": _principal,
    "rotation.down": _down,
}


def _pools(known: Known) -> list[str]:
    return [
        f"{pool.since} 列入后备库“{pool.get_pool_display()}”"
        + (f"，{pool.until} 退出。" if pool.until and pool.until <= known.on else "。")
        for pool in known.pools
    ]


def _post(post: Posting) -> str:
    marks = [post.get_level_display(), str(Seat(post.seat).label) if post.is_leading else ""]
    marks.append("主持工作，不作为正职经历" if post.acting else "")
    told = "，".join(mark for mark in marks if mark)
    return f"{_place(post)}（{post.since} 至 {post.ended_on or '今'}{'；' + told if told else ''}）"


def _place(post: Posting) -> str:
    return f"{post.unit}{post.title}"


def _months(since: date, until: date) -> int:
    """Full months from day to day."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)
