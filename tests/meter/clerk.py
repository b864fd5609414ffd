"""The rules of clause 3.1.3 as a clerk would count them with a calendar and a pencil."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cadres.people.models import Cadre

START = date(2025, 4, 1)
YEARS, MIN_POSTS, POST_MONTHS, INTERVAL, INTERNAL_DAYS, ARRANGE, ORGAN = 5, 2, 6, 24, 90, 12, 60
LAST = (2040, 1)  # counting stops somewhere
AWAY = ("secondment", "shadow", "petition", "grassroots", "task")
SHORT = ("grassroots", "task")
NEVER = date.max


def ym(day: date) -> tuple[int, int]:
    return (day.year, day.month)


def following(month: tuple[int, int]) -> tuple[int, int]:
    return (month[0] + month[1] // 12, month[1] % 12 + 1)


def plus(day: date, months: int) -> date:
    month = ym(day)
    for _ in range(months):
        month = following(month)
    return date(*month, min(day.day, monthrange(*month)[1]))


def end(one) -> date:
    return one.ended_on or NEVER


@dataclass
class Life:
    """Everything of one person, sorted."""

    cadre: Cadre

    def __post_init__(self):
        rows = [one for one in self.cadre.postings.all() if one.ended_on != one.since]
        self.postings = sorted(rows, key=lambda one: (one.since, one.pk))
        self.main = [one for one in self.postings if one.is_main]
        self.stays = sorted(self.cadre.entries.all(), key=lambda one: one.entered_on)


def months_of(life: Life, stay, until: date = NEVER) -> dict:
    """Month to the posting that it counts for, in a stay, before the month of `until`."""
    last = min(LAST, ym(until), ym(stay.left_on or NEVER))
    found, month = {}, ym(stay.entered_on)
    while month < last:
        has = [one for one in life.postings if ym(one.since) <= month < ym(end(one))]
        away = [one for one in has if one.kind in AWAY]
        main = [one for one in has if one.is_main]
        chosen = (away or main or has)[:1]
        if chosen:
            found[month] = chosen[0]
        month = following(month)
    return found


def counted(life: Life, stay, on: date) -> int:
    """Posts that count on a day within the programme."""
    per_post: dict = {}
    for one in months_of(life, stay, min(on, plus(stay.entered_on, 12 * YEARS))).values():
        post = (one.unit_id, one.title)
        per_post[post] = per_post.get(post, 0) + 1
    return sum(months >= POST_MONTHS for months in per_post.values())


def enough(life: Life, stay) -> tuple[date, int | None]:
    """The day on which posts are enough, and the posting by which they are; the programme may be
    over by then."""
    per_post, full = {}, []
    for month, one in sorted(months_of(life, stay).items()):
        post = (one.unit_id, one.title)
        per_post[post] = per_post.get(post, 0) + 1
        if per_post[post] == POST_MONTHS:
            full.append(one.pk)
        if len(full) == MIN_POSTS:
            return date(*following(month), 1), full[-1]
    return NEVER, None


def expected(on: date) -> dict[tuple, tuple]:
    """(rule, cadre, period) -> (opened, due, state, done, evidence, withdrawn)."""
    found: dict[tuple, tuple] = {}

    def put(rule, life, period, opened, due, ended, done=NEVER, evidence=None):
        if opened > on or ended <= opened or due < START:
            return
        if done > ended or done > on:
            done, evidence = None, None
        state = "done" if done else "withdrawn" if ended <= on else "open"
        withdrawn = ended if ended <= on and (done is None or ended < done) else None
        found[rule, life.cadre.pk, period] = (opened, due, state, done, evidence, withdrawn)

    people = Cadre.objects.filter(name__startswith="生成")
    for cadre in people.prefetch_related("entries", "postings__unit__parent", "pools"):
        life = Life(cadre)
        for stay in life.stays:
            left = stay.left_on or NEVER
            day, posting = enough(life, stay)
            opened = max(stay.entered_on, START)
            if day > opened:
                due = plus(stay.entered_on, 12 * YEARS)
                put("rotation.posts", life, f"stay-{stay.pk}", opened, due, left, day, posting)
            _internal(life, stay, left, day, put)
            _pool_rules(life, stay, left, put)
            _down(life, stay, left, put)
    return found


def _internal(life, stay, left, enough_on, put):
    spells: list[list] = []
    for one in life.main:
        before = spells[-1][-1] if spells else None
        if (
            before
            and (before.unit_id, before.title) == (one.unit_id, one.title)
            and before.ended_on == one.since
        ):
            spells[-1].append(one)
        else:
            spells.append([one])
    for place, spell in enumerate(spells):
        opened = max(plus(spell[0].since, INTERVAL), stay.entered_on, START)
        after = spells[place + 1][0] if place + 1 < len(spells) else None
        put(
            "rotation.internal",
            life,
            f"{spell[0].pk}-{stay.pk}",
            opened,
            opened + timedelta(days=INTERNAL_DAYS),
            min(left, enough_on, end(spell[-1])),
            after.since if after else NEVER,
            after.pk if after else None,
        )


def department(unit) -> int:
    heading = ("city", "group", "county")
    return unit.parent_id if unit.parent and unit.parent.kind not in heading else unit.pk


def _pool_rules(life, stay, left, put):
    if not life.main:
        return
    first = life.main[0]
    crossing = [one for one in life.main if department(one.unit) != department(first.unit)]
    ranks = ("1A32", "1A41")
    leading = [
        one
        for one in life.main
        if one.seat == "principal" and not one.acting and one.level in ranks
    ]
    spans: list[list[date]] = []
    for one in sorted(life.cadre.pools.all(), key=lambda row: row.since):
        if spans and one.since <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], one.until or NEVER)
        else:
            spans.append([one.since, one.until or NEVER])
    for since, until in spans:
        begun, over = max(since, stay.entered_on), min(until, left)
        if begun >= over:
            continue
        opened = max(begun, first.since, START)
        for rule, met in (("rotation.exchange", crossing), ("rotation.principal", leading)):
            day, posting = (met[0].since, met[0].pk) if met else (NEVER, None)
            if day > opened:
                key = f"{stay.pk}-{begun:%Y%m%d}"
                put(rule, life, key, opened, plus(opened, ARRANGE), over, day, posting)


def _down(life, stay, left, put):
    organs = {"city": ("city", "city_department"), "county": ("county", "county_department")}
    lower = {"city": ("",), "county": ("", "1")}
    for level, kinds in organs.items():
        below = [
            one
            for one in life.postings
            if one.kind not in SHORT and one.grassroots not in lower[level]
        ]
        run: date | None = None
        edges = {one.since for one in life.postings} | {end(one) for one in life.postings}
        for day in sorted(edges):  # what holds only changes on one of these days
            inside = any(
                one.since <= day < end(one) and one.unit.kind in kinds for one in life.main
            ) and not any(one.since <= day < end(one) for one in below)
            if inside and run is None:
                run = day
            if run is not None and not inside:
                _owed_down(life, stay, left, run, day, below, put)
                run = None


def _owed_down(life, stay, left, run, over, below, put):
    if plus(run, ORGAN) >= NEVER:
        return
    opened = max(plus(run, ORGAN), stay.entered_on, START)
    went = [one.pk for one in below if one.since == over]
    put(
        "rotation.down",
        life,
        f"{stay.pk}-{run:%Y%m%d}",
        opened,
        plus(opened, ARRANGE),
        min(over, left),
        over if went else NEVER,
        min(went) if went else None,
    )
