"""Generated years: people with records of every kind, on days near to the borders of two years."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise
from random import Random

from assessments.cases.models import RosterCase
from assessments.concerns.models import Concern
from assessments.polls.models import Poll, PollResult, PollSubject
from assessments.rounds.models import Assessment, Round
from assessments.talks.models import Talk
from cadres.choices import DEGREE, EDUCATION, LEVEL, RANK, SOURCE, ExitGround, RosterStatus
from cadres.people.models import Cadre, Discipline, ResumeLine, Reward
from cadres.people.prepare import prepared
from cadres.pools.models import PoolMembership
from cadres.roster.models import RosterEntry, RosterStage
from core.accounts.models import User
from core.codes.vocabulary import vocabulary
from core.units.models import Unit
from policy.duties.models import Duty
from rotation.choices import AWAY
from rotation.postings.models import Posting
from tests.world import World
from tests.world_people import TODAY
from training.mentoring.models import Mentorship

PLACES = ("市交通运输局", "公路中心", "市科技局", "青川县", "柳河镇", "马渡镇", "清溪镇")
DAYS = (
    *(date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 2), date(2025, 6, 30)),
    *(date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)),
    *(date(2026, 5, 4), date(2026, 11, 22), TODAY),
)
LEVELS = ("", "1A31", "1A32", "1A41", "1A42", "1A42", "1A50", "1A50", "1A60", "1A99")
DAY = timedelta(days=1)


def live(world: World, rng: Random, how_many: int = 100) -> None:
    """So many people; some of them were never on the roster, and have records all the same."""
    _centre(world)
    people = [_person(rng, world) for _ in range(how_many)]
    mentors = list(world.cadres.values())
    polls = _polls(rng)
    rounds: dict[tuple[int, int], Round] = {}
    for cadre in Cadre.objects.bulk_create(people):
        stays = _stays(rng, cadre)
        _studies(rng, cadre)
        _mentored(rng, cadre, mentors)
        _posted(rng, cadre, world)
        _pooled(rng, cadre)
        _talked(rng, cadre)
        _assessed(rng, cadre, rounds, polls)
        _conduct(rng, cadre)
        _cases(rng, cadre, stays)
        _owed(rng, cadre)


def _centre(world: World) -> None:
    """A unit below a bureau."""
    bureau = world.named["市交通运输局"]
    world.named["公路中心"] = Unit.objects.create(
        parent=bureau, path=f"{bureau.path}999999/", sort_path=f"{bureau.sort_path}00001/",
        depth=bureau.depth + 1, code="x", name="公路中心", short_name="公路中心",
        kind="institution", established_on="2020-01-01",
    )  # fmt: skip


def _person(rng: Random, world: World) -> Cadre:
    name = "生" + "".join(rng.choice("甲乙丙丁戊己庚辛") for _ in range(2))
    return Cadre(
        name=name,
        gender=rng.choice("12"),
        birth=date(rng.randrange(1983, 2003), rng.randrange(1, 13), 1),
        nation=rng.choice(("01", "01", "02", "11")),
        political_status=rng.choice(("01", "02", "03", "05", "13", "")),
        party_join=rng.choice((None, date(2020, 7, 1))),
        native_place=rng.choice(("云州清河", "")),
        fulltime_education=rng.choice(("", *vocabulary(EDUCATION))),
        fulltime_degree=rng.choice(("", *vocabulary(DEGREE))),
        fulltime_school=rng.choice(("云州大学", "")),
        fulltime_major=rng.choice(("交通工程", "交通专业", "")),
        level=rng.choice(("", *vocabulary(LEVEL))),
        rank=rng.choice(("", *vocabulary(RANK))),
        post_since=rng.choice((None, date(2024, 3, 1))),
        source=rng.choice(("", *vocabulary(SOURCE))),
        grassroots_months=rng.choice((0, 23, 24, 60)),
        unit=world.named[rng.choice(PLACES)],
        title="科员",
        **prepared(name),
    )


def _days(rng: Random, number: int) -> list[date]:
    return sorted(rng.sample(DAYS, number))


def _spells(rng: Random, most: int) -> list[tuple[date, date | None]]:
    """Periods one after another; the last may be open."""
    number = rng.randrange(most + 1)
    if not number:
        return []
    days = _days(rng, number + 1)
    found: list[tuple[date, date | None]] = list(pairwise(days))
    if rng.random() < 0.5:
        found[-1] = (found[-1][0], None)
    return found


def _stays(rng: Random, cadre: Cadre) -> list[RosterEntry]:
    found = []
    for since, until in _spells(rng, 2) if rng.random() < 0.85 else ():
        tiers = [rng.choice((None, 1, 2, 3, 4)) for _ in range(2)]
        values = {"entered_on": since, "left_on": until, "tier": tiers[-1]}
        if until:
            used = rng.random() < 0.5
            values["exit_ground"] = ExitGround.PROMOTED if used else ExitGround.RESULTS
            values["status"] = RosterStatus.USED if used else RosterStatus.REMOVED
        entry = RosterEntry.objects.create(cadre=cadre, **values)
        middle = rng.choice([d for d in DAYS if d > since and (until is None or d < until)] or [0])
        parts = [(since, until)] if not middle else [(since, middle), (middle, until)]
        for (begun, ended), tier in zip(parts, tiers[-len(parts) :], strict=True):
            stage = {"since": begun, "until": ended, "tier": tier}
            RosterStage.objects.create(entry=entry, status=RosterStatus.CULTIVATED, **stage)
        found.append(entry)
    return found


def _studies(rng: Random, cadre: Cadre) -> None:
    for month in rng.sample((date(2024, 12, 1), date(2025, 1, 1), date(2026, 1, 1)), 2):
        whole = ResumeLine.objects.create(
            cadre=cadre, since=month, until=month + DAY * 31, kind=rng.choice(("study", "work")),
            text="在某地学习",
        )  # fmt: skip
        if rng.random() < 0.5:
            ResumeLine.objects.create(
                cadre=cadre, within=whole, since=month, kind="study", text="其间党校学习"
            )


def _mentored(rng: Random, cadre: Cadre, mentors: list[Cadre]) -> None:
    for since, ended in _spells(rng, 2):
        taken_back = rng.random() < 0.15
        ended_on = since if taken_back else ended
        Mentorship.objects.create(
            cadre=cadre,
            mentor=rng.choice(mentors),
            since=since,
            until=rng.choice([day for day in (*DAYS, date(2027, 5, 1)) if day > since]),
            ended_on=ended_on,
            end_reason="completed" if ended_on else "",
            rhythm="每月", goals="独当一面", content="业务",
        )  # fmt: skip


def _posted(rng: Random, cadre: Cadre, world: World) -> None:
    places = [world.named[name] for name in PLACES]
    for is_main in (True, False):
        for since, ended in _spells(rng, 4):
            ended_on = since if rng.random() < 0.1 else ended
            away = {} if is_main else {"sending_unit": world.named["清源县"]}
            Posting.objects.create(
                cadre=cadre,
                kind=rng.choice(("appointment", "rotation") if is_main else AWAY),
                is_main=is_main,
                unit=rng.choice([one for one in places if is_main or one.pk != cadre.unit_id]),
                title=rng.choice(("科长", "副科长")),
                level=rng.choice(LEVELS) if is_main else "",
                since=since,
                until=None if is_main else since + 300 * DAY,
                ended_on=ended_on,
                end_reason="moved" if ended_on else "",
                document=rng.choice(("清组〔2026〕3号", "")),
                **away,
            )


def _pooled(rng: Random, cadre: Cadre) -> None:
    for pool in (1, 2):
        for since, until in _spells(rng, 1):
            PoolMembership.objects.create(cadre=cadre, pool=pool, since=since, until=until)


def _talked(rng: Random, cadre: Cadre) -> None:
    for on in _days(rng, rng.randrange(5)):
        voided = {"voided_on": on, "void_reason": "误登"} if rng.random() < 0.3 else {}
        talk = Talk.objects.create(
            cadre=cadre, unit=cadre.unit, held_on=on, place="会议室", led_by="书记",
            began_at=time(9), **voided,
        )  # fmt: skip
        if rng.random() < 0.5:
            _concern(rng, talk)


def _concern(rng: Random, talk: Talk) -> None:
    later = [day for day in DAYS if day >= talk.held_on]
    closed = rng.choice((None, *later))
    values: dict = {"state": "raised"}
    if closed:
        days = dict.fromkeys(("reminded_on", "corrected_on", "closed_on"), closed)
        values = {"state": "closed", "correct_by": closed, **days}
    Concern.objects.create(
        talk=talk, cadre=talk.cadre, text="作风松懈", raised_on=talk.held_on, **values
    )


def _polls(rng: Random) -> list[Poll]:
    found = []
    for number, (year, on) in enumerate(
        ((2025, DAYS[5]), (2025, DAYS[6]), (2026, DAYS[8]), (2026, DAYS[9]), (2026, DAYS[10]))
    ):
        counted = number != 3
        state = {"state": "counted", "counted_on": on, "result": {}, "digest": "0" * 64}
        state["shared_on"] = on if rng.random() < 0.7 else None
        if not counted:
            state = {"state": "cancelled", "cancelled": "人数不够"}
        found.append(
            Poll.objects.create(
                unit=Unit.objects.get(depth=1),
                year=year,
                title=f"测评{number}",
                opens_on=on,
                closes_on=on,
                min_group=5,
                abstain_counts=rng.random() < 0.5,
                **state,
            )
        )
    return found


def _assessed(
    rng: Random, cadre: Cadre, rounds: dict[tuple[int, int], Round], polls: list[Poll]
) -> None:
    for year in (2025, 2026):
        outcome = rng.choice(("", "", "1", "2", "3", "4", "5", "6"))
        values: dict = {"basis": "past", "state": "final", "outcome": outcome}
        values["decided_on"] = date(year + 1, 1, 20)
        if outcome in ("5", "6"):
            values["no_grade"] = "other"
        if not outcome:
            if rng.random() < 0.5:
                continue
            key = (cadre.unit_id, year)
            if key not in rounds:
                rounds[key] = Round.objects.create(unit=cadre.unit, year=year, opened_on=DAYS[5])
            values = {"round": rounds[key], "proposed": "1"}
        Assessment.objects.create(cadre=cadre, year=year, unit=cadre.unit, **values)
    for poll in polls:
        if rng.random() < 0.5:
            _result(rng, cadre, poll)


def _result(rng: Random, cadre: Cadre, poll: Poll) -> None:
    subject = PollSubject.objects.create(poll=poll, cadre=cadre, position=poll.subjects.count() + 1)
    names = ("excellent", "competent", "basic", "incompetent", "abstained")
    marks = {name: rng.randrange(7) for name in names}
    shown = rng.random() < 0.8
    valid = sum(marks.values()) if shown else 3
    base = valid - (0 if poll.abstain_counts or not shown else marks["abstained"])
    numbers = {"issued": valid, "returned": valid, "valid": valid, "counted": base}
    PollResult.objects.create(
        subject=subject, poll=poll, cadre=cadre, is_shown=shown, **numbers,
        **(marks if shown else {}),
    )  # fmt: skip


def _conduct(rng: Random, cadre: Cadre) -> None:
    for on in _days(rng, rng.randrange(3)):
        revoked = rng.choice((None, None, *(day for day in DAYS if day >= on)))
        Reward.objects.create(
            cadre=cadre, decided_on=on, name="先进个人", authority=rng.choice(("市委", "")),
            revoked_on=revoked,
        )  # fmt: skip
    for on in _days(rng, rng.randrange(3)):
        kind = rng.choice(("party", "government", "handling", "investigation"))
        Discipline.objects.create(cadre=cadre, decided_on=on, kind=kind, measure="警告")


def _cases(rng: Random, cadre: Cadre, stays: list[RosterEntry]) -> None:
    for number, on in enumerate(_days(rng, rng.randrange(4))):
        kind = "exit" if stays else "addition"
        state = rng.choice(("opened", "observing", "kept", "released", "withdrawn"))
        if kind == "addition":
            state = rng.choice(("opened", "observing", "admitted", "withdrawn"))
        decided = rng.choice([day for day in DAYS if day >= on])
        values: dict = {"state": state}
        if state in ("kept", "released", "admitted", "observing"):
            values |= {"decided_on": decided, "reason": "属实", "meeting": "部务会"}
        if state == "observing":
            values["observe_until"] = decided + 90 * DAY
        if kind == "exit":
            values |= {"entry": stays[-1], "ground": "2"}
        RosterCase.objects.create(
            cadre=cadre, unit=cadre.unit, kind=kind, event=f"finding:{number}", opened_on=on,
            verdict="认定", snapshot={}, digest="0" * 64, **values,
        )  # fmt: skip


def _owed(rng: Random, cadre: Cadre) -> None:
    for period, first, due in (
        ("2025Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2026Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ):
        state = rng.choice(("open", "open", "done", "done", "waived", "withdrawn"))
        on = min(rng.choice((first, due - DAY, due, due + DAY)), TODAY)
        days = {"done": "done_on", "waived": "waived_on", "withdrawn": "withdrawn_on"}
        values: dict = {days[state]: on} if state in days else {}
        if state == "waived":
            values |= {"waived_by": _city(), "waive_reason": "长期病休"}
        Duty.objects.create(
            rule=rng.choice(("talk.quarterly", "talk.quarterly", "talk.exit")), subject=cadre.pk,
            cadre=cadre, period=period, unit=cadre.unit, opened_on=first, due_on=due,
            yellow_from=due - 20 * DAY, state=state, **values,
        )  # fmt: skip


def _city() -> User:
    return User.objects.get(username="city")
