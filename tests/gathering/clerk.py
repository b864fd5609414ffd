"""The figures of a report as a clerk would count them: file by file, day by day, with a pencil."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from assessments.cases.models import RosterCase
from assessments.concerns.models import Concern
from assessments.rounds.models import Assessment
from assessments.talks.models import Talk
from cadres.people.models import Cadre, Discipline, ResumeLine, Reward
from cadres.pools.models import PoolMembership
from core.units.models import Unit
from policy.duties.models import Duty
from rotation.postings.models import Posting
from tests.meter import clerk as meter
from training.mentoring.models import Mentorship

LADDER = (
    *("1A01", "1A02", "1A11", "1A12", "1A21", "1A22", "1A31", "1A32", "1A41", "1A42"),
    *("1A50", "1A60"),
)
TIERS = {"1A42": 1, "1A41": 2, "1A32": 3, "1A31": 4}
AWAY = ("secondment", "shadow", "petition", "grassroots", "task")


class Clerk:
    """Counts for one unit, one year, up to a day."""

    def __init__(self, unit: Unit, year: int, on: date) -> None:
        self.unit, self.year, self.on = unit, year, on
        self.first, self.last_year = date(year, 1, 1), date(year - 1, 12, 31)
        days = [self.last_year]
        while days[-1] < on:
            days.append(days[-1] + timedelta(days=1))
        people = Cadre.objects.filter(unit__path__startswith=unit.path)
        people = people.prefetch_related("entries__stages").order_by("sort_key", "pk")
        self.of_year, self.here, self.here_before = [], [], []
        for cadre in people:
            stays = list(cadre.entries.all())
            if any(stays_on(stay, day) for stay in stays for day in days):
                self.of_year.append(cadre)
            self.here += [(cadre, stay) for stay in stays if stays_on(stay, on)]
            self.here_before += [stay for stay in stays if stays_on(stay, self.last_year)]
        self.stays = [stay for cadre in self.of_year for stay in cadre.entries.all()]
        self.present = {cadre.pk for cadre, _ in self.here}
        self.known = {cadre.pk for cadre in self.of_year}

    def in_year(self, day: date | None) -> bool:
        return day is not None and day.year == self.year and day <= self.on

    def figures(self) -> dict[str, str]:
        found = {
            **self.roster(),
            **self.learning(),
            **self.postings(),
            **self.promotions(),
            **self.watching(),
            **self.cases(),
            **self.judged(),
        }
        return {
            key: value if isinstance(value, str) else str(value) for key, value in found.items()
        }

    def roster(self) -> dict:
        files = [cadre for cadre, _ in self.here]
        ages = [age(cadre.birth, self.on) for cadre in files]
        return {
            "roster.open": len(files),
            "roster.open_before": len(self.here_before),
            "roster.women": sum(cadre.gender == "2" for cadre in files),
            "roster.minority": sum(cadre.nation != "01" for cadre in files),
            "roster.non_party": sum(
                cadre.political_status not in ("01", "02", "") for cadre in files
            ),
            "roster.average_age": tenth(sum(ages), len(ages)),
            "roster.graduate": sum(cadre.fulltime_education.startswith("1") for cadre in files),
            "roster.bachelor": sum(cadre.fulltime_education[:1] in ("1", "2") for cadre in files),
            "roster.grassroots": sum(cadre.grassroots_months >= 24 for cadre in files),
            "roster.entered": sum(self.in_year(stay.entered_on) for stay in self.stays),
            "roster.left": sum(self.in_year(stay.left_on) for stay in self.stays),
            "roster.used": sum(
                self.in_year(stay.left_on) and stay.exit_ground == "9" for stay in self.stays
            ),
        }

    def learning(self) -> dict:
        lines = ResumeLine.objects.filter(kind="study")
        rounds = [one for one in Mentorship.objects.all() if one.ended_on != one.since]
        own = [one for one in rounds if one.cadre_id in self.known]
        running = [
            one
            for one in rounds
            if one.cadre_id in self.present and lasts(one.since, one.ended_on, self.on)
        ]
        return {
            "training.studies": sum(
                one.cadre_id in self.known and self.in_year(one.since) for one in lines
            ),
            "mentoring.pairs": len(running),
            "mentoring.begun": sum(self.in_year(one.since) for one in own),
            "mentoring.ending": sum(
                self.in_year(one.until) and not (one.ended_on and one.ended_on < one.until)
                for one in own
            ),
            "mentoring.covered": tenth(
                100 * len({one.cadre_id for one in running}), len(self.present)
            ),
        }

    def postings(self) -> dict:
        real = [one for one in Posting.objects.all() if one.ended_on != one.since]
        begun = [one for one in real if one.cadre_id in self.known and self.in_year(one.since)]
        away = [one for one in begun if one.kind in AWAY]
        town = [one for one in away if one.kind in AWAY[:2] and one.unit.kind == "township"]
        enough = [
            stay
            for cadre, stay in self.here
            if meter.counted(meter.Life(cadre), stay, self.on) >= meter.MIN_POSTS
        ]
        return {
            "rotation.moves": sum(one.kind == "rotation" for one in begun),
            "rotation.two_posts": len(enough),
            "frontline.sent": len(away),
            "frontline.away": len(
                {
                    one.cadre_id
                    for one in real
                    if one.kind in AWAY
                    and one.cadre_id in self.present
                    and lasts(one.since, one.ended_on, self.on)
                }
            ),
            "frontline.township": len(town),
            "frontline.secondment": sum(one.kind in AWAY[:2] for one in away) - len(town),
            "frontline.petition": sum(one.kind == "petition" for one in away),
            "frontline.service": sum(one.kind == "grassroots" for one in away),
            "frontline.urgent": sum(one.kind == "task" for one in away),
        }

    def changes(self) -> list[tuple[Posting, Posting]]:
        """Main posts of the year with the one before, by person and day."""
        found = []
        for cadre in self.of_year:
            posts = [p for p in cadre.postings.filter(is_main=True) if p.ended_on != p.since]
            posts.sort(key=lambda one: (one.since, one.pk))
            for number, post in enumerate(posts):
                if number and self.in_year(post.since):
                    found.append((posts[number - 1], post))
        return found

    def promotions(self) -> dict:
        risen = [post for before, post in self.changes() if rise(before, post) > 0]
        pools = [
            one.pool
            for one in PoolMembership.objects.all()
            if one.cadre_id in self.known and lasts(one.since, one.until, self.on)
        ]
        tiers = [TIERS.get(post.level) for post in risen]
        return {
            "use.promoted": len(risen),
            **{f"use.tier{tier}": tiers.count(tier) for tier in (1, 2, 3, 4)},
            "use.deputy_pool": pools.count(1),
            "use.principal_pool": pools.count(2),
        }

    def watching(self) -> dict:
        talks = [one for one in Talk.objects.all() if one.cadre_id in self.known]
        concerns = [
            one
            for one in Concern.objects.select_related("talk")
            if one.cadre_id in self.known and one.talk.voided_on is None
        ]
        done = missed = owed = 0
        for duty in Duty.objects.filter(unit__path__startswith=self.unit.path):
            if duty.rule != "talk.quarterly" or duty.due_on.year != self.year:
                continue
            if duty.opened_on > self.on or duty.withdrawn_on == duty.opened_on:
                continue
            if duty.done_on and duty.done_on <= self.on:
                done += 1
            elif not any(day and day <= self.on for day in (duty.waived_on, duty.withdrawn_on)):
                missed += duty.due_on < self.on
                owed += duty.due_on >= self.on
        return {
            "talks.held": sum(self.in_year(one.held_on) and one.voided_on is None for one in talks),
            "talks.covered": tenth(100 * done, done + missed + owed),
            "talks.missed": missed,
            "concerns.raised": sum(self.in_year(one.raised_on) for one in concerns),
            "concerns.closed": sum(
                one.state == "closed" and self.in_year(one.closed_on) for one in concerns
            ),
        }

    def cases(self) -> dict:
        found = [
            one
            for one in RosterCase.objects.all()
            if one.cadre_id in self.known and one.kind == "exit" and one.state != "withdrawn"
        ]
        return {
            "cases.opened": sum(self.in_year(one.opened_on) for one in found),
            "cases.released": sum(
                one.state == "released" and self.in_year(one.decided_on) for one in found
            ),
            "cases.observing": sum(
                one.state == "observing" and one.decided_on <= self.on for one in found
            ),
        }

    def judged(self) -> dict:
        grades = [
            one.outcome
            for one in Assessment.objects.filter(year=self.year)
            if one.cadre_id in self.known
        ]
        return {
            "assessed.total": sum(grade in ("1", "2", "3", "4", "5") for grade in grades),
            "assessed.excellent": grades.count("1"),
            "assessed.competent": grades.count("2"),
            "assessed.basic": grades.count("3"),
            "assessed.incompetent": grades.count("4"),
            "assessed.none": grades.count("5"),
            "conduct.rewards": sum(len(self.rewards(cadre)) for cadre in self.of_year),
            "conduct.disciplines": sum(len(self.sanctions(cadre)) for cadre in self.of_year),
        }

    def rewards(self, cadre: Cadre) -> list[Reward]:
        given = sorted(cadre.rewards.all(), key=lambda one: (one.decided_on, one.pk))
        return [
            one
            for one in given
            if self.in_year(one.decided_on) and not (one.revoked_on and one.revoked_on <= self.on)
        ]

    def sanctions(self, cadre: Cadre) -> list[Discipline]:
        given = sorted(cadre.discipline.all(), key=lambda one: (one.decided_on, one.pk))
        return [
            one
            for one in given
            if self.in_year(one.decided_on) and one.kind in ("party", "government")
        ]


def stays_on(stay, day: date) -> bool:
    return lasts(stay.entered_on, stay.left_on, day)


def lasts(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)


def rise(before: Posting, after: Posting) -> int:
    """1 up, -1 down, 0 level or unknown."""
    if before.level not in LADDER or after.level not in LADDER:
        return 0
    one, other = LADDER.index(before.level), LADDER.index(after.level)
    return (one > other) - (one < other)


def age(birth: date, on: date) -> int:
    return on.year - birth.year - (on.month < birth.month)


def tenth(part: int, whole: int) -> str:
    """To one place, half up; "" of nothing."""
    if not whole:
        return ""
    found = (Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(found).removesuffix(".0")
