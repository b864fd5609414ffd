"""Who sees which polls and results, for the visibility matrix."""

from collections.abc import Sequence
from datetime import date

from assessments.polls.models import Poll, PollResult, PollSubject
from tests.world import World

DAY = date(2026, 11, 20)
RUNNING = {
    "city": ("市交通运输局", "柳河镇", "市科技局"),
    "county": ("柳河镇",),
    "secretary": ("市交通运输局",),
    "clerk": ("市交通运输局",),
}
OF_CASE = "2026 年年度民主测评"  # by the rows of the cases; its unit was not told
TOLD = ("周雨晴", "陈思远", "曾可欣")  # of the bureau's shared poll
READ = {
    "city": {"反馈": (*TOLD, "李明朗"), "未反馈": ("周雨晴", "赵文博"), OF_CASE: ("周雨晴",)},
    "county": {"未反馈": ("赵文博",)},
    "secretary": {"反馈": TOLD},
    "clerk": {"反馈": TOLD},
}


def polls(_world: World, who: str) -> set[int]:
    """Of one's units, whatever their state: that a poll is held is no secret there."""
    rows = Poll.objects.filter(unit__short_name__in=RUNNING.get(who, ()))
    return set(rows.values_list("pk", flat=True))


def running(world: World, who: str) -> set[int]:
    """What the list shows at first."""
    rows = Poll.objects.filter(pk__in=polls(world, who), state="draft")
    return set(rows.values_list("pk", flat=True))


def results(_world: World, who: str) -> set[int]:
    """About one's people: the departments at once, units when they were told; nobody his own."""
    found: set[int] = set()
    for title, names in READ.get(who, {}).items():
        rows = PollResult.objects.filter(poll__title=title, cadre__name__in=names)
        found |= set(rows.values_list("pk", flat=True))
    return found


def fill(world: World) -> None:
    """A draft in each place; counted ones that the unit was told of, and that it was not."""
    for place in ("市交通运输局", "柳河镇", "市科技局"):
        _poll(world, place, "准备")
    _counted(world, "市交通运输局", "反馈", TOLD)
    _counted(world, "市科技局", "反馈", ("李明朗",))
    _counted(world, "市交通运输局", "未反馈", ("周雨晴",))
    _counted(world, "柳河镇", "未反馈", ("赵文博",))


def _poll(world: World, place: str, title: str, **more) -> Poll:
    values = {"year": 2026, "opens_on": DAY, "closes_on": DAY, "min_group": 5}
    values |= {"abstain_counts": True, "unit": world.named[place], "title": title}
    return Poll.objects.create(**values | more)


def _counted(world: World, place: str, title: str, names: Sequence[str]) -> None:
    sealed = {"state": "counted", "result": {"people": []}, "digest": "0" * 64, "counted_on": DAY}
    sealed |= {"shared_on": DAY if title == "反馈" else None}
    poll = _poll(world, place, title, **sealed)
    for position, name in enumerate(names, start=1):
        cadre = world.cadres[name]
        subject = PollSubject.objects.create(poll=poll, cadre=cadre, position=position)
        PollResult.objects.create(
            subject=subject,
            poll=poll,
            cadre=cadre,
            is_shown=True,
            issued=9,
            returned=8,
            valid=7,
            counted=7,
            excellent=3,
            competent=4,
        )
