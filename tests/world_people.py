"""People of the test world: few, each with a reason to be there.

Five stand on the roster (陈思远 left it once and came back), one was promoted, one was removed, and
three were never on it.
"""

from datetime import date
from typing import NamedTuple

from cadres.choices import EntryMode, ExitGround, RosterStatus, Tier
from cadres.people.models import Cadre
from cadres.people.prepare import prepared
from cadres.roster import services
from cadres.roster.models import RosterEntry
from core.units.models import Unit

TODAY = date(2026, 11, 23)


class Person(NamedTuple):
    """Name, gender, birth month, unit by its short name, post, ZB09 level."""

    name: str
    gender: str
    birth: tuple[int, int]
    unit: str
    title: str
    level: str


PEOPLE = (
    Person("周雨晴", "2", (1992, 5), "市交通运输局", "清河市交通运输局综合规划科科长", "1A41"),
    Person("陈思远", "1", (1993, 11), "市交通运输局", "清河市交通运输局公路管理科副科长", "1A42"),
    Person("曾可欣", "2", (1991, 4), "市交通运输局", "清河市交通运输局办公室主任", "1A41"),
    Person("李明朗", "1", (1990, 2), "市科技局", "清河市科学技术局规划科科长", "1A41"),
    Person("单文静", "2", (1992, 12), "市科技局", "清河市科学技术局成果科副科长", "1A42"),
    Person("马晓东", "1", (1984, 8), "青川县", "中共青川县委常委、副县长", "1A32"),
    Person("赵文博", "1", (1990, 6), "柳河镇", "青川县柳河镇党委副书记、镇长", "1A41"),
    Person("罗天翊", "1", (1994, 9), "柳河镇", "青川县柳河镇副镇长", "1A42"),
    Person("艾力·买买提", "1", (1991, 7), "马渡镇", "青川县马渡镇副镇长", "1A42"),
    Person("欧阳雪", "2", (1989, 1), "清溪镇", "清源县清溪镇镇长", "1A41"),
)


def people(units: dict[str, Unit]) -> dict[str, Cadre]:
    """The ten people, by name, in units given by their short names."""
    return {
        person.name: Cadre.objects.create(
            name=person.name,
            gender=person.gender,
            birth=date(*person.birth, 1),
            unit=units[person.unit],
            title=person.title,
            level=person.level,
            level_since=date(2023, 6, 1),
            post_since=date(2024, 3, 1),
            political_status="01",
            party_join=date(2015, 6, 1),
            work_start=date(2016, 7, 1),
            fulltime_education="21",
            fulltime_degree="408",
            fulltime_school="云州大学交通学院",
            fulltime_major="交通工程",
            native_place="云州清河",
            seat_order=number,
            source="02",
            grassroots_months=12 * number,
            phone=f"1990000{number:04d}",
            **prepared(person.name),
        )
        for number, person in enumerate(PEOPLE, start=1)
    }


def roster(cadres: dict[str, Cadre]) -> dict[str, list[RosterEntry]]:
    """Their stays, by name: entered, restated and released on days that tests count with."""

    def admit(names: str, on: date, **values: object) -> None:
        services.admit(
            actor=None,
            people=[cadres[name] for name in names.split()],
            on=on,
            today=TODAY,
            **values,
        )

    def stays(name: str) -> list[RosterEntry]:
        return list(RosterEntry.objects.filter(cadre=cadres[name], left_on__isnull=True))

    admit("周雨晴 李明朗 赵文博 曾可欣", date(2024, 3, 1), tier=Tier.SECOND)
    admit("陈思远", date(2024, 3, 1), tier=Tier.FIRST, entry_mode=EntryMode.INTAKE)
    admit("罗天翊 马晓东", date(2025, 6, 10), tier=Tier.FIRST, held_by="county")
    release = {"actor": None, "today": TODAY}
    services.release(
        entries=stays("陈思远"), on=date(2025, 1, 15), ground=ExitGround.OTHER, **release
    )
    services.release(
        entries=stays("马晓东"), on=date(2026, 2, 1), ground=ExitGround.PROMOTED, **release
    )
    services.release(
        entries=stays("曾可欣"), on=date(2026, 5, 20), ground=ExitGround.RESULTS, **release
    )
    admit("陈思远", date(2026, 4, 1), tier=Tier.SECOND, direction="building")
    services.restate(
        actor=None,
        entries=stays("周雨晴"),
        on=date(2025, 9, 1),
        today=TODAY,
        status=RosterStatus.CONSIDERED,
        tier=Tier.THIRD,
    )
    found: dict[str, list[RosterEntry]] = {name: [] for name in cadres}
    for entry in RosterEntry.objects.select_related("cadre").order_by("entered_on"):
        found[entry.cadre.name].append(entry)
    return found
