"""The rules against plain Python over random facts, person by person, year by year."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from assessments.cases.models import RosterCase
from assessments.cases.opening import sweep
from assessments.polls.models import PollResult
from assessments.rounds.models import Assessment
from cadres.people.models import Cadre, Discipline
from cadres.people.prepare import prepared
from cadres.roster.models import RosterEntry
from tests.cases.making import county_figure, grade, poll, result
from tests.world import World
from tests.world_people import TODAY

PEOPLE = 60
FIRST = date(2024, 1, 1)


def facts(world: World, random: Random) -> None:
    """People of three places, on the roster since any day, with sanctions, grades and polls."""
    places = [world.named[name] for name in ("市科技局", "柳河镇", "清溪镇")]
    people = []
    for _ in range(PEOPLE):
        birth = date(random.randint(1985, 2000), random.randint(1, 12), 1)
        person = Cadre.objects.create(
            name="随机人", gender="1", birth=birth, unit=random.choice(places), title="科员",
            fulltime_education=random.choice(("21", "31", "11")), **prepared("随机人"),
        )  # fmt: skip
        people.append(person)
        world.cadres["随机人"] = person
        if random.random() < 0.7:
            entered = FIRST + timedelta(days=random.randrange(1000))
            RosterEntry.objects.create(cadre=person, entered_on=entered)
        if random.random() < 0.3:
            Discipline.objects.create(
                cadre=person, measure="警告", kind=random.choice(("party", "handling")),
                decided_on=FIRST + timedelta(days=random.randrange(1050)),
            )  # fmt: skip
        for year in (2023, 2024, 2025):
            if random.random() < 0.85:
                outcome = random.choices("123456", (6, 8, 2, 1, 1, 1))[0]
                day = date(year + 1, 1, 1) + timedelta(days=random.randrange(90))
                grade(world, "随机人", year, outcome, on=day)
    for year in (2024, 2025):
        for min_group in (3, 8):
            of = poll(places[0], on=date(year, 12, 20), year=year, min_group=min_group)
            for person in random.sample(people, random.choice((9, 25, 40))):
                marks = {"excellent": random.randrange(4), "competent": random.randrange(3, 9)}
                marks |= {"basic": random.randrange(4), "incompetent": random.randrange(2)}
                style = random.randrange(1, 12)
                marks |= {"style_valid": style, "style_low": random.randrange(style // 2 + 1)}
                result(of, person, **marks)


def expected() -> set[tuple[int, str]]:
    """Every event that opens a case, by the plan's words and the city's first figures."""
    found = set()
    stays = dict(RosterEntry.objects.filter(left_on=None).values_list("cadre_id", "entered_on"))
    gone = set(RosterEntry.objects.exclude(left_on=None).values_list("cadre_id", flat=True))
    paths = dict(Cadre.objects.values_list("pk", "unit__path"))
    county = Cadre.objects.filter(unit__short_name="柳河镇").first().unit.parent.path
    percents = {pk: 25 if path.startswith(county) else 30 for pk, path in paths.items()}

    def event(cadre: int, day: date, name: str) -> None:
        if cadre in stays and stays[cadre] <= day <= TODAY:
            found.add((cadre, name))

    for row in Discipline.objects.all():
        if row.kind != "handling":
            name = "investigation" if row.kind == "investigation" else "discipline"
            event(row.cadre_id, row.decided_on, f"{name}:{row.pk}")
    years: dict[int, dict[int, Assessment]] = defaultdict(dict)
    for sheet in Assessment.objects.all():
        if sheet.outcome in "1234":
            years[sheet.cadre_id][sheet.year] = sheet
    for cadre, sheets in years.items():
        last = sheets[max(sheets)]
        if last.outcome in "34":
            event(cadre, last.decided_on, f"grade:{last.year}")
        before = sheets.get(last.year - 1)
        if last.outcome == "1" and before and before.outcome == "1" and last.year >= 2025:
            person = Cadre.objects.get(pk=cadre)
            months = (TODAY.year - person.birth.year) * 12 + TODAY.month - person.birth.month
            fits = months // 12 <= 35 and person.fulltime_education[0] in "12"
            if cadre not in stays and cadre not in gone and fits:
                found.add((cadre, f"excellent:{last.year}"))
    polls: dict[int, list[PollResult]] = defaultdict(list)
    for total in PollResult.objects.select_related("poll"):
        polls[total.poll_id].append(total)
        day = total.poll.counted_on
        low = Fraction(100 * (total.basic + total.incompetent), total.counted)
        if low > percents[total.cadre_id]:
            event(total.cadre_id, day, f"poll:{total.poll_id}")
        enough = total.style_valid >= total.poll.min_group
        if enough and Fraction(100 * total.style_low, total.style_valid) > 30:
            event(total.cadre_id, day, f"style:{total.poll_id}")
    for totals in polls.values():
        shares = {t.cadre_id: Fraction(t.excellent, t.counted) for t in totals}
        year = totals[0].poll.year
        for cadre, share in shares.items():
            worse = sum(other <= share for other in shares.values())
            sheets = years[cadre]
            pair = [sheets.get(year), sheets.get(year - 1)]
            poor = all(sheet is not None and sheet.outcome != "1" for sheet in pair)
            if poor and max(sheets) == year and Fraction(worse, len(shares)) <= Fraction(1, 10):
                day = max(totals[0].poll.counted_on, sheets[year].decided_on)
                event(cadre, day, f"bottom:{year}")
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_rules_agree_with_plain_python(world: World, seed: int):
    county_figure(world, "exit.low_rating_percent", 25, "青川县", date(2024, 1, 1))
    facts(world, Random(seed))  # noqa: S311 - lives, no secrets
    wanted = expected()
    assert len(wanted) > 10
    sweep(on=TODAY)
    assert set(RosterCase.objects.values_list("cadre", "event")) == wanted


def test_person_by_person_is_the_same_as_all_at_once(world: World):
    facts(world, Random(99))  # noqa: S311 - lives, no secrets
    for cadre in Cadre.objects.values_list("pk", flat=True):
        sweep(on=TODAY, people=[cadre])
    alone = set(RosterCase.objects.values_list("cadre", "event"))
    assert len(alone) > 10
    assert sweep(on=TODAY) == 0
