"""Stays on the roster: how somebody came, what changed meanwhile, how a few left."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from cadres.choices import EntryMode, ExitGround, RosterStatus
from cadres.demo.conduct import sanction
from cadres.demo.dice import Dice
from cadres.demo.education import UNIVERSITY_LEVEL
from cadres.demo.lives import Life
from cadres.demo.months import TODAY, counted, first_day
from cadres.demo.offices import Office, region
from cadres.demo.seats import CLERK, RETURNER
from cadres.demo.standings import Stage, stages

# Days on which people are taken in, yearly.
INTAKES = (
    date(2021, 6, 28), date(2022, 7, 12), date(2023, 6, 20), date(2024, 7, 16), date(2025, 6, 24),
    date(2026, 3, 18),
)  # fmt: skip
WORKED_BEFORE = 12  # months
OLDEST_AT_INTAKE = 35 * 12 + 11  # clause 2.0, months of age
SHORTEST_STAY = timedelta(days=200)
# Of so many stays one ended so: about 30 used and 15 removed of 400.
ONE_USED_OF, ONE_REMOVED_OF = 13, 27
RETURNS_OF = 500
REMOVAL_GROUNDS = (
    ExitGround.OTHER, ExitGround.RESULTS, ExitGround.DISCIPLINE, ExitGround.APPRAISAL,
    ExitGround.STYLE, ExitGround.OTHER, ExitGround.FAILURE,
)  # fmt: skip
INTO_THE_POOL = "转入后备干部库"
NOTES = {
    ExitGround.OTHER: "本人申请退出",
    ExitGround.RESULTS: "连续两年考核位次靠后",
    ExitGround.DISCIPLINE: "受处分或者组织处理",
    ExitGround.APPRAISAL: "年度民主测评基本称职和不称职比例超过规定",
    ExitGround.STYLE: "谈话了解中群众反映较多",
    ExitGround.FAILURE: "分管项目出现重大失误",
}
MODES = (
    (EntryMode.INTAKE, 0.6), (EntryMode.COMMITTEE, 0.22), (EntryMode.CITY, 0.08),
    (EntryMode.SUPPLEMENT, 0.07), (EntryMode.PROVINCE, 0.03),
)  # fmt: skip


@dataclass(slots=True)
class Stay:
    """One stay; its standing is that of the last stage, but for the status of one that ended."""

    entered_on: date
    mode: str
    document: str
    recommended_by: str
    left_on: date | None = None
    ground: str = ""
    exit_note: str = ""
    stages: list[Stage] = field(default_factory=list)

    @property
    def status(self) -> str:
        """已使用 or 已调出 after the end, else that of the open stage."""
        if self.left_on is None:
            return self.stages[-1].status
        used = self.ground == ExitGround.PROMOTED
        return RosterStatus.USED if used else RosterStatus.REMOVED


def stays(dice: Dice, life: Life) -> list[Stay]:
    """The stays of one who is or was on the roster, none for the others.

    A removal for discipline adds the sanction to the file.
    """
    ordinal = life.seat.stay
    if ordinal is None:
        return []
    possible = _possible(life)
    first = [day for day in possible if day <= TODAY - SHORTEST_STAY]
    if ordinal % RETURNS_OF == RETURNER and len(first) > 2:
        return _left_and_came_back(dice, life, first)
    stay = _entered(dice, life, dice.one_of(possible))
    if first and ordinal % ONE_USED_OF == ONE_USED_OF // 2:
        stay = _used(dice, life, first)
    elif first and ordinal % ONE_REMOVED_OF == ONE_REMOVED_OF // 2:
        stay = _entered(dice, life, dice.one_of(first))
        ground = REMOVAL_GROUNDS[ordinal // ONE_REMOVED_OF % len(REMOVAL_GROUNDS)]
        _leave(stay, _some_day(dice, stay.entered_on), ground, NOTES[ground])
        if ground == ExitGround.DISCIPLINE:
            decided = stay.left_on - timedelta(days=21)
            life.sanctions.append(sanction(dice, decided, party=life.politics.in_party))
    stay.stages = list(stages(dice, life, stay.mode, stay.entered_on, stay.left_on))
    return [stay]


def _possible(life: Life) -> list[date]:
    """Intakes at which the person had worked for a year; the last one for whoever came late."""
    since = life.work_start + WORKED_BEFORE
    return [day for day in INTAKES if counted(day) >= since] or [INTAKES[-1]]


def _entered(dice: Dice, life: Life, on: date) -> Stay:
    mode = dice.weighted(MODES)
    young = counted(on) - life.birth <= OLDEST_AT_INTAKE
    taught = life.studies[-1].education in UNIVERSITY_LEVEL
    if mode == EntryMode.INTAKE and not (young and taught):
        mode = EntryMode.COMMITTEE
    if mode == EntryMode.PROVINCE:
        by = "中共云州省委组织部"
    elif mode == EntryMode.CITY:
        by = "中共清河市委组织部"
    else:
        by = _recommends(life.office)
    return Stay(on, mode, f"清组发〔{on.year}〕{on.month * 3 + on.day % 7}号", by)


def _recommends(office: Office) -> str:
    """A county's committee for its units; a unit of the city speaks for itself."""
    return f"中共{region(office)}委" if office.county else office.name


def _left_and_came_back(dice: Dice, life: Life, days: list[date]) -> list[Stay]:
    both = [_entered(dice, life, days[0]), _entered(dice, life, days[-1])]
    _leave(both[0], days[1], ExitGround.OTHER, "脱产学习，本人申请退出")
    for stay in both:
        stay.stages = list(stages(dice, life, stay.mode, stay.entered_on, stay.left_on))
    return both


def _used(dice: Dice, life: Life, days: list[date]) -> Stay:
    """Promoted while on the roster, if the file says so; else taken over into a reserve pool."""
    promoted = first_day(life.levels[-1].since) + timedelta(days=14)
    before = [day for day in days if day + SHORTEST_STAY <= promoted]
    if life.seat.step < CLERK and before and promoted <= TODAY:
        stay = _entered(dice, life, dice.one_of(before))
        job = next(job for job in reversed(life.jobs) if job.since <= life.levels[-1].since)
        _leave(stay, promoted, ExitGround.PROMOTED, f"提拔任{job.title}"[:300])
    else:
        stay = _entered(dice, life, dice.one_of(days))
        _leave(stay, _some_day(dice, stay.entered_on), ExitGround.PROMOTED, INTO_THE_POOL)
    return stay


def _leave(stay: Stay, on: date, ground: ExitGround, note: str) -> None:
    stay.left_on, stay.ground, stay.exit_note = on, ground, note


def _some_day(dice: Dice, entered: date) -> date:
    first = entered + SHORTEST_STAY
    return first + timedelta(days=dice.between(0, (TODAY - first).days))
